import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { compressAnswers } from './compress.ts';
import { sendLines } from './json-lines.ts';

/** Holds the second value back until the first was read. */
let letGo = (): void => undefined;
let isStopped = false;

async function* two(): AsyncGenerator {
  try {
    yield { told: 1, padding: 'x'.repeat(4_000) };
    await new Promise<void>((resolve) => (letGo = resolve));
    yield { told: 2 };
  } finally {
    isStopped = true;
  }
}

async function* broken(): AsyncGenerator {
  yield { told: 1 };
  throw new Error('the rest is not known');
}

let server: FastifyInstance;
let origin: string;
before(async () => {
  server = fastify();
  await compressAnswers(server);
  server.get('/two', (_request, reply) => sendLines(reply, two()));
  server.get('/broken', (_request, reply) => sendLines(reply, broken()));
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
});
after(() => server.close());

const told = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { told: number }).told);

test('a line arrives before the next is known, also where answers go compressed', { timeout: 10_000 }, async () => {
  const answer = await fetch(`${origin}/two`, { headers: { 'accept-encoding': 'br, gzip' } });
  assert.equal(answer.headers.get('content-type'), 'application/x-ndjson');
  assert.ok(answer.body !== null);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let first = '';
  while (!first.includes('\n')) first += (await reader.read()).value ?? '';
  assert.deepEqual(told(first), [1]);
  letGo();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
  assert.deepEqual(told(rest), [2]);
});

test('an answer whose rest is not known is cut, not ended', async () => {
  await assert.rejects(fetch(`${origin}/broken`).then((answer) => answer.text()));
});

test('whoever leaves stops what would be told', { timeout: 10_000 }, async () => {
  isStopped = false;
  const leaving = new AbortController();
  const answer = await fetch(`${origin}/two`, { signal: leaving.signal });
  await answer.body?.getReader().read();
  leaving.abort();
  letGo();
  while (!isStopped) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isStopped);
});
