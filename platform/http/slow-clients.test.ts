import assert from 'node:assert/strict';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { instant } from '../time/instant.ts';
import { AHEAD_AT_MOST } from './ahead.ts';
import { PATIENCE } from './patience.ts';
import { route, type AnyRoute } from './route.ts';
import { createServer } from './server.ts';

const LARGE = 'x'.repeat(3_000_000);
const LINES = 200;
const JSON_HEAD = 'POST /api/take HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
/** Far beyond what is waited for here; who is not cut off by then never is. */
const FOR_EVER = { timeout: 30_000 };

let asked = 0;
const routes: AnyRoute<null>[] = [
  route<null, unknown, unknown, unknown>({
    method: 'GET',
    path: '/api/large',
    tag: 'test',
    summary: 'More than a line takes in at once',
    access: 'public',
    policy: 'anyone',
    handle: async () => {
      asked += 1;
      return { status: 200, body: LARGE };
    },
  }),
  route<null, unknown, unknown, unknown>({
    method: 'POST',
    path: '/api/take',
    tag: 'test',
    summary: 'Takes a body',
    access: 'public',
    policy: 'anyone',
    body: z.unknown(),
    handle: async () => ({ status: 200, body: {} }),
  }),
];

let server: FastifyInstance;
let port: number;
const opened: Socket[] = [];

before(async () => {
  server = await createServer<null>({
    routes,
    actorOf: async () => null,
    languageOf: () => null,
    sameOrigin: () => true,
    now: () => instant(0),
    log: () => undefined,
    bodyLimit: 65_536,
    connections: LINES + 20,
    patience: { headersMs: 1_500, requestMs: 2_000, keepAliveMs: 500, keepAliveGraceMs: 700, stillMs: 3_000, lookEveryMs: 50 },
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});
after(async () => {
  for (const line of opened) line.destroy();
  await server.close();
});

describe('a client that is slow or never ends is cut off', () => {
  it('that opens lines and says nothing', FOR_EVER, async () => {
    const lines = await Promise.all(Array.from({ length: LINES }, () => line('')));
    await isServed();
    await Promise.all(lines.map(({ ended }) => ended));
    await noneLeft();
  });

  it('that never comes to the end of its headers', FOR_EVER, async () => {
    const { socket, ended } = await line('GET /api/large HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write('x-more: 1\r\n'), 50);
    assert.match(await ended, /^HTTP\/1.1 408 /);
    clearInterval(drip);
  });

  it('that sends its body one byte after the other', FOR_EVER, async () => {
    const { socket, ended } = await line(`${JSON_HEAD}content-length: 60000\r\n\r\n"`);
    const drip = setInterval(() => socket.write('x'), 50);
    await isServed();
    assert.match(await ended, /^HTTP\/1.1 408 /);
    clearInterval(drip);
  });

  it('that announces a body and keeps it', FOR_EVER, async () => {
    const { ended } = await line(`${JSON_HEAD}content-length: 100\r\n\r\n`);
    assert.match(await ended, /^HTTP\/1.1 408 /);
  });

  it('that sends chunks without end: it hears that it is too much', FOR_EVER, async () => {
    const { socket, ended } = await line(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n`);
    const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
    // Most of it at once: a server that stands still for a moment would say that it waited too long.
    socket.write(chunk.repeat(20));
    const pour = setInterval(() => socket.write(chunk), 5);
    assert.match(await ended, /^HTTP\/1.1 413 /);
    clearInterval(pour);
  });

  it('that asks for much and reads nothing of it', FOR_EVER, async () => {
    const { socket } = await line('');
    socket.pause();
    socket.write('GET /api/large HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(5));
    await isServed();
    await noneLeft();
  });

  it('that asks many times over before it hears an answer: few are begun', FOR_EVER, async () => {
    asked = 0;
    const { ended } = await line('GET /api/large HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(500));
    await ended;
    assert.ok(asked <= AHEAD_AT_MOST, `${asked} were begun`);
    await isServed();
  });

  it('that keeps a line after its answer: some time after it was told that it would be', FOR_EVER, async () => {
    const ask = async () => {
      const began = performance.now();
      const { socket, ended } = await line('GET /api/nothing HTTP/1.1\r\nhost: x\r\n\r\n');
      return { heard: await ended, ms: performance.now() - began, socket };
    };
    let kept = await ask();
    // A server that stood still when it was asked says that it waited too long.
    for (let again = 0; again < 2 && kept.heard.startsWith('HTTP/1.1 408'); again += 1) kept = await ask();
    assert.match(kept.heard, /^HTTP\/1.1 404 /);
    assert.ok(kept.ms > 1_150, 'what is told and what is kept besides');
    assert.ok(kept.socket.destroyed || kept.socket.readableEnded);
  });

  it('and lines beyond those that may be open are closed at once, while one that is free serves', FOR_EVER, async () => {
    const lines = await Promise.all(Array.from({ length: LINES + 60 }, () => line('')));
    await Promise.all(lines.map(({ ended }) => ended));
    await isServed();
  });
});

describe('the usual patience', () => {
  it('waits for a photo longer than for headers, and lets a stream live between two beats', () => {
    assert.ok(PATIENCE.headersMs < PATIENCE.requestMs);
    assert.ok(PATIENCE.stillMs > 2 * 15_000);
    assert.ok(PATIENCE.stillMs > PATIENCE.keepAliveMs + PATIENCE.keepAliveGraceMs);
  });
});

/** A line of its own with what is said on it first; `ended` tells what was heard when it is closed from the other side. */
async function line(says: string): Promise<{ socket: Socket; ended: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  opened.push(socket);
  const ended = new Promise<string>((resolve) => {
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    // One that is closed while more is sent breaks; what came before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve).once('close', () => resolve());
  });
  if (says !== '') socket.write(says);
  return { socket, ended };
}

/**
 * Who is quick is served beside it. Headers have a tenth of the real patience here: a busy machine that makes the answers of a test stands
 * still for longer, and whoever came meanwhile is told to come again.
 */
async function isServed(): Promise<void> {
  const statuses: number[] = [];
  while (statuses.length < 3 && statuses.at(-1) !== 200) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/take`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: '{}',
    });
    await answer.text();
    statuses.push(answer.status);
  }
  assert.equal(statuses.at(-1), 200, statuses.join());
}

/** Comes back once the server has no line open. */
async function noneLeft(): Promise<void> {
  const open = (): Promise<number> => new Promise((resolve) => server.server.getConnections((_error, count) => resolve(count)));
  while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
