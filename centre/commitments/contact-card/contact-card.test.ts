import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { readPlan, type ServicePlan } from '#centre/plan/index.ts';
import { planPath, SECOND_PLAN } from '#centre/testing/furnish.ts';
import { askedByFlows } from '../register/asked-by-flows.rules.ts';
import { feedsOf } from '../register/feeds.rules.ts';
import { NOTHING, standingOf } from '../register/fulfilment.rules.ts';
import { cardTerms } from './card-terms.rules.ts';
import { cardParts, shownPlaces, type ReachedPeople } from './contact-card.rules.ts';

const sample = planOf(samplePlanText);
const manager = { name: '韩经理', mobile: '+86 139 0000 0000' };
const everybody: ReachedPeople = new Map([
  ['dedicatedServiceManager', [manager]],
  ['onCall', [{ name: '陈工', mobile: '+86 139 0000 0001' }]],
]);
const without = (role: string): ReachedPeople => new Map([...everybody].filter(([held]) => held !== role));

/** As the register judges one project: the status, and the places that are lacking. */
function stands(plan: ServicePlan, id: string, people: ReachedPeople) {
  const feeds = feedsOf(plan, askedByFlows).get(id) ?? [];
  const places = feeds.flatMap(({ by, names }) => (by === 'card' ? names : []));
  const shown = shownPlaces(cardTerms(plan), people);
  const lacking = places.filter((place) => !shown.has(place));
  const published = lacking.length === 0 ? { shown: 1, lacking: 0 } : { shown: 0, lacking: 1 };
  return { status: standingOf(feeds, { ...NOTHING, published }).status, lacking };
}

/** What is taken away, from the plan's text or of the people, and what the card then lacks. */
interface Row {
  readonly id: string;
  readonly by: string;
  readonly plan?: readonly [from: string, to: string];
  readonly people?: ReachedPeople;
  readonly lacks: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    id: 'C-1.3.2-02',
    by: 'every way to reach the centre, not without the number of one of them',
    plan: ['fax: { number: "+86 10 0000 0002", ', 'fax: { '],
    lacks: ['channels.fax'],
  },
  {
    id: 'C-1.3.3-02',
    by: 'the numbers of the branches, not without one of them',
    plan: [', phone: "+86 816 0000 0100"', ''],
    lacks: ['organisation.units.BR-MY'],
  },
  {
    id: 'C-1.3.3-06',
    by: 'the number of the manager of the project, not without one',
    people: new Map([...everybody, ['dedicatedServiceManager', [{ ...manager, mobile: null }]]]),
    lacks: ['positions.dedicatedServiceManager'],
  },
  {
    id: 'C-1.4.1-07',
    by: 'whom to call now, not while nobody is on call',
    people: without('onCall'),
    lacks: ['channels.mobile'],
  },
];

describe('a commitment is kept by what its customer is shown', () => {
  for (const { id, by, plan, people = everybody, lacks } of ROWS)
    it(`${id}: kept by ${by}: then breached`, () => {
      assert.deepEqual(stands(sample, id, everybody), { status: 'kept', lacking: [] });
      const changed = plan === undefined ? sample : planOf(samplePlanText.replace(...plan));
      assert.deepEqual(stands(changed, id, people), { status: 'breached', lacking: lacks });
    });

  it('C-1.3.6-02, C-1.4.1-02: kept by the quality policy and by the office hours in both languages', () => {
    for (const id of ['C-1.3.6-02', 'C-1.4.1-02']) assert.equal(stands(sample, id, new Map()).status, 'kept', id);
    const said = cardParts(cardTerms(sample), everybody).filter(({ place }) => /^(quality|calendars)/.test(place));
    assert.deepEqual(
      said.map(({ lines }) => lines.map(({ text }) => text?.zh)),
      [['周一至周五 08:30-17:00，法定节假日除外，调休上班日计入'], [sample.quality?.policy.zh]],
    );
  });
});

describe('the card', () => {
  it('names whoever answers with the number, in the order of the plan’s channels', () => {
    const mobile = cardParts(cardTerms(sample), everybody).find(({ place }) => place === 'channels.mobile');
    assert.deepEqual(
      mobile?.lines.flatMap(({ label, phone }) => (phone === null ? [] : [[label?.en, phone]])),
      [
        ['韩经理, Dedicated service manager', manager.mobile],
        ['陈工, person on call', '+86 139 0000 0001'],
      ],
    );
  });

  it('lacks in words what the judgement lacks, of another plan as well, whoever is there', () => {
    const reading = readPlan(readFileSync(planPath(SECOND_PLAN), 'utf8'), SECOND_PLAN.file);
    assert.ok('plan' in reading);
    for (const plan of [sample, reading.plan])
      for (const people of [everybody, without('onCall'), new Map() as ReachedPeople]) {
        const terms = cardTerms(plan);
        const whole = cardParts(terms, people).filter(({ lacks }) => lacks.length === 0);
        assert.deepEqual(new Set(whole.map(({ place }) => place)), shownPlaces(terms, people));
      }
  });
});
