import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { planPath, SAMPLE, SECOND_PLAN } from '#centre/testing/furnish.ts';
import { planCalendars } from '../plan-calendars.rules.ts';
import { dutiesIn, planIn, PRODUCTS } from './duties-of-plans.fixture.ts';
import { dutiesOf, workNamed } from './duty-terms.rules.ts';

/** The sample's, and that of another provider in another zone. */
const FILES = [SAMPLE, SECOND_PLAN].map(planPath);
const plans = FILES.map(planIn);
const day = fc.integer({ min: 0, max: 1_500 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));

test('two windows that meet hold what the whole holds: nothing is missed, nothing is there twice', () => {
  fc.assert(
    fc.property(fc.constantFrom(...plans), day, day, (plan, one, other) => {
      const [from, middle] = one < other ? [one, other] : [other, one];
      const next = new Date(Date.parse(middle) + 86_400_000).toISOString().slice(0, 10);
      const keys = (duties: ReturnType<typeof dutiesIn>) =>
        duties.map(({ work, on, dueAt, site, product }) => [work, on, dueAt, site, product].join(' ')).toSorted();
      const whole = keys(dutiesIn(plan, from, '2030-12-31'));
      assert.deepEqual(keys([...dutiesIn(plan, from, middle), ...dutiesIn(plan, next, '2030-12-31')]), whole);
      assert.equal(new Set(whole).size, whole.length);
    }),
    { numRuns: 25 },
  );
});

test('each is open before it is warned of, and warned of before it is due', () => {
  for (const plan of plans)
    for (const { work, on, opensAt, warnsAt, dueAt, commitments } of dutiesIn(plan, '2026-01-01', '2031-01-01')) {
      assert.ok(opensAt <= warnsAt && warnsAt < dueAt, `${work} ${on}`);
      assert.ok(commitments.length > 0, `${work} ${on}`);
    }
});

test('what is owed for each site or product is a duty for each of the plan’s sites, of the project’s products; one where none is known', () => {
  for (const plan of plans) {
    const owed = Map.groupBy(dutiesIn(plan, '2026-01-01', '2031-01-01'), ({ work, on }) => `${work} ${on}`);
    for (const [key, duties] of owed) {
      const work = workNamed(plan, key.split(' ')[0] ?? '');
      const sites = work?.terms.sites === 'all' ? plan.customer.sites.map(({ id }) => id) : (work?.terms.sites ?? [null]);
      const products = work?.terms.perProduct === true ? PRODUCTS : [null];
      const parts = sites.flatMap((site) => products.map((product) => ({ site, product })));
      assert.deepEqual(
        duties.map(({ site, product }) => ({ site, product })),
        parts,
        key,
      );
    }
    const { calendars } = planCalendars(plan);
    const asked = { plan, calendar: (name: string) => calendars.get(name), window: { from: '2026-01-01', to: '2027-01-01' } };
    assert.ok(dutiesOf({ ...asked, products: [] }).every(({ product }) => product === null));
    assert.ok(
      [...owed.values()].some((duties) => duties.length === 3) && [...owed.values()].some((duties) => duties.length === 2),
    );
  }
});

test('the zone of the process plays no part: 24:00 is that of the plan, in a process that lives at the other end of the world', () => {
  const told = ['Pacific/Kiritimati', 'America/Anchorage'].map((zone) => {
    const program = fileURLToPath(new URL('duties-of-plans.fixture.ts', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...FILES], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    const [livesIn, ...duties] = stdout.trimEnd().split('\n');
    assert.equal(livesIn, zone, 'the process took the zone');
    return duties;
  });
  const here = plans.flatMap((plan) => dutiesIn(plan, '2026-01-01', '2028-01-01')).map((duty) => JSON.stringify(duty));
  assert.ok(here.length > 100);
  assert.deepEqual(told, [here, here]);
});
