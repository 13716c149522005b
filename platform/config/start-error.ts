import { startTextsEn } from './start.texts.en.ts';
import { startTextsZh } from './start.texts.zh.ts';
import type { StartTexts } from './start.texts.zh.ts';

export type StartErrorCode = keyof StartTexts;

/**
 * What keeps an installation from starting, told to the person at the terminal.
 * `message` is one line: what is wrong, then the remedy, in the terminal's language (Chinese where `LANG` says so).
 */
export class StartError extends Error {
  readonly code: StartErrorCode;
  override readonly name = 'StartError';

  constructor(code: StartErrorCode, values: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(startText(code, values), cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** A variable of the environment that cannot be used. Returned by `readConfig`, never thrown by it. */
export class ConfigError extends StartError {
  readonly variable: string;

  constructor(code: StartErrorCode, variable: string, values: Readonly<Record<string, string | number>> = {}) {
    super(code, { variable, ...values });
    this.variable = variable;
  }
}

/** A line for the terminal, in its language. */
export function startText(code: StartErrorCode, values: Readonly<Record<string, string | number>>): string {
  return fill((terminalSpeaksChinese() ? startTextsZh : startTextsEn)[code], values);
}

/** The language of whoever reads the terminal, as the operating system tells it. */
export function terminalSpeaksChinese(): boolean {
  const language = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return language.toLowerCase().startsWith('zh');
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return text.replace(/\s+/g, ' ').trim();
}
