import { auditNow, evidenceNow } from '#centre/evidence/audit.ts';
import { allSealed, caughtUp } from './caught-up.ts';
import type { Figure } from './figures.ts';
import { openProduct, type Generated } from './product.ts';

const BAR_EVENTS = 100_000;
/** In the first the server still writes to disk what was loaded. */
const ROUNDS = 3;

/** All evidence of a generated centre: sealed by its worker, then verified beside it as `pledge audit verify` does, when it has caught up with what was loaded. */
export async function benchAudit(generated: Generated): Promise<Figure[]> {
  const product = await openProduct({ generated });
  const { database } = product;
  try {
    const sealed = await timed(() => allSealed(database));
    await caughtUp(database);
    const place = {
      url: database.applicationUrl,
      providerId: database.providerId,
      seals: { keys: database.sealingKeys },
    };
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await timed(() => evidenceNow(database.db, place)));
    const [least, middle] = rounds.toSorted((a, b) => b.seconds - a.seconds);
    if (least === undefined || middle === undefined) throw new Error('no round was timed');
    const all = await timed(() => auditNow(database.db, place));
    const { events, texts, seals, first } = middle.result;
    if (first !== null || all.result.first !== null)
      throw new Error(`the evidence does not hold: ${JSON.stringify(first ?? all.result.first)}`);
    return [
      { name: 'events, until the worker had sealed them', value: events / sealed.seconds, unit: 'events/s' },
      {
        name: `${events.toLocaleString('en')} events, ${texts.toLocaleString('en')} texts, ${seals} seals verified`,
        value: events / middle.seconds,
        unit: 'events/s',
        bar: { of: 'value', least: BAR_EVENTS },
      },
      {
        name: `  the slowest of ${ROUNDS} rounds, of which this is the middle one`,
        value: events / least.seconds,
        unit: 'events/s',
      },
      { name: 'with signatures, conversations and clocks', value: all.seconds, unit: 's' },
    ];
  } finally {
    await product.close();
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const from = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - from) / 1000 };
}
