import { destination, pino, type DestinationStream } from 'pino';
import { faultFacts } from './fault.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * One line of the log: what happened, by a name, with facts that a program can count. Ids, codes and durations are facts; what people
 * wrote, their names, numbers and mailboxes are none, so an address that was asked for stands in no line, only its pattern.
 * An `error` is taken apart by {@link faultFacts}.
 */
export interface LogLine {
  readonly level: LogLevel;
  readonly event: string;
  readonly error?: unknown;
  readonly [fact: string]: unknown;
}

export type Log = (line: LogLine) => void;

/** Writes lines of JSON, each before it returns, so that the last words of a process are not lost. To standard error where no other place is named. */
export function openLog(options: { readonly level: LogLevel; readonly to?: DestinationStream }): Log {
  const logger = pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.to ?? destination({ dest: 2, sync: true }),
  );
  return ({ level, error, ...facts }) => logger[level](error === undefined ? facts : { ...facts, error: faultFacts(error) });
}
