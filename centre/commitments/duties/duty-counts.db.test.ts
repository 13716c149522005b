import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { instant } from '#platform/time/instant.ts';
import { ALL_OBLIGATIONS } from '../register/facts.store.ts';
import type { FiguresAsked } from '../register/figures.store.ts';
import { ofProjects } from '../register/of-projects.store.ts';
import { countDuties } from './count-duties.ts';
import { dutyFigures } from './duty-counts.store.ts';
import { writeDuties } from './duties.store.ts';
import { planDuties } from './plan-duties.ts';
import { explainDuty } from './explain-duty.ts';
import { reportDuty } from './report-duty.ts';

const DAY_MS = 86_400_000;
const REPORTERS = ['qualityController', 'centreManager', 'manager', 'supportEngineer', 'seniorSupportEngineer'] as const;

let house: TestHouse;
let responsible: string;
before(async () => {
  house = await openTestHouse();
  // The plan is active since the first of March.
  house.time.set('2026-03-01T12:00:00+08:00');
  await planDuties(house);
  responsible = house.actors.manager.personId ?? assert.fail('a person');
});
after(() => house.close());

const rowsOf = (tx: Transaction<Tables>) => tx.selectFrom('pledge.duty').selectAll().orderBy('due_at').orderBy('id').execute();
const within = <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => house.within(null, work);

/** What the duties say now, read and counted one by one: `commitment month kept breached explained lastAt lastEventId`, and `commitment risks`. */
async function countedByHand(tx: Transaction<Tables>): Promise<string[]> {
  const now = house.time.current();
  const months = new Map<
    string,
    { kept: number; breached: number; explained: number; lastAt: number; lastEventId: string | null }
  >();
  const risks = new Map<string, number>();
  for (const { commitments, due_month, due_at, warns_at, reported_at, withdrawn_at, explained_at, event_id } of await rowsOf(
    tx,
  )) {
    if (withdrawn_at !== null) continue;
    if (reported_at === null && warns_at <= now && now <= due_at)
      for (const commitment of commitments) risks.set(commitment, (risks.get(commitment) ?? 0) + 1);
    if (reported_at === null && now <= due_at) continue;
    for (const commitment of [...commitments, ALL_OBLIGATIONS]) {
      const key = `${commitment} ${due_month}`;
      const month = months.get(key) ?? { kept: 0, breached: 0, explained: 0, lastAt: 0, lastEventId: null };
      if (reported_at !== null && reported_at <= due_at) month.kept += 1;
      else month.breached += 1;
      if (explained_at !== null) month.explained += 1;
      month.lastAt = Math.max(month.lastAt, reported_at ?? due_at);
      if (event_id !== null && event_id > (month.lastEventId ?? '')) month.lastEventId = event_id;
      months.set(key, month);
    }
  }
  return [
    ...[...months].map(([key, { kept, breached, explained, lastAt, lastEventId }]) =>
      [key, kept, breached, explained, lastAt, lastEventId].join(' '),
    ),
    ...[...risks].map(([commitment, count]) => `${commitment} ${count}`),
  ].sort();
}

const asking = (which: Partial<FiguresAsked>): FiguresAsked => ({
  projectIds: null,
  from: null,
  today: '2026-03-01',
  now: house.time.current(),
  until: null,
  ...which,
});

async function figures(tx: Transaction<Tables>, which: Partial<FiguresAsked> = {}): Promise<string[]> {
  const { months, atRisk } = await dutyFigures(tx, asking(which));
  return [
    ...months.map(({ commitment, month, kept, breached, explained, lastAt, lastEventId }) =>
      [commitment, month, kept, breached, explained, lastAt, lastEventId].join(' '),
    ),
    ...[...atRisk].map(([commitment, count]) => `${commitment} ${count}`),
  ].sort();
}

/** Kept by calls once a month. */
const ONE = 'C-1.5.2-01';

/** For the house and for its project the figures are what the rows say, of now by the sums and of an instant without them. */
async function agrees(after: string): Promise<void> {
  await within(async (tx) => {
    const byHand = await countedByHand(tx);
    const until = new Date(house.time.current()).toISOString();
    assert.deepEqual(await figures(tx), byHand, `the house, after ${after}`);
    assert.deepEqual(await figures(tx, { projectIds: [house.projectId] }), byHand, `the project, after ${after}`);
    assert.deepEqual(await figures(tx, { until }), byHand, `judged from the rows, after ${after}`);
    const ofOne = byHand.map((line) => line.split(' ')).filter(([commitment, ...rest]) => commitment === ONE && rest.length > 1);
    const sum = (place: number) => ofOne.reduce((total, line) => total + Number(line[place]), 0);
    for (const which of [{}, { projectIds: [house.projectId] }, { until }]) {
      const [project] = await ofProjects(tx, ONE, asking(which));
      assert.deepEqual([project?.kept ?? 0, project?.breached ?? 0], [sum(2), sum(3)], `by project, after ${after}`);
    }
  });
}

async function report(id: string): Promise<boolean> {
  const doneOn = new Date(house.time.current() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const who of REPORTERS) {
    const input = { commandId: randomUUID(), note: '已完成', doneOn };
    const answer = await reportDuty(house, { actor: house.actors[who], id, input, path: `/api/duties/${id}/report` });
    if (!isRefusal(answer)) return true;
  }
  return false;
}

