import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedBy, storyIn, type Story } from '#centre/testing/story.ts';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { flowViewOf, pathOf } from './flow-view.ts';
import type { TimelineEntry } from './requests.schema.ts';
import { timelineOf } from './timeline.store.ts';
import { writeMessage } from './write-message.ts';

let house: TestHouse;
let story: Story;
let request: string;

const at = (time: string): { id: string; at: string } => ({ id: request, at: `${time}:00+08:00` });

async function entries(who: HouseName, language: 'zh' | 'en' = 'zh'): Promise<TimelineEntry[]> {
  const actor = house.actors[who];
  return house.within(actor, (tx) => timelineOf(tx, { requestId: request, actor, now: house.time.current(), language }));
}

async function entry(title: string, who: HouseName = 'manager'): Promise<TimelineEntry> {
  const found = (await entries(who)).find((known) => known.title.zh === title);
  assert.ok(found, `no entry ${title}`);
  return found;
}

const factOf = (told: TimelineEntry, label: string): string | undefined =>
  told.facts.find((fact) => fact.label.zh === label)?.value.zh;
const effectsOf = (told: TimelineEntry): string[] =>
  told.effects.map((effect) => `${effect.clock.zh} ${effect.mark} ${effect.seconds ?? ''}`.trim()).toSorted();

