import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { checkSaid, timesSaid } from './clause-times.rules.ts';
import { changed, planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('times that a clause promises in words', () => {
  // One line each, so that the table can be read as one.
  // prettier-ignore
  const said: readonly [text: string, times: readonly (readonly [written: string, seconds: number])[]][] = [
    ['2小时内到达现场', [['2小时内', 2 * HOUR]]],
    ['响应时间不超过24小时', [['不超过24小时', 24 * HOUR]]],
    ['立即给予实质性响应，最迟1小时', [['最迟1小时', HOUR]]],
    ['设备四天内免费更换到货', [['四天内', 4 * DAY]]],
    ['十二个工作日之内答复', [['十二个工作日之内', 12 * DAY]]],
    ['二十四小时以内', [['二十四小时以内', 24 * HOUR]]],
    ['半小时内回电', [['半小时内', HOUR / 2]]],
    ['全厂停运45分钟内、局部降级70分钟内', [['45分钟内', 2_700], ['70分钟内', 4_200]]],
    ['An engineer is on site within 2 hours', [['within 2 hours', 2 * HOUR]]],
    ['Answered no later than half an hour after', [['no later than half an hour', HOUR / 2]]],
    ['delivered within four days', [['within four days', 4 * DAY]]],
    ['within 45 minutes of an outage, 70 minutes of a degradation', [['within 45 minutes', 2_700], ['70 minutes', 4_200]]],
    // How often, how long, how early: no time within which.
    ['手机7×24小时开机', []],
    ['每三个月巡检一次', []],
    ['更换前三个月必须通知', []],
    ['The phone is answered 24 hours a day', []],
    ['Three months before the change', []],
    ['within reach', []],
  ];
  for (const [text, times] of said)
    it(text, () => {
      assert.deepEqual(
        timesSaid(text).map(({ written, seconds }) => [written, seconds]),
        times,
      );
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
