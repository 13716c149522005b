import pg from 'pg';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { readerOn } from '#platform/evidence-log/reader.ts';
import { lineOfSeal } from '#platform/evidence-log/seal.ts';
import { sealOf, SEAL_COLUMNS, type SealRow } from '#platform/evidence-log/seals.store.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';
import { verifyEvidence } from '#platform/evidence-log/verify.ts';
import type { SealingKey } from '#platform/keys/sealing-keys.ts';
import { ERASURES, SUBJECT_TABLES } from '#centre/evidence/audit.ts';
import type { Random } from '../random.ts';
import { TAMPERINGS } from './tamperings.ts';

export interface Tried {
  readonly what: string;
  readonly streamKind: string;
  readonly eventId: string;
  /** `found`: the first bad record is named; `misnamed`: another is; `missed`: all seems to hold. */
  readonly verdict: 'found' | 'misnamed' | 'missed';
  readonly finding: AuditFinding | null;
}

/**
 * Tampers with sealed evidence at so many places, as the owner of the tables, each in a transaction of its own that is undone, and holds the
 * verdict of the audit against what was done. What is done comes in turn, and for each turn of it the kinds of streams; the places by chance.
 */
export async function tamperWith(about: {
  readonly ownerUrl: string;
  readonly providerId: string;
  readonly keys: readonly SealingKey[];
  readonly places: number;
  readonly random: Random;
  readonly tell?: (done: number) => void;
}): Promise<Tried[]> {
  const owner = new pg.Client({ connectionString: about.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`select set_config('pledge.provider', $1, false)`, [about.providerId]);
    const reader = readerOn(owner);
    const events = await reader.ask<StoredEvent>(
      `select ${STORED_EVENT_COLUMNS.join(', ')} from pledge.event e where exists (select 1 from pledge.seal s where (s.last_era, s.last_xid, s.last_event) >= (e.era, e.xid, e.id))`,
    );
    const seals = (await reader.ask<SealRow>(`select ${SEAL_COLUMNS.join(', ')} from pledge.seal`)).map(
      (row) => sealOf(row).seal,
    );
    const kept = new Map(seals.map((seal) => [seal.number, lineOfSeal(seal)]));
    const kinds = Object.entries(TAMPERINGS);
    const streams = [...Map.groupBy(events, (event) => event.stream_kind).values()];
    const tried: Tried[] = [];
    for (let place = 0; place < about.places; place += 1) {
      const kind = kinds[place % kinds.length];
      const ofStream = streams[(place + Math.floor(place / kinds.length)) % streams.length] ?? [];
      const target = ofStream[about.random.between(0, ofStream.length - 1)];
      if (kind === undefined || target === undefined) throw new Error('no evidence that is sealed');
      const [what, tampering] = kind;
      await owner.query('begin');
      await owner.query('alter table pledge.event_text drop constraint event_text_provider_id_event_id_fkey');
      const names = await tampering.at(owner, target, about.random);
      const compared = tampering.needsKept === true ? { kept } : {};
      const { first } = await verifyEvidence(reader, {
        subjects: SUBJECT_TABLES,
        erasures: ERASURES,
        seals: { keys: about.keys, ...compared },
      });
      await owner.query('rollback');
      const verdict = first === null ? 'missed' : names(first) ? 'found' : 'misnamed';
      tried.push({ what, streamKind: target.stream_kind, eventId: target.id, verdict, finding: first });
      about.tell?.(place + 1);
    }
    return tried;
  } finally {
    await owner.end();
  }
}
