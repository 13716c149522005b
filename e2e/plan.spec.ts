import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { reported } from '#apps/server/testing/course.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { gone, openStage, seen, until, type Seat, type Stage } from './stage.ts';

/** Looks for words in the text as a person does, and stands behind them. */
async function find(page: Page, words: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

/** Writes other words in the place of those that were found. */
async function replace(page: Page, words: string, others: string): Promise<void> {
  await find(page, words);
  await page.keyboard.insertText(others);
}

describe('a plan is written, looked over and activated in a browser', { timeout: 300_000 }, () => {
  let stage: Stage;
  let author: Seat;
  let page: Page;
  let portal: Seat;
  before(async () => {
    stage = await openStage();
    const { server } = stage;
    await reported(server, 'technician', {
      kind: 'fault',
      severity: 'critical',
      siteId: server.house.sites['SITE-01'],
      enquirerPhone: '+86 10 0000 0004',
      content: '全网中断',
      symptom: '核心交换机无响应',
    });
    author = await stage.seat('planAuthor', { language: 'zh' });
    page = author.page;
  });
  after(() => stage.close());

  /** Waits until the server has the text. */
  const kept = async (words: RegExp): Promise<void> => {
    const id = /drafts\/([\w-]+)/.exec(page.url())?.[1] ?? assert.fail(page.url());
    const text = await until(
      async () => (await stage.server.get('planAuthor', `/api/plan-drafts/${id}`)).body.text as string,
      (now) => words.test(now),
    );
    assert.match(text, words);
  };

  it('the author begins with the text in force, breaks it, and is told where, why and what instead', async () => {
    await page.goto(`${stage.server.url}/plans`);
    await seen(page.getByRole('button', { name: '起草下一版' }));
    // What a page can do the palette does too.
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '搜索与操作' }).fill('qcxyb');
    await seen(page.locator('.palette [aria-selected="true"]').filter({ hasText: '起草下一版' }));
    await page.keyboard.press('Enter');
    await seen(page.getByText('SP-2026-001 第2版，承诺241条'));
    await replace(page, 'stop: [engineerArrived]', 'stop: [enginerArrived]');
    const told = page.getByRole('complementary', { name: '检查结果' });
    await seen(told.getByText('没有流程会写下事件 enginerArrived。'));
    await seen(told.getByText('是否应为 engineerArrived？'));
    await seen(told.getByText('C-1.1-06', { exact: false }));
    await picture(page, 'plan-broken');
    await find(page, 'planVersion');
    // From the list one comes to the place.
    await told.getByRole('listitem').filter({ hasText: 'unknownEvent' }).getByRole('button').click();
    assert.match(await page.locator('.cm-activeLine').innerText(), /enginerArrived/);
    await replace(page, 'stop: [enginerArrived]', 'stop: [engineerArrived]');
    await seen(page.getByText('没有错误。'));
    assert.deepEqual(author.complaints, []);
  });

  it('keys of the page rest while the text is written; a field says what it is for; keys are proposed', async () => {
    await find(page, 'stop: [engineerArrived]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('c');
    await seen(page.getByRole('option', { name: 'calendar' }));
    assert.match(await page.locator('.cm-completionInfo').innerText(), /日历/);
    assert.match(page.url(), /\/plans\/drafts\//, 'c of itself takes a call');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+K');
    await kept(/stop: \[engineerArrived\]\n    cancelOn/);
  });

  it('where a name belongs the plan’s own are proposed, with what it says of them', async () => {
    await replace(page, 'limit: PT24H, calendar: continuous', 'limit: PT24H, calendar: ');
    await page.keyboard.type('con');
    await page.getByRole('option', { name: 'continuous' }).click();
    await find(page, 'source: [C-1.3.6-05]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(', C-1.1-0');
    await page.getByRole('option', { name: 'C-1.1-06' }).waitFor();
    await page.keyboard.type('6');
    await seen(page.locator('.cm-completionInfo').getByText('工程师自接报起2小时内到场', { exact: false }));
    await picture(page, 'plan-names');
    await page.keyboard.press('Escape');
    for (const _ of ', C-1.1-06') await page.keyboard.press('Backspace');
    await kept(/limit: PT24H, calendar: continuous, source: \[C-1\.3\.6-05\]/);
  });

  it('two hours on site become four: weaker, by clause, and the author may neither approve nor activate', async () => {
    await replace(page, 'critical: PT2H, major: PT2H', 'critical: PT4H, major: PT4H');
    await replace(page, 'gates:', 'runningRequests: { onNewVersion: move }\ngates:');
    await kept(/critical: PT4H[^]*onNewVersion: move/);
    await page.getByRole('button', { name: '差异与启用' }).click();
    const changes = page.getByRole('region', { name: '与生效版本的差异' });
    await seen(changes.getByText('3处不同，其中2处减弱。'));
    await seen(changes.getByText('“2小时内到达现场”').first());
    assert.match(await changes.innerText(), /2小时 → 4小时/);
    await seen(changes.getByText('减弱，须客户批准').first());
    const activation = page.getByRole('region', { name: '启用前的检查' });
    await seen(activation.getByText('9. 减弱之处有客户批准'));
    await seen(activation.getByText('未通过', { exact: true }));
    await seen(activation.getByRole('status').getByText('九项检查已完成：1项未通过。'));
    await seen(activation.getByText('由没有参与起草的客户服务中心经理或公司管理层启用。'));
    await picture(page, 'plan-review');
    assert.deepEqual(await violationsOf(page), []);
    await activation.getByRole('button', { name: '请客户在门户查看并批准' }).click();
    await seen(activation.getByRole('button', { name: '客户已能看到' }));
  });

  it('a second writer sees that the text was changed, and nobody is written over', async () => {
    const other = await stage.seat('manager', { language: 'zh' });
    await other.page.goto(page.url().replace(/\?.*/, '?view=text'));
    await other.page.locator('.cm-content').waitFor();
    await page.getByRole('button', { name: '文字', exact: true }).click();
    await page.locator('.cm-content').waitFor();
    // Both write before either is told of the other.
    await other.context.setOffline(true);
    await find(other.page, 'planVersion: "1.0"');
    await other.page.keyboard.press('End');
    await other.page.keyboard.type(' # theirs');
    await find(page, 'planVersion: "1.0"');
    await page.keyboard.press('End');
    await page.keyboard.type(' # mine');
    await kept(/# mine/);
    await other.context.setOffline(false);
    await seen(other.page.getByRole('heading', { name: '您写的时候，别人保存了另一份' }));
    await picture(other.page, 'plan-conflict');
    await other.page.getByRole('button', { name: '用对方的，放弃我的' }).click();
    await gone(other.page.getByRole('heading', { name: '您写的时候，别人保存了另一份' }));
    assert.match(await other.page.locator('.cm-line').first().innerText(), /# mine$/);
    await other.context.close();
    await find(page, ' # mine');
    await page.keyboard.press('Delete');
    await kept(/version of the format\n/);
  });

  it('what is just being written is not lost to what somebody else saves meanwhile', async () => {
    const id = /drafts\/([\w-]+)/.exec(page.url())?.[1] ?? assert.fail(page.url());
    const address = `/api/plan-drafts/${id}`;
    const { body: before } = await stage.server.get('planAuthor', address);
    await find(page, 'planVersion: "1.0"');
    await page.keyboard.press('End');
    // The page's own saving comes behind, however long the other takes.
    const saved = Promise.withResolvers<void>();
    await page.route(`**${address}/save`, async (route) => {
      await saved.promise;
      await route.continue();
    });
    await page.keyboard.type(' # mi');
    const theirs = { version: before.version, text: `# theirs\n${before.text}` };
    assert.equal((await stage.server.post('manager', `${address}/save`, theirs)).status, 200);
    saved.resolve();
    // Whoever goes on writing pauses nowhere long enough for the text to be told.
    const conflict = page.getByRole('heading', { name: '您写的时候，别人保存了另一份' });
    for (let pressed = 0; pressed < 200 && !(await conflict.isVisible()); pressed += 1) await page.keyboard.press('n');
    await seen(conflict);
    await page.unroute(`**${address}/save`);
    assert.match(await page.locator('.cm-content').innerText(), /# min/);
    assert.match((await stage.server.get('planAuthor', address)).body.text, /^# theirs\n/);
    await page.getByRole('button', { name: '用对方的，放弃我的' }).click();
    await gone(conflict);
    await find(page, '# theirs');
    await page.keyboard.press('Delete');
    await kept(/^\n/);
  });

  it('the representative reads what changes in the portal and approves; another letter would have taken it away', async () => {
    await page.getByRole('button', { name: '差异与启用' }).click();
    await page.getByRole('button', { name: '请客户在门户查看并批准' }).click();
    await seen(page.getByRole('button', { name: '客户已能看到' }));
    portal = await stage.seat('representative', { language: 'zh', device: 'phone' });
    await portal.page.goto(`${stage.server.url}/portal/plan`);
    await seen(portal.page.getByText('“2小时内到达现场”').first());
    await seen(portal.page.getByText('计时 › 到场 › 系统严重故障', { exact: false }));
    await gone(portal.page.getByText('clocks.arrival', { exact: false }));
    assert.deepEqual(await widerThanWindow(portal.page), []);
    await picture(portal.page, 'plan-portal-phone');
    await portal.page.getByRole('button', { name: '批准这份改动' }).click();
    await portal.page.getByRole('button', { name: '再按一次，确认批准' }).click();
    await seen(portal.page.getByText(/李主任已在门户批准这份文字/));
    assert.deepEqual(portal.complaints, []);
  });

  it('the centre manager activates it, and the chapter says the new limit', async () => {
    const seat = await stage.seat('centreManager', { language: 'zh' });
    await seat.page.goto(page.url());
    await seen(seat.page.getByText(/李主任已在门户批准这份文字/));
    await seat.page.getByRole('button', { name: '启用这一版' }).click();
    const running = seat.page.getByRole('region', { name: '进行中的请求' });
    await seen(running.getByText('进行中的请求正在转入这一版。'));
    await seen(running.getByText('等待开始'));
    await picture(seat.page, 'plan-activated');
    stage.server.house.time.pass(1);
    await seen(running.getByText('1个进行中的请求已转入这一版，1项到期时间或时限有变化。'));
    assert.deepEqual(await violationsOf(seat.page), []);
    await running.getByRole('link', { name: '看改动' }).click();
    await seen(seat.page.getByText('时限2小时改为4小时'));
    await seat.page.goBack();
    await seat.page.getByRole('link', { name: '看启用的版本' }).click();
    await seen(seat.page.getByRole('heading', { level: 1, name: 'SP-2026-001 第2版' }));
    await seen(seat.page.getByText('到场 4小时（系统严重故障、部分重要服务不正常）', { exact: false }));
    await picture(seat.page, 'plan-document');
    assert.deepEqual(await violationsOf(seat.page), []);
    await seat.page.goto(`${stage.server.url}/plans`);
    await seen(seat.page.getByText('生效中'));
    await seen(seat.page.getByText('已被取代'));
    assert.deepEqual(seat.complaints, []);
    // Who had it open in the portal sees the new version in its place, and nothing that failed.
    await seen(portal.page.getByText('到场 4小时（系统严重故障、部分重要服务不正常）', { exact: false }));
    await gone(portal.page.getByText('请您批准的方案改动'));
    assert.deepEqual(portal.complaints, []);
  });

  it('the first plan of another project begins with a text that is brought', async () => {
    await page.goto(`${stage.server.url}/plans`);
    await page.getByText('起草新项目的第一版方案').click();
    await page.getByLabel('方案文字（YAML）').fill('planVersion: "1.0"\n');
    await page.getByRole('button', { name: '开始起草' }).click();
    await seen(page.getByText('文字没有写明是谁的方案', { exact: false }));
    const text = 'planVersion: "1.0"\nproject: { id: PRJ-007, name: 新机房 }\ncustomer: { id: CUST-007, name: 新客户 }\n';
    // A text that was brought is kept like any other that somebody has written.
    await page.reload();
    assert.equal(await page.getByLabel('方案文字（YAML）').inputValue(), 'planVersion: "1.0"\n');
    await seen(page.getByText('已恢复上次没有提交的内容'));
    await page.locator('input[type=file]').setInputFiles({ name: 'plan.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await until(
      () => page.getByLabel('方案文字（YAML）').inputValue(),
      (now) => now === text,
    );
    assert.deepEqual(await violationsOf(page), []);
    await picture(page, 'plan-first');
    await page.getByRole('button', { name: '开始起草' }).click();
    await seen(page.getByRole('heading', { name: '新机房' }));
    await seen(page.getByRole('complementary', { name: '检查结果' }).getByText('缺少 commitments。'));
  });

  it('a deed shows without the stream, and what did not reach a closed draft stands beside its text', async () => {
    const { context } = author;
    await context.route('**/api/stream*', (route) => route.abort());
    await page.goto(`${stage.server.url}/plans`);
    await page.getByRole('button', { name: '起草下一版' }).click();
    await page.locator('.cm-content').waitFor();
    await context.route('**/save', (route) => route.abort());
    await find(page, 'planVersion: "1.0"');
    await page.keyboard.press('End');
    await page.keyboard.type(' # unsent');
    await page.getByRole('button', { name: '废弃草稿' }).click();
    await page.getByRole('button', { name: '再按一次，确认废弃' }).click();
    await seen(page.getByText('已废弃'));
    const unsaved = page.getByRole('region', { name: '您有一份没有保存上的文字' });
    assert.match(await unsaved.getByRole('textbox').inputValue(), /# unsent/);
    assert.doesNotMatch(await page.locator('.cm-content').innerText(), /# unsent/);
    await picture(page, 'plan-unsaved');
    await unsaved.getByRole('button', { name: '不要了' }).click();
    await gone(unsaved);
    await context.unrouteAll();
  });

  it('in English there is no Chinese but what the plan says, and it fits a phone', async () => {
    const seat = await stage.seat('manager', { language: 'en', device: 'phone' });
    const data = listenForData(seat.page);
    await seat.page.goto(`${stage.server.url}/plans`);
    await seen(seat.page.getByRole('button', { name: 'Draft the next version' }));
    assert.deepEqual(await widerThanWindow(seat.page), []);
    assert.deepEqual(await chineseOf(seat.page, data), []);
    await seat.page.getByRole('button', { name: 'Draft the next version' }).click();
    await seat.page.locator('.cm-content').waitFor();
    assert.deepEqual(await widerThanWindow(seat.page), []);
    await seat.page.getByRole('button', { name: 'Changes and activation' }).click();
    await seen(seat.page.getByText('Nothing differs from the version in force.'));
    assert.deepEqual(await chineseOf(seat.page, data), []);
    assert.deepEqual(seat.complaints, []);
  });
});
