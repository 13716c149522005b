import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeWords, valueWords } from './place-words.rules.ts';
import { fieldLabel, PLAN_FIELDS } from './plan-fields.rules.ts';
import { planOf, samplePlanText } from './plan-file.fixture.ts';
import { valueAt } from './plan-tree.rules.ts';

const plan = planOf(samplePlanText);

const PLACES: readonly (readonly [path: string, zh: string, en: string])[] = [
  [
    'clocks/arrival/bySeverity/critical/limit',
    '计时 › 到场 › 系统严重故障 › 该等级的时限',
    'Clocks › Arrival › Severe system fault › Limit of this severity',
  ],
  ['clocks/replacement/limit', '计时 › 更换货物 › 时限', 'Clocks › Replacement › The limit'],
  [
    'schedules/inspections/byPhase/trialRun/every',
    '有日期的工作 › 系统巡检 › 试运行期 › 该阶段多久一次',
    'Dated work › Inspection of the system › trial run › How often in this phase',
  ],
  [
    'customer/sites/SITE-01/travelTime',
    '客户 › 东区节点 › 从服务单位到站点的路程时间',
    'The customer › East node › Travel time from the serving unit',
  ],
  [
    'resident/changes/max',
    '驻场人员 › 更换的限制 › 至多更换几次',
    'The resident engineer › Limits of replacement › At most so many times',
  ],
  [
    'calendars/office/hours/fri',
    '日历 › office › 每个星期几的开放时间 › 周五',
    'Calendars › office › Opening hours by weekday › Fri',
  ],
  [
    'clocks/answer/sourceWhen/C-1.4.2-05/channel',
    '计时 › 解答 › source中只对部分请求有效的承诺 › C-1.4.2-05 › 受理渠道',
    'Clocks › Answer › Commitments of source that hold for some requests only › C-1.4.2-05 › channel',
  ],
  [
    'clocks/partnerContact/when/faultType',
    '计时 › 联系厂商 › 只在这些字段取这些值时存在 › 故障类型',
    'Clocks › Partner contacted › It exists only where these fields have these values › type of fault',
  ],
  ['clocks/ownInvention', '计时 › ownInvention', 'Clocks › ownInvention'],
];

describe('a place of a plan in words', () => {
  for (const [path, zh, en] of PLACES) it(path, () => assert.deepEqual(placeWords(plan, path.split('/')), { zh, en }));

  it('has a name for every field, in few words', () => {
    const long = Object.keys(PLAN_FIELDS.en).filter((key) => {
      const { zh, en } = fieldLabel(key);
      return zh.length < 2 || zh.length > 24 || en.length < 3 || en.length > 75;
    });
    assert.deepEqual(long, []);
  });
});

describe('a value of a plan in words', () => {
  const said = (path: string, value: unknown = valueAt(plan, path.split('/'))) => valueWords(plan, path.split('/'), value);

  it('is a duration as people say it, in working days where it counts those', () => {
    assert.deepEqual(said('clocks/arrival/bySeverity/critical/limit'), { zh: '2小时', en: '2 h' });
    const [inDays] = Object.entries(plan.clocks).flatMap(([id, { unit, limit }]) =>
      unit === 'workingDays' && typeof limit === 'string' ? [id] : [],
    );
    assert.match(said(`clocks/${inDays}/limit`).en, /working day/);
  });
  it('is a calendar, a severity, an event, a position or yes and no by its word', () => {
    assert.deepEqual(said('clocks/arrival/calendar', 'office'), { zh: '工作时间', en: 'office hours' });
    assert.deepEqual(said('clocks/answer/when/severity', ['minor', 'major']), {
      zh: '个别服务不正常、部分重要服务不正常',
      en: 'Individual service abnormal, Part of the important services abnormal',
    });
    assert.deepEqual(said('severityRules/setBy', ['supportEngineer']), { zh: '技术支持技术人员', en: 'Support engineer' });
    assert.deepEqual(said('clocks/arrival/stop', ['engineerArrived', 'restored']), {
      zh: '工程师到场、恢复正常',
      en: 'Engineer arrived, Service restored',
    });
    assert.deepEqual(said('clocks/partnerContact/when/faultType'), { zh: '线路问题、软件问题', en: 'Line, Software' });
    assert.deepEqual(said('schedules/inspections/free', false), { zh: '否', en: 'no' });
    assert.deepEqual(said('clocks/gone', undefined), { zh: '—', en: '—' });
  });
  it('is what becomes of running requests in words', () => {
    assert.deepEqual(said('runningRequests', { onNewVersion: 'move', byKind: {} }), {
      zh: '按哪一版办完：转入新版',
      en: 'Version they run under: they go over to this one',
    });
    assert.deepEqual(said('runningRequests/byKind/consultation', 'keep'), { zh: '原来的版本', en: 'the one they have' });
  });
  it('is a whole entry by its fields, cut where it grows long', () => {
    const { zh, en } = said('clocks/replacement');
    assert.match(en, /Event that starts it: /);
    assert.match(zh, /时限：1日/);
    assert.ok(zh.length <= 161 && en.length <= 161);
  });
});
