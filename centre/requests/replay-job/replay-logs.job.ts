import { randomUUID } from 'node:crypto';
import type { Transaction, Updateable } from 'kysely';
import { replayLog, type Replay, type ReplayReading } from '#centre/commitments/index.ts';
import { loadActor } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { csvRefusedWords } from '#platform/csv/refused-words.rules.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { FileDamaged, type FileStore } from '#platform/files/file-store.ts';
import { isRefusal, type Words } from '#platform/command/refusal.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { CentreDeps } from '../fire-step.ts';
import { pulseOf } from '../log-pulse.ts';
import { fileMissing } from '../open-log.texts.ts';
import { isAuthor } from './authored-plans.store.ts';
import { claimReplay, settleReplay, tellProgress, type StoredReplay } from './log-replay.store.ts';
import { replayFailures } from './log-replay.texts.ts';
import { isSound, judgingPlans, readQuestion, type ReadQuestion } from './question.ts';

/** After a kill the others wait so long before they begin it anew. */
const HELD_MS = 15_000;
/** Of rows with a fault so many are kept. */
const FAULTS_KEPT = 200;

export interface LogReplays {
  /** Replays what waits longest of each provider, from its beginning to its end; `replays` are those it was at. */
  readonly look: (told?: (id: string) => void) => Promise<{ readonly replays: readonly string[] }>;
}

export type ReplayDeps = Pick<CentreDeps, 'db' | 'time'> & { readonly files: FileStore };

/**
 * Replays logs that people asked about. A replay is a pure computation: one that is cut off is begun anew by whoever finds that its worker
 * says nothing any more. A worker holds it by its name in the row and by no lock, and asks with each word of progress whether somebody ended it.
 */
export function openLogReplays(deps: ReplayDeps): LogReplays {
  return {
    look: async (told = () => undefined) => {
      const replays: string[] = [];
      for (const { provider_id: providerId } of await deps.db.selectFrom('pledge.provider').select('provider_id').execute()) {
        const work = await claim(deps, providerId);
        if (work === null) continue;
        replays.push(work.job.id);
        told(work.job.id);
        const set = await answered(deps, work, () => told(work.job.id));
        await within(deps, work, (tx, now) => settleReplay(tx, { id: work.job.id, holder: work.holder, now, set }));
      }
      return { replays };
    },
  };
}

interface Work {
  readonly job: StoredReplay;
  readonly holder: string;
  /** What was asked, as it is read now, or why whoever asked may have no answer. */
  readonly question: ReadQuestion | { readonly why: Words };
}

function claim(deps: ReplayDeps, providerId: string): Promise<Work | null> {
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    const now = deps.time.now(instant(databaseNow));
    const holder = randomUUID();
    const job = await claimReplay(tx, { holder, now, until: instant(now + HELD_MS) });
    if (job === undefined) return null;
    const actor = await loadActor(tx, job.person_id, now);
    if (actor === null || !isAuthor(actor) || job.asked === null)
      return { job, holder, question: { why: replayFailures.rightsLost } };
    const question = await readQuestion(tx, actor, { question: job.asked });
    return { job, holder, question: isRefusal(question) ? { why: question.message } : question };
  });
}

function within<Result>(
  deps: ReplayDeps,
  { job }: Work,
  work: (tx: Transaction<Tables>, now: Instant) => Promise<Result>,
): Promise<Result> {
  return inTransaction(deps.db, { providerId: job.provider_id, customerId: null }, (tx, databaseNow) =>
    work(tx, deps.time.now(instant(databaseNow))),
  );
}

/** What came of it, as it is written down. */
async function answered(deps: ReplayDeps, work: Work, told: () => void): Promise<Updateable<Tables['pledge.log_replay']>> {
  const { job, question } = work;
  if ('why' in question) return failed(question.why);
  const reading = await readThrough(deps, { ...work, question }, told);
  if (reading === null) return failed(fileMissing);
  if ('refused' in reading) return failed(csvRefusedWords(reading.refused));
  if ('findings' in reading) return failed(replayFailures.noLongerFits);
  const { replay, faults } = reading;
  return {
    state: 'done',
    done: replay.requests,
    requests: replay.requests,
    answer: JSON.stringify(withoutCells(replay)),
    answered: JSON.stringify(job.asked),
    faults: JSON.stringify(faults.slice(0, FAULTS_KEPT)),
  };
}

/** Months, units and severities crossed may be tens of thousands of figures: whoever needs them asks the command line. */
function withoutCells(replay: Replay): Replay {
  const lean = (forecast: Replay['forecast']) => ({ ...forecast, lines: forecast.lines.map((line) => ({ ...line, cells: [] })) });
  return { ...replay, forecast: lean(replay.forecast), against: replay.against && lean(replay.against) };
}

function failed(why: Words): Updateable<Tables['pledge.log_replay']> {
  return { state: 'failed', why: JSON.stringify(why) };
}

/** The log replayed, its progress told as it goes; null where the file is gone. */
async function readThrough(
  deps: ReplayDeps,
  work: Work & { readonly question: ReadQuestion },
  told: () => void,
): Promise<ReplayReading | null> {
  const { job, question } = work;
  const plans = isSound(question) ? judgingPlans(question) : null;
  if (question.read === null || plans === null) return { findings: [] };
  const source = await deps.files.open(job.digest);
  if (source === undefined) return null;
  const far = { done: 0, requests: null as number | null };
  // How far it is, is written down with it.
  const pulse = pulseOf(async () => {
    const isOurs = await within(deps, work, (tx, now) =>
      tellProgress(tx, { id: job.id, holder: work.holder, until: instant(now + HELD_MS), ...far }),
    );
    told();
    return isOurs;
  });
  try {
    return await replayLog(pulse.through(source), {
      map: question.read.map,
      ...plans,
      now: await within(deps, work, async (_tx, now) => now),
      each: pulse.beat,
      told: (done, of) => void Object.assign(far, { done, requests: of }),
      stop: pulse.stop,
    });
  } catch (error) {
    if (error instanceof FileDamaged) return null;
    throw error;
  }
}
