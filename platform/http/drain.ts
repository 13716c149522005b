import type { ServerResponse } from 'node:http';
import { Server, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

interface Line {
  /** To the last request that came on it: answers leave in the order of their requests. */
  answer?: ServerResponse;
  /** Bytes, and at how many looks in a row there were no more and no answer was under way. */
  read: number;
  silent: number;
}

interface Draining {
  begun: boolean;
  readonly ends: (() => void)[];
  readonly lines: Map<Socket, Line>;
}

const STATES = new WeakMap<FastifyInstance, Draining>();

/** Makes a server able to end without cutting anybody off: from `drain` on every answer asks to close its line. */
export function prepareDraining(server: FastifyInstance): void {
  const state: Draining = { begun: false, ends: [], lines: new Map() };
  STATES.set(server, state);
  server.server.on('connection', (line: Socket) => {
    state.lines.set(line, { read: 0, silent: 0 });
    line.once('close', () => state.lines.delete(line));
  });
  server.server.on('request', ({ socket }, answer) => {
    const line = state.lines.get(socket);
    if (line !== undefined) line.answer = answer;
  });
  // An idle line keeps nothing of what was said on it.
  server.addHook('onResponse', async ({ raw: { socket } }, { raw: answer }) => {
    const line = state.lines.get(socket);
    if (line?.answer === answer) delete line.answer;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (state.begun) reply.header('connection', 'close');
  });
  // A server that is closed at once, as tests do, ends the same.
  server.addHook('preClose', async () => begin(server));
}

/** What to end when draining begins: answers that would go on by themselves. */
export function whenDraining(server: FastifyInstance, end: () => void): void {
  stateOf(server).ends.push(end);
}

/** Whether this node is about to go, so that nobody is sent to it any more. */
export function isDraining(server: FastifyInstance): boolean {
  return stateOf(server).begun;
}

const LOOK_EVERY_MS = 50;
/**
 * A line that closes while somebody sends on it breaks their call: one that is in use closes behind its answer, and one on which nobody
 * has said a word at so many looks is not about to be used, as those that browsers open in advance. Looks are counted and not time: a
 * process that stood still has heard nothing meanwhile.
 */
const SILENT_LOOKS = 10;

/**
 * Takes no new connections, lets what is under way come to its end, and closes each line behind its answer. After so many
 * milliseconds what is left is cut.
 * @returns how many connections had to be cut
 */
export async function drain(server: FastifyInstance, patienceMs: number): Promise<number> {
  begin(server);
  const node = server.server;
  if (!node.listening) return 0;
  // As a server of any kind closes: that of HTTP would cut every line on which nothing is under way this very moment.
  const closed = new Promise<void>((resolve) => Server.prototype.close.call(node, () => resolve()));
  // Lines on which nothing is under way do not close by themselves.
  const idle = setInterval(() => {
    for (const [line, known] of stateOf(server).lines) {
      const isAnswering = known.answer !== undefined && !known.answer.writableFinished;
      // More has come: the head of a request is on its way, or its body.
      known.silent = isAnswering || known.read !== line.bytesRead ? 0 : known.silent + 1;
      known.read = line.bytesRead;
      if (known.silent > SILENT_LOOKS) line.destroy();
    }
  }, LOOK_EVERY_MS);
  const late = Promise.withResolvers<'late'>();
  const limit = setTimeout(() => late.resolve('late'), patienceMs);
  try {
    if ((await Promise.race([closed, late.promise])) !== 'late') return 0;
    const left = await new Promise<number>((resolve) => node.getConnections((_error, count) => resolve(count)));
    node.closeAllConnections();
    return left;
  } finally {
    clearInterval(idle);
    clearTimeout(limit);
  }
}

function begin(server: FastifyInstance): void {
  const state = stateOf(server);
  if (state.begun) return;
  state.begun = true;
  for (const end of state.ends) end();
}

function stateOf(server: FastifyInstance): Draining {
  const state = STATES.get(server);
  if (state === undefined) throw new Error('this server was not prepared for draining');
  return state;
}
