import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { reported, type Course } from '#apps/server/testing/course.ts';
import { picture, violationsOf } from './checks.ts';
import { openStage, seen, until, type Seat, type Stage } from './stage.ts';
import { takeAtDesk, write } from './steps.ts';

const VERIFIED = {
  故障现象: '指示灯全灭',
  从何时开始: '22:00左右',
  影响范围: '东区全部业务',
  此前有无变更: '无',
  备份情况: '有',
};

describe('what is half written at the desk', { timeout: 240_000 }, () => {
  let stage: Stage;
  let desk: Seat;
  let east: Course;
  let west: Course;

  const faultOf = (content: string) =>
    reported(stage.server, 'manager', {
      channel: 'phone',
      contactId: stage.server.house.actors.technician.contactId,
      siteId: stage.server.house.sites['SITE-01'],
      kind: 'fault',
      enquirerPhone: '+86 10 0000 0004',
      content,
    });
  const titled = (words: string) => desk.page.getByRole('heading', { level: 1, name: words });
  const stateOf = async (fault: Course): Promise<string> =>
    (await stage.server.get('manager', `/api/service-requests/${fault.id}`)).body.state;

  before(async () => {
    stage = await openStage();
    await stage.moveTo('03 22:10');
    east = await faultOf('东区节点核心交换机宕机。');
    west = await faultOf('西区节点出口路由器无响应。');
    desk = await stage.seat('manager', { language: 'zh' });
  });
  after(() => stage.close());

  it('a step begun on one request is open on no other, and nothing of it is sent there', async () => {
    const { page } = desk;
    await page.goto(`${stage.server.url}/requests/${east.id}`);
    await seen(titled('东区节点核心交换机宕机'));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(west.number);
    await seen(page.getByRole('option', { name: new RegExp(west.number) }));
    await page.keyboard.press('Enter');
    await seen(titled('西区节点出口路由器无响应'));
    await seen(page.locator('.next-steps .step'));
    await page.goBack();
    await seen(titled('东区节点核心交换机宕机'));
    await seen(page.locator('.next-steps .step'));
    await page.keyboard.press('1');
    await seen(page.getByRole('form', { name: '核实故障现象' }).locator('.actions'));
    await page.getByRole('tab', { name: '内部备注' }).click();

    await page.goForward();
    await seen(titled('西区节点出口路由器无响应'));
    assert.equal(await page.locator('.step-form').count(), 0);
    assert.equal(await page.getByRole('tab', { name: '内部备注' }).getAttribute('aria-selected'), 'false');
    await stage.moveTo('03 22:12');
    await takeAtDesk(page, '核实故障现象', (form) => write(form, VERIFIED));
    assert.deepEqual([await stateOf(east), await stateOf(west)], ['registered', 'verified']);
  });

  it('the time that a step is given counts, sent by Ctrl and Enter with the caret still in it', async () => {
    const { page } = desk;
    await page.goto(`${stage.server.url}/requests/${east.id}`);
    await stage.moveTo('03 22:40');
    await takeAtDesk(page, '核实故障现象', async (form) => {
      await write(form, VERIFIED);
      await form.getByRole('button', { name: /^发生在此前/ }).click();
      await form.getByLabel(/^发生时间/).fill('2026-10-03T22:18');
      await picture(page, 'half-written-time');
      assert.deepEqual(await violationsOf(page), []);
    });
    const { body } = await stage.server.get('manager', `/api/service-requests/${east.id}/timeline`);
    const times = body.items.map((entry: { occurredAt: string }) => Date.parse(entry.occurredAt));
    assert.ok(times.includes(Date.parse('2026-10-03T22:18:00+08:00')), JSON.stringify(body.items));
  });

  it('a year typed into a time leaves the rest of it standing, and one left half typed goes back to what stood there', async () => {
    const { page } = desk;
    await page.goto(`${stage.server.url}/intake`);
    await seen(page.locator('.say-list li'));
    const received = page.getByLabel('收到时间');
    // This browser writes month, day, year, whatever the language of the page.
    const toYear = async () => {
      await received.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
    };
    await received.fill('2026-10-03T22:18');
    await toYear();
    await page.keyboard.type('2025');
    assert.equal(await received.inputValue(), '2025-10-03T22:18');
    await received.blur();
    await toYear();
    await page.keyboard.type('20');
    assert.equal(await received.inputValue(), '0020-10-03T22:18', 'half typed');
    await received.blur();
    const shown = await until(
      () => received.inputValue(),
      (value) => value === '2025-10-03T22:18',
    );
    assert.equal(shown, '2025-10-03T22:18');
    assert.deepEqual(desk.complaints, []);
  });
});
