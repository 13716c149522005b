/**
 * `npm run coverage:commitments`: which commitments of the sample plan a test shows to be enforced or measured, from what the newest
 * `npm test` left behind, and what each other waits for. `--prove` switches some of them off in the plan, one at a time, and runs their
 * tests: one that does not notice is told, and the status is 1. `--sample N` how many (20), `--seed S` which, `--of C-…,C-…` these;
 * `--json` for programs.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readPlan } from '#centre/plan/read-plan.ts';
import { randomFrom } from '../drill/random.ts';
import { isShown, shownBy, type Shown } from './coverage.rules.ts';
import { readRun } from './outcomes.ts';
import { prove } from './prove.ts';
import { waitsOf } from './waits.rules.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const { values } = parseArgs({
  options: {
    prove: { type: 'boolean', default: false },
    sample: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    of: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const reading = readPlan(
  readFileSync(new URL('../../plans/sample-plan.yaml', import.meta.url), 'utf8'),
  'plans/sample-plan.yaml',
);
if (!('plan' in reading))
  throw new Error('the sample plan does not hold: npm run -s pledge -- plan check plans/sample-plan.yaml');
const { plan } = reading;
const { outcomes, missing } = readRun(ROOT);
const shown = shownBy(plan, outcomes);
const waits = waitsOf(plan);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (missing.length > 0)
  process.stderr.write(`No run has told of: ${missing.join(', ')}. Run \`npm test\` first; what it did not run shows nothing.\n`);
if (values.prove) await proveSome();
else if (values.json)
  say(
    JSON.stringify(
      shown.map((one) => ({ ...one, waitsFor: isShown(one) ? [] : waits.get(one.id) })),
      null,
      2,
    ),
  );
else list();

function list(): void {
  for (const one of shown) {
    const means = plan.commitments.find(({ id }) => id === one.id)?.means.join(', ') ?? '';
    const [first] = one.tests;
    const how =
      first !== undefined
        ? `${first.file}: ${first.names.at(-1)}${one.tests.length > 1 ? ` (and ${one.tests.length - 1} more)` : ''}`
        : one.through !== null
          ? `as ${one.through}, which it repeats`
          : `waits for ${(waits.get(one.id) ?? []).join('; ')}`;
    say(`${isShown(one) ? '✓' : '·'} ${one.id.padEnd(11)} ${means.padEnd(16)} ${how}`);
  }
  say(`\n${shown.filter(isShown).length} of ${shown.length} commitments are shown by a test.`);
}

async function proveSome(): Promise<void> {
  const sample = values.of === undefined ? drawn() : shown.filter(({ id }) => values.of?.split(',').includes(id) === true);
  const proofs = await prove(ROOT, sample, ({ id, verdict, unmoved }) => {
    const words = {
      proven: 'switched off, its tests fail',
      notNoticed: `nobody notices: ${unmoved.join('; ')}`,
      planRefused: 'the plan does not hold without it',
    };
    say(`${verdict === 'proven' ? '✓' : '✗'} ${id.padEnd(11)} ${words[verdict]}`);
  });
  const fallen = proofs.filter(({ verdict }) => verdict !== 'proven').length;
  say(`\n${proofs.length - fallen} of ${proofs.length} commitments proven.`);
  process.exitCode = fallen === 0 ? 0 : 1;
}

function drawn(): Shown[] {
  const random = randomFrom(Number(values.seed));
  const left = shown.filter(({ tests }) => tests.length > 0);
  const sample: Shown[] = [];
  while (left.length > 0 && sample.length < Number(values.sample))
    sample.push(...left.splice(random.between(0, left.length - 1), 1));
  return sample;
}
