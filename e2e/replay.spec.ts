import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { DESK, gone, openStage, PHONE, seen, type Seat, type Stage } from './stage.ts';

/** Faults of another system: the first is at its site after three hours, the second after one; the third has a time that never was. */
const LOG = [
  'Ticket,When,Status,Impact,Place',
  'R-1,2026-03-02 08:00:00,New,High,North',
  'R-1,2026-03-02 11:00:00,On site,High,North',
  'R-1,2026-03-02 12:00:00,Done,High,North',
  'R-2,2026-04-02 08:00:00,New,High,South',
  'R-2,2026-04-02 09:00:00,On site,High,South',
  'R-2,2026-04-02 20:00:00,Done,High,South',
  'R-3,2026-13-02 10:00:00,Done,High,South',
  '',
].join('\n');

describe('a log is replayed in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let page: Page;
  before(async () => {
    stage = await openStage();
    seat = await stage.seat('manager', { language: 'zh' });
    page = seat.page;
  });
  after(() => stage.close());

  const choose = (of: Page, name: string) =>
    of
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(LOG) });
  const groupNamed = (of: Page, words: RegExp) => of.getByRole('group', { name: words });
  const pointed = (of: Page | Locator, words: RegExp) => of.getByRole('combobox', { name: words });

  /** From the names of the columns to an answer: severity, unit and one event more are pointed at. */
  async function pointAndReplay(of: Page): Promise<void> {
    await groupNamed(of, /^(等级|Severity)$/)
      .getByLabel('High')
      .selectOption('major');
    await pointed(of, /^(单位|Unit)$/).selectOption('Place');
    const events = groupNamed(of, /^(每行说明发生了什么|What each row says has happened)$/);
    await events.getByRole('button', { name: /^(添加事件|Add an event)$/ }).click();
    const added = events.getByRole('listitem').last();
    await pointed(added, /^(事件|Event)$/).selectOption('engineerArrived');
    await added.getByRole('button', { name: /^(添加条件|Add a condition)$/ }).click();
    await pointed(added, /^(列|Column)$/).selectOption('Status');
    await added.getByLabel('On site').check();
    await seen(of.getByText(/^(映射没有错误。|The map has no errors\.)$/));
    await of.getByRole('button', { name: /^(回放|Replay)$/ }).click();
    await seen(of.getByRole('heading', { level: 2, name: /^(已回放|Replayed)$/ }));
  }

  it('found from the plans, uploaded, pointed at, answered by commitment with what was left out', async () => {
    await page.goto(`${stage.server.url}/plans`);
    await page.getByRole('link', { name: /回放一份历史日志/ }).click();
    await choose(page, '去年.csv');
    await seen(page.getByRole('heading', { level: 1, name: '去年.csv' }));
    await pointAndReplay(page);
    await seen(page.getByText('有错的行：1；因此没有算进去的请求：1。'));
    const arrival = page.getByRole('region', { name: '到场' });
    await seen(arrival.getByText('守住 1 · 违约 1 · 进行中 0'));
    await seen(arrival.getByRole('row', { name: /R-1.*超1:00/ }));
    await page.getByText('日志说不清的').click();
    await seen(page.getByText(/映射里没有指明终点/));
    assert.deepEqual(seat.complaints, []);
  });

  it('a limit is changed in the page, and the answer stands beside the one before', async () => {
    await page.getByLabel('到场（部分重要服务不正常）的时限', { exact: true }).fill('4');
    await seen(page.getByText(/再回放一次才会更新/));
    await page.getByRole('button', { name: '再回放一次' }).click();
    const arrival = page.getByRole('region', { name: '到场' });
    await seen(arrival.getByText('守住 2 · 违约 0 · 进行中 0'));
    await seen(arrival.getByText('减弱', { exact: true }));
    await seen(arrival.getByText('对照：50% · 少违约1件'));
    await seen(page.getByText('改动的时限： 到场（部分重要服务不正常） 2小时 → 4小时'));
    await page.getByRole('button', { name: '恢复原值' }).click();
    assert.equal(await page.getByLabel('到场（部分重要服务不正常）的时限', { exact: true }).inputValue(), '2');
    assert.deepEqual(seat.complaints, []);
  });

  it('what was asked and answered is there after a reload, and in the list', async () => {
    await page.reload();
    await seen(page.getByRole('region', { name: '到场' }).getByText('守住 2 · 违约 0 · 进行中 0'));
    await page.goto(`${stage.server.url}/plans/replay`);
    await seen(page.getByRole('link', { name: '去年.csv' }));
    assert.deepEqual(seat.complaints, []);
  });

  it('from a draft the log is one step away, and the draft stands beside the version in force', async () => {
    await page.goto(`${stage.server.url}/plans`);
    await page.getByRole('button', { name: '起草下一版' }).click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('critical: PT2H, major: PT2H');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.insertText('critical: PT4H, major: PT4H');
    await page.getByRole('button', { name: '差异与启用' }).click();
    const forecast = page.getByRole('region', { name: '换成以前的日志会怎样' });
    await forecast.scrollIntoViewIfNeeded();
    await picture(page, 'draft-forecast');
    await forecast.getByRole('link', { name: '去年.csv' }).click();
    assert.match(await page.getByRole('combobox', { name: '方案', exact: true }).innerText(), /草稿/);
    await page.getByRole('button', { name: '再回放一次' }).click();
    // The answer before this one was of a limit that was changed beside the plan.
    await gone(page.getByText(/^改动的时限/));
    const arrival = page.getByRole('region', { name: '到场' });
    await seen(arrival.getByText('对照：50% · 少违约1件'));
    await seen(arrival.getByText('减弱', { exact: true }));
    assert.deepEqual(seat.complaints, []);
  });

  it('a plan of one’s own with an error is told with its place, and nothing begins', async () => {
    await page.goto(`${stage.server.url}/plans/replay`);
    await page.getByRole('link', { name: '去年.csv' }).click();
    await page.getByRole('combobox', { name: '方案', exact: true }).selectOption('text');
    await page.getByLabel('方案的文本（YAML）').fill('planVersion: "9"\n');
    await seen(page.getByText(/^方案有\d+处错误$/));
    assert.ok(await page.getByRole('button', { name: '再回放一次' }).isDisabled());
  });

  it('whoever may not author a plan has no way here', async () => {
    const other = await stage.seat('centreManager', { language: 'zh' });
    await other.page.goto(`${stage.server.url}/plans`);
    await seen(other.page.getByRole('heading', { level: 1 }));
    await seen(other.page.getByText('SP-2026-001').first());
    assert.equal(await other.page.getByRole('link', { name: /回放一份历史日志/ }).count(), 0);
    await other.context.close();
  });

  for (const [language, scheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const)
    it(`in ${language}, ${scheme}: nothing serious for axe, and readable at the desk and on the phone`, async () => {
      const other = await stage.seat('planAuthor', { language, scheme });
      const data = listenForData(other.page);
      await other.page.goto(`${stage.server.url}/plans/replay`);
      await choose(other.page, `log-${language}.csv`);
      await pointAndReplay(other.page);
      for (const size of [DESK, PHONE]) {
        await other.page.setViewportSize(size);
        await picture(other.page, `${language}-replay-${size.width}`);
        assert.deepEqual(await violationsOf(other.page), []);
        assert.deepEqual(await widerThanWindow(other.page), []);
        if (language === 'en') assert.deepEqual(await chineseOf(other.page, data), []);
      }
      assert.deepEqual(other.complaints, []);
      await other.context.close();
    });
});
