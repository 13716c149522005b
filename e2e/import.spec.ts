import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { appoint } from '#centre/people/index.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { DESK, openStage, PHONE, seen, until, type Seat, type Stage } from './stage.ts';

const HEADER = 'Ticket,When,Status,Impact,Who,Note';
/** Requests of another system; the second has a row with a time that never was. */
const LOG = [
  HEADER,
  'H-1,2026-03-02 08:00:00,New,High,Anna,no light',
  'H-1,2026-03-02 09:10:00,Done,High,Anna,',
  'H-2,2026-03-02 10:00:00,New,Low,Bo,slow',
  'H-2,2026-13-02 10:00:00,Done,Low,Bo,',
  'H-3,2026-03-03 08:00:00,New,High,Cy,noise',
  '',
].join('\n');

describe('a log is imported in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let page: Page;
  before(async () => {
    stage = await openStage();
    seat = await stage.seat('administrator', { language: 'zh' });
    page = seat.page;
  });
  after(() => stage.close());

  const choose = (of: Page, name: string) =>
    of
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(LOG) });

  it('uploaded, pointed at, tried, imported, with counts and what was left out', async () => {
    await page.goto(`${stage.server.url}/import`);
    await choose(page, '旧系统.csv');
    await seen(page.getByRole('heading', { level: 1, name: '旧系统.csv' }));
    // The names told most of it: the rest is pointed at.
    assert.equal(await page.getByLabel('编号（每个编号一个请求）').inputValue(), 'Ticket');
    await page.getByRole('group', { name: '等级' }).getByLabel('High').selectOption('major');
    await page.getByRole('group', { name: '每行说明发生了什么' }).getByRole('button', { name: '添加事件' }).click();
    // Each choice stands there once and in words; what a condition asks already is not asked again.
    const states = page.getByRole('group', { name: '请求现在的状态' });
    const choices = (name: string) =>
      states
        .locator('label', { hasText: new RegExp(`^${name}`) })
        .first()
        .locator('option')
        .allTextContents();
    assert.deepEqual(await choices('条件'), ['是', '不是']);
    // Whoever changes a condition by keys stays in it.
    const sense = states.locator('label', { hasText: /^条件/ }).first().locator('select');
    await sense.focus();
    for (const which of ['not', '']) {
      await sense.selectOption(which);
      assert.ok(await sense.evaluate((field) => field === document.activeElement));
    }
    assert.ok((await choices('状态')).includes('关闭'), 'a state is called as people call it');
    assert.deepEqual(await choices('列'), ['Ticket', 'When', 'Status', 'Impact', 'Who', 'Note']);
    await seen(page.getByText('映射没有错误。'));
    await page.getByRole('button', { name: '试运行', exact: true }).click();
    await seen(page.getByText('可以导入2个请求，共5行。还没有写入。'));
    await seen(page.getByText('有错的行：1；因此不导入的请求：1。'));
    await seen(page.getByText(/行 5 · When · H-2/));
    const bad = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载有错的行（附原因）' }).click();
    assert.match((await bad).suggestedFilename(), /旧系统-bad-rows\.csv/);
    await page.getByRole('button', { name: '导入2个请求' }).click();
    await seen(page.getByText('导入完成：新导入2个请求，原已在此0个。'));
    // Whoever looks after accounts reads no requests: told so, in place of a way to a list that would be empty.
    await seen(page.getByText('您的岗位不查看请求'));
    assert.equal(await page.getByRole('link', { name: '看导入的请求' }).count(), 0);
    assert.deepEqual(seat.complaints, []);
  });

  it('whoever reads requests beside it has a way to what came in', async () => {
    await stage.server.house.within(null, (tx) =>
      appoint(tx, {
        providerId: stage.server.house.providerId,
        personId: stage.server.house.actors.administrator.personId ?? '',
        position: 'centreManager',
        fromOn: '2026-01-01',
        now: stage.server.house.time.current(),
      }),
    );
    await page.reload();
    await page.getByRole('link', { name: '看导入的请求' }).click();
    await page.waitForURL(/imported=(true|%22true%22)/);
    const rows = () => page.locator('.request-row').count();
    assert.equal(await until(rows, (count) => count > 0), 2);
    // That it shows those alone is said, and can be taken away.
    await seen(page.locator('.chip.set').filter({ hasText: '来源导入的' }));
    await page.getByRole('button', { name: /来源/ }).last().click();
    await page.waitForURL((url) => !url.search.includes('imported'));
  });

  it('what was pointed at survives a reload, and what is wrong in the text is told with its place', async () => {
    await page.goto(`${stage.server.url}/import`);
    await choose(page, '第二份.csv');
    await page.getByLabel('时区').fill('Asia/Shanghia');
    await seen(page.getByText(/映射有1处要改/));
    await page.reload();
    await seen(page.getByText(/映射有1处要改/));
    assert.equal(await page.getByLabel('时区').inputValue(), 'Asia/Shanghia');
    assert.ok(await page.getByRole('button', { name: '试运行', exact: true }).isDisabled());
    await page.getByLabel('时区').fill('Asia/Shanghai');
    await seen(page.getByText('映射没有错误。'));
    assert.deepEqual(seat.complaints, []);
  });

  for (const [language, scheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const)
    it(`in ${language}, ${scheme}: nothing serious for axe, and readable at the desk and on the phone`, async () => {
      const other = await stage.seat('administrator', { language, scheme });
      const data = listenForData(other.page);
      await other.page.goto(`${stage.server.url}/import`);
      await choose(other.page, `history-${language}.csv`);
      await seen(other.page.getByText(/映射没有错误|The map has no errors/));
      await other.page.getByRole('button', { name: /^(试运行|Dry run)$/ }).click();
      await seen(other.page.getByRole('heading', { name: /有错的行|Wrong rows/ }));
      for (const size of [DESK, PHONE]) {
        await other.page.setViewportSize(size);
        await picture(other.page, `${language}-import-${size.width}`);
        assert.deepEqual(await violationsOf(other.page), []);
        assert.deepEqual(await widerThanWindow(other.page), []);
        if (language === 'en') assert.deepEqual(await chineseOf(other.page, data), []);
      }
      assert.deepEqual(other.complaints, []);
      await other.context.close();
    });
});
