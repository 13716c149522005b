import { readFile } from 'node:fs/promises';
import { appoint } from '#centre/people/index.ts';
import { applyPlan } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { instant } from '#platform/time/instant.ts';
import { FURNISHED_AT, furnishProvider, planPath, SAMPLE, tester } from './furnish.ts';
import type { HouseName } from './house-people.ts';
import { whoAndWhere, withinProvider, type TestHouse } from './house.ts';

const SECOND_PROVIDER = '01990000-0000-7000-8000-00000000beef';

/**
 * A second provider in the same database, living by the sample plan with people of its own: who is kept out of the other's rows is kept
 * out by the rows' provider and by nothing else. Its sign-in names carry a prefix, since a name is one for the installation.
 */
export async function openSecondProvider(house: TestHouse): Promise<TestHouse> {
  const within = withinProvider(house.db, SECOND_PROVIDER);
  const text = await readFile(planPath(SAMPLE), 'utf8');
  const now = instant(Date.parse(FURNISHED_AT));
  await within(null, (tx) => furnishProvider(tx, { providerId: SECOND_PROVIDER, plan: SAMPLE, text, now, prefix: 'second-' }));
  const around = await within(null, (tx) => whoAndWhere(tx, house.time.current(), 'second-'));
  return { ...house, providerId: SECOND_PROVIDER, within, ...around, close: async () => undefined };
}

/** Who besides has the second customer's project, bound to it as its dedicated service manager. */
export const SECOND_MANAGER = 'seniorSupportEngineer' satisfies HouseName;

/**
 * The sample plan for another customer of the same provider: `CUST-OTHER`, whose person is the stranger. The house as it is then:
 * the senior support engineer is the dedicated service manager of that project besides.
 */
export async function admitSecondCustomer(
  house: TestHouse,
): Promise<{ readonly house: TestHouse; readonly customerId: string; readonly projectId: string }> {
  const text = (await readFile(planPath(SAMPLE), 'utf8'))
    .replace('id: SP-2026-001', 'id: SP-2026-002')
    .replace('id: CUST-001', 'id: CUST-OTHER')
    .replace('id: PRJ-001', 'id: PRJ-OTHER')
    .replaceAll('HT-2026-018', 'HT-2026-019');
  const now = instant(Date.parse(FURNISHED_AT));
  const { providerId } = house;
  return house.within(null, async (tx) => {
    const applied = await applyPlan({ tx, now, at: now, lateReason: null }, { actor: tester(providerId), text });
    if (isRefusal(applied)) throw new Error(`the second plan was refused: ${JSON.stringify(applied)}`);
    const { customerId, projectId } = applied.body as { customerId: string; projectId: string };
    const personId = house.actors[SECOND_MANAGER].personId ?? '';
    const appointed = await appoint(tx, {
      providerId,
      personId,
      position: 'dedicatedServiceManager',
      boundTo: { projectId },
      fromOn: '2026-03-01',
      now,
    });
    if ('refusal' in appointed) throw new Error(appointed.refusal);
    const { actors } = await whoAndWhere(tx, house.time.current());
    return { house: { ...house, actors }, customerId, projectId };
  });
}
