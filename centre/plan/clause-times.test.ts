import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { checkSaid, longestSaid } from './clause-times.rules.ts';
import { approximateSeconds } from './durations.rules.ts';
import { changed, planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('the time that a clause promises in words', () => {
  // One line each, so that the table can be read as one.
  // prettier-ignore
  const said: readonly [text: string, written: string, seconds: number][] = [
    ['2小时内到达现场', '2小时内', 2 * HOUR],
    ['２小时以内', '2小时以内', 2 * HOUR],
    ['响应时间不超过24小时', '不超过24小时', 24 * HOUR],
    ['立即给予实质性响应，最迟1小时', '最迟1小时', HOUR],
    ['设备四天内免费更换到货', '四天内', 4 * DAY],
    ['十二个工作日之内答复', '十二个工作日之内', 12 * DAY],
    ['一百二十天内完成', '一百二十天内', 120 * DAY],
    ['半小时内回电', '半小时内', HOUR / 2],
    ['一个半小时内回电', '一个半小时内', HOUR * 1.5],
    ['1小时30分钟内到场', '1小时30分钟内', HOUR * 1.5],
    ['四个工作小时内答复', '四个工作小时内', 4 * HOUR],
    ['An engineer is on site within 2 hours', 'within 2 hours', 2 * HOUR],
    ['Answered no later than half an hour after', 'no later than half an hour', HOUR / 2],
    ['within 1 hour and 30 minutes', 'within 1 hour and 30 minutes', HOUR * 1.5],
    ['within two (2) hours', 'within two (2) hours', 2 * HOUR],
    ['within forty-five minutes', 'within forty-five minutes', 2_700],
    ['no more than 4 working hours', 'no more than 4 working hours', 4 * HOUR],
    ['delivered within four days', 'within four days', 4 * DAY],
    // Of several the longest: which of them is the clock's cannot be told.
    ['within 45 minutes of an outage, 70 minutes of a degradation', '70 minutes', 4_200],
    ['30分钟内未能远程解决的，工程师4小时到场', '4小时', 4 * HOUR],
    ['1 day at most, of two weeks; within 3 hours', 'two weeks', 14 * DAY],
  ];
  for (const [text, written, seconds] of said) it(text, () => assert.deepEqual(longestSaid(text), { written, seconds }));

  // How often, how long, how early: no time within which. A number that is not understood is none to be held to.
  const unsaid = [
    '手机7×24小时开机',
    '每三个月巡检一次',
    '更换前三个月必须通知',
    '零点五小时内',
    'The phone is answered 24 hours a day',
    'Three months before the change',
    'within reach',
    'within umpteen hours',
    'within thirty-six hours',
    'In working hours within 2 hours',
    '',
  ];
  for (const text of unsaid) it(`none: ${text}`, () => assert.equal(longestSaid(text), null));

  it('is as long as the same duration of a plan', () => {
    for (let count = 1; count <= 36; count += 1)
      for (const [zh, en, iso] of [
        ['分钟', 'minutes', `PT${count}M`],
        ['小时', 'hours', `PT${count}H`],
        ['天', 'days', `P${count}D`],
        ['周', 'weeks', `P${count}W`],
        ['个月', 'months', `P${count}M`],
        ['年', 'years', `P${count}Y`],
      ] as const) {
        assert.equal(longestSaid(`${count}${zh}内`)?.seconds, approximateSeconds(iso), iso);
        assert.equal(longestSaid(`within ${count} ${en}`)?.seconds, approximateSeconds(iso), iso);
      }
  });
});

test('both plans keep what their clauses say', () => {
  for (const text of [samplePlanText, secondPlanText]) assert.deepEqual(checkSaid(planOf(text)), []);
});

test('a clock that allows more is told at each limit for which the clause holds, with every clause', () => {
  const four = planOf(changed(samplePlanText, ['critical: PT2H, major: PT2H', 'critical: PT4H, major: PT4H']));
  const found = checkSaid(four).map(({ path, details, clauses }) => [path.join('.'), details['written'], ...clauses]);
  assert.deepEqual(found, [
    ['clocks.arrival.bySeverity.critical', '2小时内', 'C-1.1-06', 'C-1.6.2-08'],
    ['clocks.arrival.bySeverity.major', '2小时内', 'C-1.1-06', 'C-1.6.2-08'],
  ]);
  // Less than was promised is a promise kept.
  assert.deepEqual(
    checkSaid(planOf(changed(samplePlanText, ['critical: PT2H, major: PT2H', 'critical: PT1H, major: PT1H']))),
    [],
  );
});

test('a translation that still says the old time is told too', () => {
  const plan = planOf(samplePlanText);
  const commitments = plan.commitments.map((commitment) =>
    commitment.id === 'C-1.1-06' ? { ...commitment, quote: '3小时内到达现场', zh: '工程师自接报起3小时内到场' } : commitment,
  );
  const { arrival } = plan.clocks;
  assert.ok(arrival);
  const three = { critical: { limit: 'PT3H' }, major: { limit: 'PT3H' } };
  const clocks = { ...plan.clocks, arrival: { ...arrival, bySeverity: three } };
  const found = checkSaid({ ...plan, commitments, clocks }).filter(({ clauses }) => clauses.includes('C-1.1-06'));
  assert.deepEqual(
    found.map(({ details }) => details['written']),
    ['within 2 hours', 'within 2 hours'],
  );
});

test('a clock that says nothing of how long it takes neither keeps a clause nor breaks it', () => {
  const plan = planOf(changed(samplePlanText, ['critical: PT2H, major: PT2H', 'critical: PT4H, major: PT4H']));
  const { arrival, taskDue } = plan.clocks;
  assert.ok(arrival && taskDue);
  const found = (clocks: typeof plan.clocks) =>
    checkSaid({ ...plan, clocks: { ...plan.clocks, ...clocks } })
      .filter(({ clauses }) => clauses.includes('C-1.1-06'))
      .map(({ path }) => path.join('.'));
  const over = ['clocks.arrival.bySeverity.critical', 'clocks.arrival.bySeverity.major'];
  assert.deepEqual(found({ taskDue: { ...taskDue, source: [...taskDue.source, 'C-1.1-06'] } }), over, 'one up to a field');
  // One of several that cite it keeps it: its number was that one's.
  const quick = { ...arrival, bySeverity: { critical: { limit: 'PT1H' } }, sourceWhen: {}, source: ['C-1.1-06'] };
  assert.deepEqual(found({ nearestDispatch: quick }), []);
});
