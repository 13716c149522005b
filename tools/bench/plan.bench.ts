import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSaid } from '#centre/plan/clause-times.rules.ts';
import { runPledge } from './command.ts';
import type { Figure } from './figures.ts';

/** Limits of the house for a plan that is refused: seconds from the start of the process, and its memory at the most. */
const SECONDS_BAR = 1;
const MEGABYTES_BAR = 300;

const bomb = (): string =>
  [...'bcdefghij'].reduce(
    (text, name, index) => `${text}${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]\n`,
    'a: &a [x, x, x, x, x, x, x, x, x]\n',
  );

const HOSTILE: Readonly<Record<string, () => string | Buffer>> = {
  'a million lines': () => '- a\n'.repeat(1_000_000),
  'five megabytes of lists': () => `a: [${'1,'.repeat(2_400_000)}]`,
  'two hundred megabytes': () => Buffer.alloc(200_000_000, 97),
  'a YAML bomb': bomb,
  'an alias of itself': () => 'a: &a [*a]\n',
  'no text': () => Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => index % 256)),
};

/** Plans that are meant to hurt, each checked by a command of its own: the worst time and the most memory. */
export async function benchPlan(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pledge-bench-plan-'));
  const worst = { seconds: 0, megabytes: 0 };
  try {
    for (const [name, make] of Object.entries(HOSTILE)) {
      const file = join(folder, 'plan.yaml');
      await writeFile(file, make());
      const { stdout, seconds, megabytes } = await runPledge('plan', 'check', file, '--json');
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: unknown[] };
      if (diagnostics.length !== 1)
        throw new Error(`${name} was refused with ${diagnostics.length} diagnostics and not with the one it should be`);
      worst.seconds = Math.max(worst.seconds, seconds);
      worst.megabytes = Math.max(worst.megabytes, megabytes);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return [
    { name: 'Times in the words of a hostile plan', value: secondsOfWords(), unit: 's', bar: { of: 'value', most: SECONDS_BAR } },
    { name: 'Refusing a hostile plan, the slowest', value: worst.seconds, unit: 's', bar: { of: 'value', most: SECONDS_BAR } },
    {
      name: 'Refusing a hostile plan, the most memory',
      value: worst.megabytes,
      unit: 'MB',
      bar: { of: 'value', most: MEGABYTES_BAR },
    },
  ];
}

/** Commitments whose texts are as long as they may be and numerals alone: tried from each place anew, they took forty seconds. */
function secondsOfWords(): number {
  const words = { quote: '1'.repeat(4_000), zh: '一'.repeat(4_000), en: 'a.'.repeat(2_000) };
  const others = { clause: '1', kind: 'rule' as const };
  const commitments = Array.from({ length: 250 }, (_, place) => ({
    ...others,
    ...words,
    id: `K${place}`,
    means: ['config' as const],
    responsible: ['centreManager' as const],
  }));
  const start = performance.now();
  checkSaid({ commitments, clocks: {} });
  return (performance.now() - start) / 1000;
}