/** The night of the worked example, to the late arrival. */
before(async () => {
  house = await openTestHouse();
  story = storyIn(house);
  house.time.set('2026-10-03T22:10:00+08:00');
  const site = house.sites['SITE-01'] ?? '';
  request = await story.reports('technician', {
    title: '核心交换机宕机',
    content: '东区节点核心交换机宕机，业务网络全部中断',
    siteId: site,
    kind: 'fault',
    severity: 'critical',
    symptom: '交换机没有响应',
    enquirerPhone: '+86 139 0000 0000',
  });
  await story.fires('manager', 'contact', at('2026-10-03T22:13'), {
    contactName: '王工',
    channel: 'phone',
    text: '已收到，马上核实。',
  });
  await story.fires('manager', 'verify', at('2026-10-03T22:20'), {
    symptom: '核心交换机无响应',
    since: '22:05',
    extent: '全部业务',
    changesBefore: '无',
    backupState: '09-28备份',
    severity: 'critical',
  });
  await story.fires('manager', 'respond', at('2026-10-03T22:22'), {
    finding: '核心交换机无响应',
    action: '申请远程诊断',
    nextStep: '30分钟内判断',
    channel: 'email',
  });
  await story.fires('supportEngineer', 'notRemote', at('2026-10-03T22:58'), { reason: '远程无法登录' });
  await story.fires('manager', 'dispatch', at('2026-10-03T23:05'), {
    people: [{ personId: house.actors.branchEngineer.personId, level: 1 }],
    taskContent: '更换主控板',
    urgentReason: '业务全部中断',
    requiredBy: '2026-10-04T03:10:00+08:00',
  });
  const visit = { kind: 'siteVisit' as const, id: await story.latest('siteVisit', request) };
  const contact = await house.within(null, (tx) =>
    tx.selectFrom('pledge.contact').select('id').where('code', '=', 'CT-03').executeTakeFirstOrThrow(),
  );
  await story.fires(
    'branchEngineer',
    'acceptTask',
    { ...visit, at: '2026-10-03T23:07:00+08:00' },
    { signature: signedBy('陈工'), siteRulesRead: true },
  );
  await story.fires(
    'branchEngineer',
    'depart',
    { ...visit, at: '2026-10-03T23:10:00+08:00' },
    { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' },
  );
  await story.waitsUntil('2026-10-04T00:12:00+08:00');
  await story.fires(
    'branchEngineer',
    'arrive',
    { ...visit, at: '2026-10-04T00:15:00+08:00' },
    { place: '东区节点机房', contactId: contact.id },
  );
});
after(() => house.close());

describe('the timeline', () => {
  it('is newest first, with one entry per command', async () => {
    const all = await entries('manager');
    const times = all.map((known) => Date.parse(known.occurredAt));
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
    assert.deepEqual(
      all.filter(({ kind }) => kind !== 'clock').map(({ title }) => title.zh),
      [
        '到场签到',
        '出发',
        '接受任务',
        '派出工程师',
        '无法远程解决',
        '实质性响应',
        '核实故障现象',
        '记一次联系',
        '自动通知',
        '报修',
      ],
    );
  });

  it('an event carries its words, its codes in words, and who it was by', async () => {
    const verified = await entry('核实故障现象');
    assert.equal(verified.text, '核心交换机无响应');
    assert.deepEqual(
      verified.facts.map(({ label, value }) => `${label.zh} ${value.zh}`),
      ['从何时开始 22:05', '影响范围 全部业务', '此前有无变更 无', '备份情况 09-28备份', '严重程度 系统严重故障'],
    );
    assert.deepEqual(verified.author, { kind: 'staff', name: '韩经理', position: '专职服务经理' });
    const arrived = await entry('到场签到');
    assert.deepEqual(
      [factOf(arrived, '地点'), factOf(arrived, '现场联系人'), arrived.author.position],
      ['东区节点机房', '赵工', '分支机构技术人员'],
    );
    assert.equal((await entries('manager', 'en')).find((known) => known.id === arrived.id)?.author.position, 'Branch engineer');
  });

  it('what a command brought along is named, its papers by their numbers', async () => {
    const sent = await entry('派出工程师');
    assert.deepEqual(
      [sent.text, factOf(sent, '派谁去'), factOf(sent, '任务书'), factOf(sent, '同时')],
      ['更换主控板', '陈工', 'QR-OP10A-2026-0001', '紧急下达'],
    );
  });

  it('words to and from the customer are one entry with the event they belong to', async () => {
    const answered = await entry('实质性响应');
    assert.deepEqual([answered.kind, answered.channel, answered.text, answered.facts.length], ['message', 'email', null, 0]);
    assert.match(answered.message?.text ?? '', /核心交换机无响应[^]*申请远程诊断[^]*30分钟内判断/);
    const reported = await entry('报修');
    assert.deepEqual([reported.author.kind, reported.author.name, reported.message?.direction], ['customer', '王工', 'incoming']);
    assert.equal((await entry('自动通知')).author.kind, 'system');
  });

  it('an event shows what it did to clocks: kept with the time used, too late with the delay', async () => {
    assert.deepEqual(effectsOf(await entry('记一次联系')), ['回电 kept 180', '首次联系 kept 180']);
    assert.deepEqual(effectsOf(await entry('到场签到')), ['到场 breached 300']);
  });

  it('what time alone did to a clock is an entry of its own, at the instant it happened', async () => {
    const all = await entries('manager');
    const breach = all.find(
      (known) => known.kind === 'clock' && known.effects[0]?.mark === 'breached' && known.effects[0].clock.zh === '到场',
    );
    assert.deepEqual(
      [breach?.occurredAt, breach?.recordedAt, breach?.author.kind],
      ['2026-10-03T16:10:00Z', '2026-10-03T16:12:00Z', 'system'],
    );
    assert.ok(all.some((known) => known.kind === 'clock' && known.effects[0]?.mark === 'warning'));
  });

  it('the customer reads plainer titles and no word meant for the house; a stranger reads nothing', async () => {
    const note = { commandId: randomUUID(), channel: 'web' as const, direction: 'internal' as const, text: '客户情绪急' };
    assert.ok(
      !isRefusal(
        await writeMessage(house.deps, { actor: house.actors.manager, requestId: request, input: note, path: '/test/messages' }),
      ),
    );
    const inside = await entries('manager');
    assert.equal(inside[0]?.title.zh, '内部备注');
    assert.equal(inside[0]?.message?.text, '客户情绪急');
    const outside = await entries('technician');
    assert.ok(!JSON.stringify(outside).includes('客户情绪急'));
    assert.deepEqual(
      outside
        .filter(({ kind }) => kind !== 'clock')
        .map(({ title }) => title.zh)
        .slice(0, 3),
      ['工程师到场', '工程师出发', '工程师已接受任务'],
    );
    assert.deepEqual(await entries('stranger'), []);
  });

  it('an erased text is shown as erased, and the entry stays', async () => {
    const verified = await entry('核实故障现象');
    await house.within(null, (tx) =>
      tx
        .updateTable('pledge.event_text')
        .set({ text: null, salt: null, erased_at: formatInstant(house.time.current()), erased_under: 'request' })
        .where('event_id', '=', verified.id)
        .where('field', '=', 'extent')
        .execute(),
    );
    assert.equal(factOf(await entry('核实故障现象'), '影响范围'), '已删除');
  });

  it('a consent reads as it was answered: given, refused, or asked and not answered', async () => {
    const visit = await story.latest('siteVisit', request);
    const asks = (answer: string, more: Record<string, string> = {}) =>
      story.fires(
        'branchEngineer',
        'askConsent',
        { id: visit, kind: 'siteVisit', at: '2026-10-04T00:20:00+08:00' },
        { scopes: ['logIn'], what: '下载补丁', why: '修复缺陷', answer, ...more },
      );
    const titles = async (who: HouseName, language: 'zh' | 'en' = 'zh') =>
      (await entries(who)).slice(0, 3).map((told) => told.title[language]);
    await asks('given', { givenBy: '赵工', means: 'onScreen' });
    await asks('refused', { givenBy: '赵工', means: 'onScreen' });
    await asks('asked');
    assert.deepEqual(await titles('manager'), ['征求同意，待客户答复', '客户不同意', '客户同意']);
    assert.deepEqual(await titles('technician'), ['请您同意，待您答复', '您不同意', '您已同意']);
    assert.deepEqual(await titles('technician', 'en'), [
      'Your consent asked, your answer awaited',
      'You refused consent',
      'You consented',
    ]);
  });

  it('an entry made late shows both times and why', async () => {
    house.time.set('2026-10-05T09:00:00+08:00');
    const late = {
      commandId: randomUUID(),
      channel: 'phone' as const,
      direction: 'outgoing' as const,
      text: '电话告知进展',
      occurredAt: '2026-10-04T01:00:00+08:00',
      lateReason: '当时没有网络',
    };
    assert.ok(
      !isRefusal(
        await writeMessage(house.deps, {
          actor: house.actors.branchEngineer,
          requestId: request,
          input: late,
          path: '/test/messages',
        }),
      ),
    );
    const told = await entry('回复王工');
    assert.deepEqual(
      [told.occurredAt, told.recordedAt, told.lateReason, told.kind],
      ['2026-10-03T17:00:00Z', '2026-10-05T01:00:00Z', '当时没有网络', 'message'],
    );
  });

  it('what was written with an order is read by whoever may read its sheet, and by nobody else who sees the request', async () => {
    const { id } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.task_order').select('id').where('request_id', '=', request).executeTakeFirstOrThrow(),
    );
    const order = { kind: 'taskOrder' as const, id, at: '2026-10-05T09:30:00+08:00' };
    await story.fires('approver', 'approveAfterwards', order, { opinion: '费用照付', signature: signedBy('唐经理') });
    const wordsFor = async (who: HouseName) => JSON.stringify(await entries(who));
    assert.match(await wordsFor('manager'), /费用照付/u);
    const outside = await entries('siteStaff');
    assert.equal(outside.length > 0, true, 'site staff see the request');
    assert.doesNotMatch(JSON.stringify(outside), /费用照付/u);
  });
});

