import pg from 'pg';
import { fold } from '#platform/text-index/fold.rules.ts';
import type { Figure } from './figures.ts';
import type { HttpConnection } from './http-connection.ts';
import { underLoad } from './load.ts';
import { openProduct, type Generated } from './product.ts';
import type { Durations } from './requests.bench.ts';

/** What is looked for, and how often it stands in the generated texts. */
const PHRASES = [
  { phrase: '链路', says: 'common' },
  { phrase: '题黨', says: 'rare, sought in traditional' },
  { phrase: '龘鬱', says: 'nowhere' },
  { phrase: '光模块无', says: 'in one request of a hundred' },
  { phrase: '风扇温度', says: 'in one request of a hundred' },
  { phrase: '核心交换机无响应', says: 'in one request of a hundred' },
  { phrase: '业务系统专线丢包', says: 'rare, of common pairs' },
] as const;
const NEWEST = 20;
/** The bars: of the usual search among the texts of a hundred thousand requests, of nearly every one among those of a million. */
const SMALL = { from: 100_000, p50: 14 };
const LARGE = { from: 1_000_000, p99: 30 };

/**
 * A phrase in all texts, the newest 20, through the HTTP API: phrases of two, four and eight characters, common and rare. Each beside a
 * substring scan over the same folded texts in the same database, which also says what must be found.
 */
export async function benchSearch(durations: Durations, generated: Generated): Promise<Figure[]> {
  const product = await openProduct({ generated });
  const owner = new pg.Client({ connectionString: product.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`select set_config('pledge.provider', $1, false)`, [product.database.providerId]);
    const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from pledge.text_index');
    const connection = await product.connect('dispatcher');
    const figures = await searchAll({ owner, connection }, { ...durations, ...generated });
    connection.close();
    const texts = `texts of ${generated.requests.toLocaleString('en')} requests`;
    return [{ name: texts, value: rows[0]?.count ?? 0, unit: 'texts' }, ...figures];
  } finally {
    await owner.end();
    await product.close();
  }
}

async function searchAll(
  through: { owner: pg.Client; connection: HttpConnection },
  durations: Durations & { requests: number },
): Promise<Figure[]> {
  const { owner, connection } = through;
  const most: { p50?: number; p99?: number } = [LARGE, SMALL].find(({ from }) => durations.requests >= from) ?? {};
  const figures: Figure[] = [];
  let [wanted, found] = [0, 0];
  for (const { phrase, says } of PHRASES) {
    const ask = async (): Promise<string[]> => {
      const { status, text } = await connection.get(`/api/search?limit=${NEWEST}&q=${encodeURIComponent(phrase)}`);
      if (status !== 200) throw new Error(`a search answered ${status}: ${text}`);
      return (JSON.parse(text) as { items: { id: string }[] }).items.map(({ id }) => id);
    };
    const scan = await scanOnce(owner, fold(phrase));
    const ids = new Set(await ask());
    wanted += scan.ids.length;
    found += scan.ids.filter((id) => ids.has(id)).length;
    const load = { workers: 1, warmUpMs: durations.warmUpMs / 3, measureMs: durations.measureMs / 3 };
    const searched = await underLoad(load, async () => void (await ask()));
    figures.push(
      {
        name: `${phrase.length} characters, ${says}, p50`,
        value: searched.p50,
        unit: 'ms',
        limit: { name: 'substring scan', value: scan.tookMs },
        ...barOf(most.p50),
      },
      { name: '  its p99', value: searched.p99, unit: 'ms', ...barOf(most.p99) },
    );
  }
  const share = (found / wanted) * 100;
  return [...figures, { name: 'hits of the scan that were found', value: share, unit: '%', bar: { of: 'value', least: 100 } }];
}

/** The newest texts that have the phrase, every text looked into. */
async function scanOnce(owner: pg.Client, phrase: string): Promise<{ ids: string[]; tookMs: number }> {
  const from = performance.now();
  // Whatever the order is, nothing but reading all of it tells that nothing was passed over.
  const { rows } = await owner.query<{ id: string }>(
    `with found as materialized (select subject_id, at from pledge.text_index where strpos(folded, $1) > 0)
     select subject_id as id from found order by at desc, subject_id desc limit ${NEWEST}`,
    [phrase],
  );
  return { ids: rows.map(({ id }) => id), tookMs: performance.now() - from };
}

function barOf(most: number | undefined): Pick<Figure, 'bar'> {
  return most === undefined ? {} : { bar: { of: 'value', most } };
}
