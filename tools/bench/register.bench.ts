import type { Figure } from './figures.ts';
import { underLoad } from './load.ts';
import { addProjects } from './many-projects.ts';
import { openProduct } from './product.ts';
import type { Durations } from './requests.bench.ts';

const SEED = 1;
const BAR_MS = 50;

/** The register of a house with many projects, each with all commitments of the sample plan: its first page, and what opens from it. */
export async function benchRegister(durations: Durations, projects: number): Promise<Figure[]> {
  const product = await openProduct();
  try {
    await addProjects(product.database, { projects, seed: SEED });
    await product.analyze();
    const connection = await product.connect('manager');
    const customer = await product.connect('wang');
    const measured = async (name: string, ask: () => Promise<unknown>, bar?: number): Promise<Figure[]> => {
      const load = { workers: 1, warmUpMs: durations.warmUpMs / 3, measureMs: durations.measureMs / 3 };
      const { p50, p99 } = await underLoad(load, async () => void (await ask()));
      return [
        {
          name: `${name}, p50`,
          value: p50,
          unit: 'ms',
          ...(bar === undefined ? {} : { bar: { of: 'value', most: bar } as const }),
        },
        { name: '  its p99', value: p99, unit: 'ms' },
      ];
    };
    const read = async (through: typeof connection, path: string): Promise<string> => {
      const { status, text } = await through.get(path);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`);
      return text;
    };
    const { items, planCount } = JSON.parse(await read(connection, '/api/fulfilments?limit=500')) as {
      items: unknown[];
      planCount: number;
    };
    const duties = await product.database.within((tx) =>
      tx
        .selectFrom('pledge.duty')
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow(),
    );
    const figures = [
      { name: 'duties of a year, counted and open', value: duties.rows, unit: 'rows' },
      { name: 'plans in force', value: planCount, unit: 'plans' },
      { name: 'commitments on the page', value: items.length, unit: 'rows' },
      ...(await measured(
        'first page of the register, all projects',
        () => read(connection, '/api/fulfilments?limit=500'),
        BAR_MS,
      )),
      ...(await measured('the same for a customer', () => read(customer, '/api/fulfilments?limit=500'), BAR_MS)),
      ...(await measured('one commitment with its worst projects', () => read(connection, '/api/fulfilments/C-1.1-06'), BAR_MS)),
      ...(await measured('its evidence', () => read(connection, '/api/fulfilments/C-1.1-06/evidence'))),
    ];
    connection.close();
    customer.close();
    return figures;
  } finally {
    await product.close();
  }
}
