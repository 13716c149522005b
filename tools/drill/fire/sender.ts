import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { Attempt, Call, History, SettledAnswer } from './history.ts';

export interface Sender {
  /** Sends a command until its outcome is known, always under the one id it was given. */
  readonly send: (command: {
    who: string;
    path: string;
    event: string;
    subjectId: string | null;
    body: Record<string, unknown>;
  }) => Promise<SettledAnswer>;
}

/** Longer than any restart may take: a command that has no outcome by then never will. */
const PATIENCE_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = [20, 250] as const;
/** So many commands in a hundred are given up by their sender in mid-flight and sent again at once. */
const GIVEN_UP_PERCENT = 3;
const GIVEN_UP_WITHIN_MS = [1, 25] as const;

/** A person at a device on a bad line: what was not answered is sent again, under the same id, until it is; to another node where there is one. */
export function openSender(parts: {
  bases: readonly string[];
  cookies: ReadonlyMap<string, string>;
  history: History;
  random: Random;
}): Sender {
  const { bases, cookies, history, random } = parts;
  let place = random.between(0, bases.length - 1);
  const once = async (
    call: Call,
    { within, givenUp }: { within: number; givenUp: boolean },
  ): Promise<{ attempt: Attempt; answer?: SettledAnswer }> => {
    const base = bases[place % bases.length] ?? '';
    const sentAt = Date.now();
    const ended = (outcome: Attempt['outcome'], why?: string): Attempt => ({
      base,
      sentAt,
      endedAt: Date.now(),
      outcome,
      ...(why === undefined ? {} : { why, givenUp }),
    });
    try {
      const response = await fetch(`${base}${call.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: cookies.get(call.who) ?? '' },
        body: JSON.stringify({ commandId: call.commandId, ...call.body }),
        signal: AbortSignal.timeout(within),
      });
      const body: unknown = await response.json();
      const { status } = response;
      if (status >= 500) return { attempt: ended('unknown', String(status)) };
      return { attempt: ended(status), answer: { status, body } };
    } catch (error) {
      return { attempt: ended('unknown', reasonOf(error)) };
    }
  };
  return {
    send: async ({ who, path, event, subjectId, body }) => {
      const call: Call = { commandId: randomUUID(), who, path, event, subjectId, body, attempts: [] };
      history.calls.push(call);
      const until = Date.now() + PATIENCE_MS;
      let given = random.between(1, 100) <= GIVEN_UP_PERCENT;
      while (Date.now() < until) {
        const within = given ? random.between(...GIVEN_UP_WITHIN_MS) : ANSWER_WITHIN_MS;
        const { attempt, answer } = await once(call, { within, givenUp: given });
        call.attempts.push(attempt);
        if (answer !== undefined) return (call.answer = answer);
        // As whatever stands before the nodes would: one that does not answer is left for the other.
        if (!given) place += 1;
        if (!given) await delay(random.between(...AGAIN_AFTER_MS));
        given = false;
      }
      throw new Error(`${event} of ${who} had no outcome within ${PATIENCE_MS / 1000} s: ${call.attempts.at(-1)?.why ?? ''}`);
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? error.name;
}
