import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { asked, NOT_SIGNED_IN, sendRefusal } from '#platform/http/refuse.ts';
import { whenDraining } from '#platform/http/drain.ts';
import { SECURITY_HEADERS } from '#platform/http/server.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';
import type { Signal } from '#platform/realtime/signal.ts';

/** A silent stream is cut by middlemen; and a right that lapsed with the day, which nobody tells of, is noticed within this time. */
const BEAT_MS = 15_000;
/** Topics of those whose rights moved: for the house, not for its readers. */
const ACCESS = 'access/';

/**
 * Server-sent events: topics and nothing else. Whoever hears one asks again through the API, where rights are looked at.
 * A stream lives as long as its session and as the rights it was opened with: when they move it ends at once, and whoever may still
 * come in opens another.
 */
export function mountStream(
  server: FastifyInstance,
  parts: {
    signal: Signal;
    metrics: Metrics;
    actorOf: (request: FastifyRequest) => Promise<{ actor: Actor } | Refusal | null>;
    /** Of one person. */
    atMost: number;
  },
): void {
  const open = new Set<() => void>();
  const ofPerson = new Map<string, number>();
  parts.metrics.gauge({ name: 'pledge_streams', help: 'Open streams of changes.', read: () => open.size });
  // Whoever drains waits for the answers that are under way: these would never end by themselves, and browsers ask elsewhere at once.
  whenDraining(server, () => {
    for (const end of open) end();
  });
  server.get('/api/stream', async (request, reply) => {
    const who = await parts.actorOf(request);
    if (who === null || isRefusal(who)) return sendRefusal(reply, who ?? NOT_SIGNED_IN, asked(request));
    const person = who.actor.personId ?? request.ip;
    const has = ofPerson.get(person) ?? 0;
    if (has >= parts.atMost) return sendRefusal(reply, tooManyStreams(parts.atMost), asked(request));
    reply.hijack();
    const { raw } = reply;
    // Whoever left while we asked who it is: that end was told before anybody listened for it, and nothing else would stop the beat.
    if (raw.destroyed) return reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      ...SECURITY_HEADERS,
    });
    let version = 0;
    const write = (topics: readonly string[]): void => {
      version += 1;
      if (raw.writableEnded) return;
      // A reader that does not read is cut off instead of filling memory.
      if (raw.writableLength > 65_536) raw.destroy();
      else raw.write(`event: changed\ndata: ${JSON.stringify({ topics, version })}\n\n`);
    };
    const end = (): void => void raw.end();
    /** Goes on with `then` where the rights are those that the stream was opened with; where nobody can tell, it ends. */
    const lookAgain = async (then: () => void): Promise<void> => {
      const still = await parts.actorOf(request).catch(() => null);
      if (still !== null && !isRefusal(still) && hasSameRights(still.actor, who.actor)) then();
      else end();
    };
    const unhear = parts.signal.hear((topics) => {
      const told = topics.filter((topic) => !topic.startsWith(ACCESS));
      const tell = (): void => void (told.length > 0 && write(told));
      if (concerns(topics, who.actor)) void lookAgain(tell);
      else tell();
    });
    const beat = setInterval(() => void lookAgain(() => void (raw.writableEnded || raw.write(': beat\n\n'))), BEAT_MS);
    open.add(end);
    ofPerson.set(person, has + 1);
    raw.on('close', () => {
      open.delete(end);
      leave(ofPerson, person);
      clearInterval(beat);
      unhear();
    });
    write(['all']);
    return reply;
  });
}

/** The stream that is one too many is refused. To end the oldest would let pages drive each other out in turns: each comes back at once. */
function tooManyStreams(atMost: number): Refusal {
  return refusal(
    429,
    'tooManyStreams',
    {
      zh: `您已打开${atMost}个实时连接。关掉几个不用的页面；本页仍可用，刷新可见最新内容。`,
      en: `You have ${atMost} live connections open. Close pages that you do not need; this one works on, and shows what is new when it is reloaded.`,
    },
    { details: { retryAfterSeconds: 30 } },
  );
}

function leave(counts: Map<string, number>, person: string): void {
  const left = (counts.get(person) ?? 1) - 1;
  if (left > 0) counts.set(person, left);
  else counts.delete(person);
}

function concerns(topics: readonly string[], actor: Actor): boolean {
  return topics.includes(`${ACCESS}all`) || topics.includes(`${ACCESS}${actor.personId}`);
}

function hasSameRights(now: Actor, then: Actor): boolean {
  return now.customerId === then.customerId && JSON.stringify(now.positions) === JSON.stringify(then.positions);
}