async function explain(id: string): Promise<boolean> {
  const told = { cause: '遗漏', measure: '写入日程', responsibleId: responsible, dueOn: '2027-12-31' };
  for (const who of REPORTERS) {
    const input = { commandId: randomUUID(), ...told };
    const path = `/api/duties/${id}/explain-breach`;
    if (!isRefusal(await explainDuty(house, { actor: house.actors[who], id, input, path }))) return true;
  }
  return false;
}

/** Of the duties that nobody reported and the plan in force has, those that were counted, or were not. */
const unreported = async (isCounted: boolean) =>
  (await within(rowsOf)).filter(
    ({ reported_at, withdrawn_at, opens_at, counted_at }) =>
      reported_at === null && withdrawn_at === null && opens_at <= house.time.current() && (counted_at !== null) === isCounted,
  );

/** Another plan has none of what has not come due. */
const withdraw = () =>
  within(async (tx) => {
    const course = await tx.selectFrom('pledge.duty_course').selectAll().executeTakeFirstOrThrow();
    const { project_id: projectId, customer_id: customerId, plan_id: planId, since } = course;
    assert.ok(planId !== null);
    const now = house.time.current();
    const about = { duties: [], providerId: house.providerId, now, nextAt: now };
    await writeDuties(tx, { projectId, customerId, planId, since, products: [] }, about);
  });

const steps = {
  days: (days: number) => {
    house.time.set(instant(house.time.current() + days * DAY_MS));
    return planDuties(house);
  },
  count: (portion: number) => countDuties({ ...house, portion }),
  countTwice: () => Promise.all([countDuties(house), countDuties(house)]),
  reportOpen: async (place: number) => {
    const open = await unreported(false);
    const duty = open[place % Math.max(1, open.length)];
    return duty !== undefined && report(duty.id);
  },
  reportCounted: async (place: number) => {
    const counted = await unreported(true);
    const duty = counted[place % Math.max(1, counted.length)];
    return duty !== undefined && report(duty.id);
  },
  explainMissed: async (place: number) => {
    const missed = [...(await unreported(true)), ...(await unreported(false))].filter(
      ({ due_at }) => due_at < house.time.current(),
    );
    const duty = missed[place % Math.max(1, missed.length)];
    return duty !== undefined && explain(duty.id);
  },
  withdraw,
};
type Step = readonly [kind: keyof typeof steps, number: number];

describe('the sums of duties with those that are not counted', () => {
  it('are what the rows say while duties come due, are counted, reported late and withdrawn', async () => {
    const walk: readonly Step[] = [
      ['days', 20],
      ['reportOpen', 0],
      ['days', 12],
      ['countTwice', 0],
      ['reportCounted', 1],
      ['countTwice', 0],
      ['explainMissed', 1],
      ['countTwice', 0],
      ['explainMissed', 1],
      ['withdraw', 0],
      // Written again by the next look.
      ['days', 3],
      ['days', 30],
      ['count', 2],
    ];
    const done: unknown[] = [];
    for (const [kind, number] of walk) {
      done.push(await steps[kind](number));
      await agrees(kind);
    }
    assert.deepEqual([done[1], done[4]], [true, true], 'one was reported in time, one after it had been counted');
    assert.deepEqual([done[6], done[8]], [true, true], 'one that had been counted was explained, and again');
    assert.deepEqual(done[12], { counted: 2, more: true });
    const { sums, counted } = await within(async (tx) => ({
      sums: await tx.selectFrom('pledge.duty_house_month').select('breached').where('commitment', '=', '*').execute(),
      counted: (await rowsOf(tx)).filter(({ counted_at, event_id }) => counted_at !== null && event_id === null).length,
    }));
    assert.ok(counted > 0 && sums.reduce((sum, { breached }) => sum + breached, 0) > counted, 'each once, and the late one');
  });

  it('are so at any order', async () => {
    const number = fc.nat({ max: 40 });
    const step = fc.tuple(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), number);
    // Each walk goes on where the one before ended: that is one long history.
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (walk) => {
        for (const [kind, value] of walk) {
          await steps[kind](Math.max(1, value));
          await agrees(kind);
        }
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('count as kept what was begun to be reported in time and met a count on its way', async () => {
    // Wherever the walks ended, with nothing missed too: what is planned now comes due and nobody reports it.
    await steps.days(1);
    await steps.days(40);
    for (let { more } = { more: true }; more;) ({ more } = await countDuties(house));
    const now = house.time.current();
    const counted = await unreported(true);
    const figuresAt = async () => (await within(figures)).map((line) => line.split(' ').slice(0, 5).join(' '));
    let reported = false;
    for (const duty of counted.toReversed()) {
      house.time.set(instant(duty.due_at));
      reported = await report(duty.id);
      if (reported) break;
    }
    house.time.set(now);
    assert.ok(reported, `one of ${counted.length} that were missed and counted`);
    const byHand = (await within(countedByHand)).map((line) => line.split(' ').slice(0, 5).join(' '));
    assert.deepEqual(await figuresAt(), byHand);
    await countDuties(house);
    assert.deepEqual(await figuresAt(), byHand);
    assert.equal((await unreported(true)).length, counted.length - 1);
  });
});
