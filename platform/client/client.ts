import type { BothLanguages } from '#platform/i18n/language.ts';
import { learnServerTime } from '#platform/time/server-clock.ts';
import { parseProblem, type Problem } from './problem-details.ts';

/** An answer: what was asked for, or why not. A refusal is a value, so that no caller forgets it. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Names the instant at which the server answered; see `server-clock`. */
const TIME_HEADER = 'pledge-now';
const RETRIES_MS = [300, 1_200, 3_000];
/** A line that neither carries nor breaks is given up after so long, and what was sent goes out on another. */
const PATIENCE_MS = 20_000;

export const unreachable: BothLanguages = {
  zh: '没有连上服务器。内容已留在本页，请再试。',
  en: 'The server was not reached. Your text is kept; try again.',
};

/** Refusals come in the language the person reads the page in. */
function headers(): Record<string, string> {
  return { accept: 'application/json', 'accept-language': document.documentElement.lang };
}

function noAnswer(): Problem {
  return { status: 0, code: 'unreachable', detail: unreachable, guards: [], commitments: [], fields: [], details: {} };
}

/** Told to the window when the server answers, or may have answered, that nobody is signed in; its detail is the path that was asked. */
export const SIGNED_OUT = 'pledge:signed-out';

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const told = response.headers.get(TIME_HEADER);
  if (told !== null) learnServerTime(told);
  const text = await response.text();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    body = undefined;
  }
  // The caller names the shape that the API's contract gives this path; the server is the one that keeps it.
  if (response.ok) return { ok: true, value: body as T };
  if (response.status === 401) window.dispatchEvent(new CustomEvent(SIGNED_OUT, { detail: new URL(response.url).pathname }));
  return { ok: false, problem: parseProblem(response.status, body) };
}

/** Reads a path of this origin. Reading again is harmless, so it is left to the cache in front of it. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  try {
    return await readAnswer<T>(await fetch(path, { headers: headers(), credentials: 'same-origin', signal: signal ?? null }));
  } catch {
    return { ok: false, problem: noAnswer() };
  }
}

/** Opens an answer of JSON lines: its text piece by piece, or why not. An answer that is cut ends in a refusal that is thrown. */
export async function linesFrom(path: string, signal?: AbortSignal): Promise<Answer<AsyncIterable<string>>> {
  try {
    const response = await fetch(path, { headers: headers(), credentials: 'same-origin', signal: signal ?? null });
    if (!response.ok || response.body === null) return await readAnswer(response);
    return { ok: true, value: response.body.pipeThrough(new TextDecoderStream()) };
  } catch {
    return { ok: false, problem: noAnswer() };
  }
}

async function attempt<T>(path: string, sent: string): Promise<Answer<T>> {
  try {
    return await readAnswer<T>(
      await fetch(path, {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/json' },
        credentials: 'same-origin',
        body: sent,
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    );
  } catch {
    return { ok: false, problem: noAnswer() };
  }
}

/** Sends what is no command and is sent once: a sign-in, a sign-out. */
export async function send<T>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<Answer<T>> {
  return attempt<T>(path, JSON.stringify(body));
}

interface UploadOptions {
  /** Made here, where a repeat is to be the same file. */
  readonly id?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one file, once; its answer names the id by which commands refer to it. */
export async function upload<T>(path: string, file: File, { id, signal }: UploadOptions = {}): Promise<Answer<T>> {
  const form = new FormData();
  // Before the file: the server reads the form in its order.
  if (id !== undefined) form.append('id', id);
  form.append('file', file, file.name);
  const init = { method: 'POST', headers: headers(), credentials: 'same-origin', body: form, signal: signal ?? null } as const;
  try {
    return await readAnswer<T>(await fetch(path, init));
  } catch {
    return { ok: false, problem: noAnswer() };
  }
}

const idsOfFiles = new WeakMap<File, string>();

/** Sends a photo or another file for a command to name. However often it is sent, here and by whoever tries again, it is one file. */
export async function uploadFile(file: File, signal?: AbortSignal): Promise<Answer<{ readonly id: string }>> {
  const id = idsOfFiles.get(file) ?? crypto.randomUUID();
  idsOfFiles.set(file, id);
  return untilKnown(() => upload<{ readonly id: string }>('/api/files', file, { id, signal }), signal);
}

/** 502, 503, 504 and no answer at all say nothing about whether the command was done. */
function outcomeUnknown<T>(answer: Answer<T>): boolean {
  return !answer.ok && (answer.problem.status === 0 || (answer.problem.status >= 502 && answer.problem.status <= 504));
}

/** Tries again while nobody can say how it ended, and whoever asked still waits. */
async function untilKnown<T>(tried: () => Promise<Answer<T>>, signal?: AbortSignal): Promise<Answer<T>> {
  let answer = await tried();
  for (const wait of RETRIES_MS) {
    if (!outcomeUnknown(answer) || signal?.aborted === true) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    answer = await tried();
  }
  return answer;
}

/**
 * Sends one command. Its `commandId` is made here and stays the same for every attempt, so that a command whose outcome is
 * unknown may be sent again without being done twice. A caller that tries once more later passes the same id itself.
 */
export async function post<T>(
  path: string,
  body: Readonly<Record<string, unknown>> = {},
  commandId: string = crypto.randomUUID(),
): Promise<Answer<T>> {
  const sent = JSON.stringify({ ...body, commandId });
  return untilKnown(() => attempt<T>(path, sent));
}