describe('the path on file', () => {
  it('is drawn with the road of the visit, the late arrival broken', async () => {
    const path = await house.within(null, (tx) => pathOf(tx, request));
    assert.deepEqual(
      path.map(({ state, broken }) => `${state}${broken ? ' late' : ''}`),
      ['received', 'registered', 'verified', 'diagnosing', 'dispatching', 'enRoute', 'onSite late'],
    );
    const view = await flowViewOf(faultEmergency, path, { state: 'diagnosing', road: 'onSite' });
    assert.equal(view.nodes.find(({ status }) => status === 'current')?.id, 'onSite');
    const customers = await house.within(house.actors.technician, (tx) => pathOf(tx, request));
    assert.deepEqual(customers, path);
  });

  it('a call that is registered while it is spoken was received, registered and contacted', async () => {
    house.time.set('2026-10-05T10:00:00+08:00');
    const called = await story.reports('manager', {
      channel: 'phone',
      title: '策略路由',
      content: '策略路由的切换时间大约是多少？',
      siteId: house.sites['SITE-01'] ?? '',
      kind: 'consultation',
      contactId: house.actors.technician.contactId ?? '',
      enquirerPhone: '+86 139 0000 0000',
    });
    const path = await house.within(null, (tx) => pathOf(tx, called));
    assert.deepEqual(
      path.map(({ state }) => state),
      ['received', 'registered', 'contacted'],
    );
  });
});
