/**
 * `npm run bench`: the product's own figures, each beside a limit measured in the same run, on a fresh embedded database that
 * waits for the disk. It prints what it finds and judges, but never fails a build: machines differ. `--quick` for a short look,
 * `--only NAME,…` for some of it, `--requests N` searches among the texts of so many requests, and for `scale` (asked for by name alone)
 * `--requests N,M` the numbers to compare; `--data N=FOLDER` takes N requests from a data folder that `npm run generate` filled, which stays.
 * `--log FILE` imports and replays that log and not one made for it, `--prof FOLDER` leaves a processor profile of the server.
 */
import { parseArgs } from 'node:util';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { benchAudit } from './audit.bench.ts';
import { benchClock } from './clock.bench.ts';
import { benchImport } from './import.bench.ts';
import { printFigures, verdictOf, type Figure } from './figures.ts';
import { measureLimits } from './limits.ts';
import { benchPlan } from './plan.bench.ts';
import { benchPrint } from './print.bench.ts';
import { openProduct, type Generated } from './product.ts';
import { benchReplay } from './replay.bench.ts';
import { benchRecount } from './recount.bench.ts';
import { benchRegister } from './register.bench.ts';
import { benchRest } from './rest.bench.ts';
import { benchScale } from './scale.bench.ts';
import { benchSearch } from './search.bench.ts';
import { benchCreation, benchList, benchOpen, benchReply, reportOnce, type Durations } from './requests.bench.ts';

// Whoever ends this ends what it started too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    prof: { type: 'string' },
    requests: { type: 'string' },
    data: { type: 'string', multiple: true },
    log: { type: 'string' },
  },
});
/** Requests among whose texts is searched, and those among which `scale` compares. */
const sizes = (values.requests ?? (values.quick ? '1000,10000' : '1000,100000')).split(',').map(Number);
const folders = new Map(
  values.data?.map((given): [number, string] => {
    const at = given.indexOf('=');
    return [Number(given.slice(0, at)), resolve(given.slice(at + 1))];
  }),
);
const generated: readonly Generated[] = sizes
  .sort((a, b) => a - b)
  .map((requests) => ({ requests, folder: folders.get(requests) }));
const most = generated.at(-1) ?? { requests: 0, folder: undefined };
const wanted = values.only?.split(',');
const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name);
const durations: Durations = values.quick ? { warmUpMs: 300, measureMs: 1_000 } : { warmUpMs: 1_500, measureMs: 6_000 };

/** What a centre has behind it that is not in its first minute. */
const FIRST_REPORTS = 300;

const all: Figure[] = [];
const tell = (heading: string, figures: readonly Figure[]): void => {
  printFigures(heading, figures);
  all.push(...figures);
};

process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}${values.quick ? ', quick: a process that is not warm yet' : ''}\n`,
);
if (isWanted('clock')) tell('Clocks, one core', await benchClock());
if (isWanted('plan')) tell('Plans', await benchPlan());
if (isWanted('replay')) tell('Replay of a log', await benchReplay(values.log));
// Two minutes of work: asked for by name, or where nothing is left out.
if (isWanted('import') && !values.quick) tell('Import of a log', await benchImport(values.log));
if (isWanted('print')) tell('Forms as PDF', await benchPrint());
if (['create', 'list', 'open', 'reply', 'rest'].some(isWanted)) await benchProduct();
if (isWanted('audit')) tell('Evidence', await benchAudit(most));
if (isWanted('search')) tell('Search in all texts', await benchSearch(durations, most));
// Three minutes of work: the centre has to be generated first.
if (isWanted('recount') && !values.quick) tell('An edit of a calendar', await benchRecount(durations));
// Some minutes of work.
if (isWanted('register') && !values.quick) tell('The register of a thousand projects', await benchRegister(durations, 1_000));
// Many minutes of work.
if (wanted?.includes('scale') === true) tell('The same work among more requests', await benchScale(generated, durations));
const judged = all.map(verdictOf);
process.stdout.write(
  `\n${judged.filter((verdict) => verdict === 'reached').length} bars reached, ${judged.filter((verdict) => verdict === 'missed').length} missed\n`,
);

async function benchProduct(): Promise<void> {
  const product = await openProduct(
    values.prof === undefined ? {} : { nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${values.prof}`] },
  );
  try {
    const connection = await product.connect('wang');
    const requestId = await reportOnce(connection);
    for (let reported = 1; reported < FIRST_REPORTS; reported += 1) await reportOnce(connection);
    connection.close();
    // The server's own housekeeping looks at tables within a minute; until then it plans for tables that are empty.
    await product.analyze();
    const limits = await measureLimits({ ownerUrl: product.database.ownerUrl, requestId, ...durations });
    if (isWanted('create')) tell('Creation through the HTTP API', await benchCreation(product, limits, durations));
    if (isWanted('list')) tell('List', await benchList(product, limits, durations));
    if (isWanted('open')) tell('One request', await benchOpen(product, durations));
    if (isWanted('reply')) tell('Reply and change of state', await benchReply(product, limits, durations));
    if (isWanted('rest')) tell('Start and rest', await benchRest(product));
  } finally {
    await product.close();
  }
}
