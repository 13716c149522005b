import { readFile } from 'node:fs/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { registerTerms } from '#centre/commitments/index.ts';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { writeArchive, type ArchiveWriter } from '#platform/backup/write-archive.ts';
import { inReading } from '#platform/db/pool.ts';
import { sealedPlaces } from '#platform/evidence-log/sealed-places.ts';
import { lineOfSeal } from '#platform/evidence-log/seal.ts';
import { lastSeal } from '#platform/evidence-log/seals.store.ts';
import { UNHURRIED } from '#platform/evidence-log/snapshot.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import type { Printer } from '#platform/print/print.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { dutiesOfPack, eventsAround } from './pack-around.store.ts';
import { commitmentLine, dutyLine, eventLine, linesOf, outcomeLine, requestLine, streamEnds } from './pack-lines.ts';
import {
  eventsOfRequests,
  outcomesOfRequests,
  plansOfPack,
  requestsOfPack,
  textsOfEvents,
  type PackedEvent,
  type PackScope,
} from './pack.store.ts';
import { recordParts } from './record-parts.ts';

/** What a pack holds, told in its own `pack.json`. */
export interface PackCounts {
  readonly requests: number;
  readonly events: number;
  /** Events that wait for their seal: exported a little later they are sealed. */
  readonly unsealed: number;
  readonly records: number;
  readonly outcomes: number;
  /** Duties that were reported or came due. */
  readonly duties: number;
  readonly seals: number;
}

export interface PackToExport {
  readonly providerId: string;
  readonly scope: PackScope;
  readonly keys: SealingKeys;
  readonly publicUrl: string;
  /** Null leaves the paper out. */
  readonly printer: Printer | null;
  readonly archive: Pick<ArchiveWriter, 'part' | 'named' | 'parts'>;
  /** Of the moment that it speaks of; the database's, where not given. */
  readonly time?: TimeSource;
  readonly tell?: (requests: number) => void;
}

/** Requests, and duties, that are read together. */
const PAGE = 100;
const DUTIES = 5_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** What goes along as it stands here: what the pack is, the verifier and its words. */
const ALONG = ['README.txt', 'verify.mjs', 'words.json'] as const;

/**
 * Writes an evidence pack: requests with all their events, texts, verdicts and records, plans, the seals over the events with the path of
 * each event, the public keys, and the program that verifies it without any of this software. As of one moment; memory holds a page.
 */
export function exportPack(db: Kysely<Tables>, pack: PackToExport): Promise<PackCounts> {
  const scope = { providerId: pack.providerId, customerId: null };
  const work = async (tx: Transaction<Tables>, databaseNow: number): Promise<PackCounts> => {
    await sql.raw(UNHURRIED).execute(tx);
    const now = instant(databaseNow);
    return writePack(tx, pack, pack.time?.now(now) ?? now);
  };
  return inReading(db, scope, work, { oneMoment: true });
}

