import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { TestServer } from '../test-server.ts';
import { casesOf, type HostileCase } from './cases.ts';
import type { Endpoint } from './endpoints.ts';
import { ASKERS, type HostileGround } from './ground.ts';

/** What an endpoint made of its cases. */
export interface SiegeResult {
  readonly endpoint: Endpoint;
  readonly sent: number;
  /** Carried out or answered. */
  readonly done: number;
  readonly refused: number;
  /** How often each refusal was given, by its code. */
  readonly refusals: ReadonlyMap<string, number>;
  /** One line each: what was wrong with an answer, and what it answered. */
  readonly faults: readonly string[];
}

/** A trace of calls, or the place of a source: nothing that a caller is told. */
const STACK = /\bat \S+ \(|\bat (?:async )?(?:file|node):|node_modules|\.[cm]?[jt]sx?:\d+/;

/**
 * Sends so many cases to an endpoint, chosen by the seed and the endpoint alone, so that each can be repeated by itself.
 * Nothing is made smaller after a fault: every step of that would be another set of calls.
 */
export async function besiege(
  ground: HostileGround,
  endpoint: Endpoint,
  chosen: { readonly cases: number; readonly seed: number },
): Promise<SiegeResult> {
  const seed = seedFor(endpoint, chosen.seed);
  const faults: string[] = [];
  const refusals = new Map<string, number>();
  let done = 0;
  await ground.prepare();
  const asked = fc.tuple(
    casesOf(endpoint, ground.known(), ground.idsFor(endpoint.path)),
    fc.constantFrom<HouseName | null>(...ASKERS, null),
  );
  for (const [sent, who] of fc.sample(asked, { numRuns: chosen.cases, seed })) {
    const tried = await attempt(ground.server, { endpoint, sent, who });
    if (tried.done) done += 1;
    else refusals.set(tried.code, (refusals.get(tried.code) ?? 0) + 1);
    if (tried.fault !== null) faults.push(tried.fault);
    await ground.afterCase(endpoint.path);
  }
  return { endpoint, sent: chosen.cases, done, refused: chosen.cases - done, refusals, faults };
}

/** Sends one case: whether it was carried out, the code of its refusal, and what was wrong with the answer, if anything. */
export async function attempt(
  server: TestServer,
  about: { endpoint: Endpoint; sent: HostileCase; who: HouseName | null },
): Promise<{ readonly done: boolean; readonly code: string; readonly fault: string | null }> {
  const { endpoint, sent, who } = about;
  const answer = await send(server, about);
  const wrong = faultOf(sent, answer);
  const asked = `${who ?? 'nobody'} ${endpoint.method} ${told(sent.url)} ${told(sent.payload ?? '')}`;
  const fault = wrong === null ? null : `${wrong}: ${told(answer.text)} for ${asked}`;
  return { done: answer.status < 400, code: codeOf(answer), fault };
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

async function send(
  server: TestServer,
  about: { endpoint: Endpoint; sent: HostileCase; who: HouseName | null },
): Promise<Answer> {
  const { endpoint, sent, who } = about;
  const ask = async () =>
    server.app.server?.inject({
      method: endpoint.method,
      url: sent.url,
      // Limits per source are shown elsewhere; here they would stand before everything else.
      remoteAddress: sourceOf(sent),
      headers: {
        ...(sent.payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(who === null ? {} : { cookie: await server.cookieOf(who) }),
      },
      ...(sent.payload === undefined ? {} : { payload: sent.payload }),
    });
  let answer = await ask();
  if (answer?.statusCode === 401 && who !== null) {
    // A case before this one ended the session, as it may.
    server.signInAnew(who);
    answer = await ask();
  }
  if (answer === undefined) throw new Error('a web role without a server');
  const mediaType = answer.headers['content-type'] ?? '';
  return { status: answer.statusCode, mediaType, text: /json|text/.test(mediaType) ? answer.body : '' };
}

/** What is wrong with an answer; null where all is well. */
function faultOf(sent: HostileCase, answer: Answer): string | null {
  if (answer.status >= 500) return `${answer.status}`;
  if (STACK.test(answer.text)) return 'tells of its insides';
  if (answer.status < 400) return sent.unknownName ? 'took an unknown name' : null;
  if (!answer.mediaType.startsWith('application/problem+json')) return `${answer.status} as ${answer.mediaType}`;
  const { code, detail } = JSON.parse(answer.text) as { code?: unknown; detail?: unknown };
  return typeof code === 'string' && typeof detail === 'string' && detail !== '' ? null : 'refused without a reason';
}

function codeOf(answer: Answer): string {
  return /"code":"(\w+)"/.exec(answer.text)?.[1] ?? String(answer.status);
}

function seedFor({ method, path }: Endpoint, seed: number): number {
  return createHash('sha256').update(`${seed} ${method} ${path}`).digest().readInt32BE(0);
}

function sourceOf(sent: HostileCase): string {
  const [a = 0, b = 0, c = 0] = createHash('sha256')
    .update(`${sent.url} ${sent.payload ?? randomUUID()}`)
    .digest();
  return `10.${a}.${b}.${c}`;
}

const TOLD = 400;
function told(text: string): string {
  return text.length > TOLD ? `${text.slice(0, TOLD)}… (${text.length} characters)` : text;
}
