import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { planById } from '#centre/plan/index.ts';
import type { ServicePlan } from '#centre/plan/index.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { aDossier, aRecord, atOf, surroundings } from '#flows/dossier/dossier.fixture.ts';
import { issueRecordNumbers } from './numbers.store.ts';

describe('the numbers of a form', () => {
  let house: TestHouse;
  let plan: ServicePlan;
  before(async () => {
    house = await openTestHouse();
    plan = await house.within(null, async (tx) => {
      const { id } = await tx
        .selectFrom('pledge.service_plan')
        .select('id')
        .where('project_id', '=', house.projectId)
        .executeTakeFirstOrThrow();
      return (await planById(tx, id)).plan;
    });
  });
  after(() => house.close());

  const issued = (reset: 'yearly' | 'never', pattern: string, day: string): Promise<string | null | undefined> => {
    assert.ok(plan.forms?.taskOrder);
    const forms = {
      ...plan.forms,
      numbering: { ...plan.forms.numbering, reset },
      taskOrder: { ...plan.forms.taskOrder, documentNumber: 'QR-NEVER', recordNumber: pattern },
    };
    const dossier = aDossier({
      records: [aRecord({ form: 'taskOrder', recordNumber: 'next' })],
      surroundings: { ...surroundings, plan: { ...plan, forms } },
    });
    const about = { providerId: house.providerId, at: atOf(`${day}T10:00:00+08:00`) };
    return house.within(null, async (tx) => (await issueRecordNumbers(tx, dossier, about)).records[0]?.recordNumber);
  };

  it('begin anew each year where the plan says so', async () => {
    assert.deepEqual(
      [
        await issued('yearly', 'QR-{yyyy}-{seq}', '2026-12-30'),
        await issued('yearly', 'QR-{yyyy}-{seq}', '2026-12-31'),
        await issued('yearly', 'QR-{yyyy}-{seq}', '2027-01-01'),
      ],
      ['QR-2026-0001', 'QR-2026-0002', 'QR-2027-0001'],
    );
  });

  it('never begin anew where it says never, and go on behind those of the years before', async () => {
    assert.deepEqual(
      [
        await issued('never', 'QR-{seq}', '2027-06-01'),
        await issued('never', 'QR-{seq}', '2027-12-31'),
        await issued('never', 'QR-{seq}', '2028-01-01'),
      ],
      ['QR-0003', 'QR-0004', 'QR-0005'],
    );
  });
});