/** Writes a pack to a file: whole, or nothing of it. */
export async function exportPackTo(file: string, db: Kysely<Tables>, pack: Omit<PackToExport, 'archive'>): Promise<PackCounts> {
  const archive = await writeArchive(file, { packed: true });
  try {
    const counts = await exportPack(db, { ...pack, archive });
    await archive.close();
    return counts;
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

type Counting = { -readonly [Count in keyof PackCounts]: number };

interface Writing {
  readonly tx: Transaction<Tables>;
  readonly pack: PackToExport;
  readonly counts: Counting;
  /** Lines of the seals that cover what was written so far. */
  readonly seals: Map<number, string>;
}

async function writePack(tx: Transaction<Tables>, pack: PackToExport, now: Instant): Promise<PackCounts> {
  const { archive, scope, keys } = pack;
  const counts: Counting = { requests: 0, events: 0, unsealed: 0, records: 0, outcomes: 0, duties: 0, seals: 0 };
  const writing: Writing = { tx, pack, counts, seals: new Map() };
  for (const name of ALONG) await archive.part(name, await readFile(new URL(name, import.meta.url)));
  await archive.part('keys.json', json(keys.known));
  await writePlans(writing, now);
  await writeEvents(writing, { events: await eventsAround(tx, scope), part: 0 });
  await writeDuties(writing, now);
  await writeRequests(writing, now);
  const newest = await lastSeal(tx);
  if (newest !== null) writing.seals.set(newest.seal.number, lineOfSeal(newest.seal));
  const lines = [...writing.seals].sort(([one], [other]) => one - other).map(([, line]) => `${line}\n`);
  await archive.part('seals.jsonl', Buffer.from(lines.join('')));
  counts.seals = lines.length;
  await sign(writing, now);
  return counts;
}

/** The plans, and every commitment of each. */
async function writePlans({ tx, pack: { archive, scope } }: Writing, now: Instant): Promise<void> {
  const promised: unknown[] = [];
  for (const { source, ...plan } of await plansOfPack(tx, scope.projectId)) {
    await archive.part(`plans/${plan.id}.yaml`, Buffer.from(source));
    await archive.part(`plans/${plan.id}.json`, json(plan));
    const today = dateIn(plan.timezone, now);
    const lastDay = scope.to !== null && scope.to < today ? scope.to : today;
    const terms = registerTerms(await planById(tx, plan.id));
    promised.push(...terms.map((one) => commitmentLine({ id: plan.id, projectId: plan.projectId, lastDay }, one)));
  }
  await archive.part('commitments.jsonl', linesOf(promised));
}

async function writeDuties({ tx, pack: { archive, scope }, counts }: Writing, now: Instant): Promise<void> {
  let after = FIRST_ID;
  for (let part = 1; ; part += 1) {
    const duties = await dutiesOfPack(tx, scope, { now, after, limit: DUTIES });
    const last = duties.at(-1);
    if (last === undefined) return;
    await archive.part(`duties/${numbered(part)}`, linesOf(duties.map(dutyLine)));
    counts.duties += duties.length;
    after = last.id;
  }
}

async function writeRequests({ tx, pack, counts, seals }: Writing, now: Instant): Promise<void> {
  const { archive, scope, publicUrl, printer } = pack;
  let after = FIRST_ID;
  for (let part = 1; ; part += 1) {
    const requests = await requestsOfPack(tx, scope, { after, limit: PAGE });
    const last = requests.at(-1);
    if (last === undefined) return;
    const ids = requests.map(({ id }) => id);
    await archive.part(`requests/${numbered(part)}`, linesOf(requests.map(requestLine)));
    await writeEvents({ tx, pack, counts, seals }, { events: await eventsOfRequests(tx, ids), part });
    const outcomes = await outcomesOfRequests(tx, ids);
    await archive.part(`outcomes/${numbered(part)}`, linesOf(outcomes.map(outcomeLine)));
    for (const requestId of ids)
      for (const { name, bytes } of await recordParts(tx, { requestId, now, publicUrl, printer })) {
        await archive.part(name, bytes);
        if (name.endsWith('.json')) counts.records += 1;
      }
    counts.requests += ids.length;
    counts.outcomes += outcomes.length;
    pack.tell?.(counts.requests);
    after = last.id;
  }
}

async function writeEvents(
  { tx, pack, counts, seals }: Writing,
  { events, part }: { events: readonly PackedEvent[]; part: number },
): Promise<void> {
  const places = await sealedPlaces(tx, events, (number, line) => seals.set(number, line));
  const texts = Map.groupBy(
    await textsOfEvents(
      tx,
      events.map(({ id }) => id),
    ),
    (text) => text.event_id,
  );
  const lines = events.map((event) => eventLine(event, texts.get(event.id) ?? [], places.get(event.id)));
  await pack.archive.part(`events/${numbered(part)}`, linesOf(lines));
  await pack.archive.part(`streams/${numbered(part)}`, linesOf(streamEnds(events)));
  counts.events += events.length;
  counts.unsealed += events.length - places.size;
}

/** What the pack is of and which parts it has, signed: whoever changes any of them afterwards is found, also where nothing is sealed. */
async function sign({ pack, counts }: Writing, now: Instant): Promise<void> {
  const { archive, keys, scope, providerId } = pack;
  const about = json({
    format: 1,
    product: 'pledge',
    providerId,
    ...scope,
    exportedAt: formatInstant(now),
    counts,
    parts: archive.parts,
  });
  await archive.named('pack.json', about);
  const { keyId } = keys.signer;
  await archive.named('signature.json', json({ keyId, signature: keys.signer.sign(about).toString('hex') }));
}

function numbered(part: number): string {
  return `${String(part).padStart(6, '0')}.jsonl`;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`);
}
