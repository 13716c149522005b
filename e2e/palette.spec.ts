import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Course } from '#apps/server/testing/course.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { DESK, gone, openStage, PHONE, seen, until, type Seat, type Stage } from './stage.ts';

const line = (page: Page) => page.getByRole('combobox', { name: /搜索与操作|Search and actions/ });
const chosen = (page: Page) => page.locator('.palette [aria-selected="true"]');

async function open(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await seen(line(page));
}

/** Types and waits until an answer of these words is the chosen one. */
async function ask(page: Page, typed: string, answer: string | RegExp): Promise<void> {
  await line(page).fill(typed);
  await seen(chosen(page).filter({ hasText: answer }));
}

/** What a page takes over the wire, by address, in bytes: all that was answered up to now. */
function weigh(page: Page): Map<string, number> {
  const weights = new Map<string, number>();
  page.on('requestfinished', (request) => {
    void request.sizes().then(
      (sizes) => weights.set(new URL(request.url()).pathname, sizes.responseHeadersSize + sizes.responseBodySize),
      () => undefined,
    );
  });
  return weights;
}

describe('the palette in a browser', { timeout: 300_000 }, () => {
  let stage: Stage;
  let fault: Course;
  let seat: Seat;
  let page: Page;

  before(async () => {
    stage = await openStage();
    fault = await aNightOfWork(stage);
    seat = await stage.seat('manager', { language: 'zh' });
    page = seat.page;
  });
  after(() => stage.close());

  it('the list stays light: no pinyin before the palette is opened, and 400 kB at most from cold', async () => {
    const cold = await stage.seat('manager', { language: 'zh' });
    const weights = weigh(cold.page);
    await cold.page.goto(`${stage.server.url}/requests`, { waitUntil: 'networkidle' }).catch(() => undefined);
    await seen(cold.page.locator('.request-row'));
    await until(
      async () => weights.size,
      (size) => size > 10,
    );
    const total = () => [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    const before = total();
    assert.ok(before <= 400_000, `${before} bytes`);
    await open(cold.page);
    await ask(cold.page, 'dqjd', '东区节点');
    const palette = [...weights].filter(([path]) => /ConsolePalette/.test(path));
    assert.notEqual(palette.length, 0, 'the palette is a piece of its own');
    await cold.context.close();
  });

  it('a request by pinyin initials, by pinyin, by the end of its number, by its customer', async () => {
    await page.goto(`${stage.server.url}/today`);
    await seen(page.locator('.request-row'));
    await open(page);
    for (const typed of ['dqjdhx', 'dongqujiedian', fault.number.slice(-4)]) await ask(page, typed, fault.number);
    await ask(page, '示例市', '示例市信息中心');
    await ask(page, 'slsxxzx', '示例市信息中心');
    await ask(page, 'dqjdhx', fault.number);
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { level: 1, name: '东区节点核心交换机宕机' }));
    assert.ok(page.url().endsWith(`/requests/${fault.id}`));
  });

  it('every step that may be taken now stands there, and Enter opens its form with the focus in it', async () => {
    await seen(page.locator('.next-steps .step'));
    const allowed = (await fault.next('manager')).filter((event) => event.allowed);
    await open(page);
    const offered = await page.locator('.palette [role="option"] .label').allTextContents();
    for (const { label } of allowed) assert.ok(offered.includes(label.zh), label.zh);
    const [first] = allowed;
    assert.ok(first !== undefined);
    await ask(page, first.label.zh, first.label.zh);
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: first.label.zh });
    await seen(form);
    await until(
      () => form.locator(':focus').count(),
      (count) => count === 1,
    );
    await page.keyboard.press('Escape');
    await gone(form);
  });

  it('a record by its number, a page and a view by their initials; the focus comes back where nothing was chosen', async () => {
    await open(page);
    await ask(page, fault.record('taskOrder').recordNumber ?? '?', '任务书');
    await page.keyboard.press('Enter');
    await seen(page.locator('article table'));
    await open(page);
    await ask(page, 'ywy', '有违约');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { level: 1, name: '有违约' }));
    await page.keyboard.press('/');
    await open(page);
    await page.keyboard.press('Escape');
    await gone(line(page));
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
  });

  it('what was promised: a version of the plan, and a commitment by its identifier or its words', async () => {
    await open(page);
    await ask(page, 'SP-2026', '第1版');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/plans\/[\w-]+/);
    await seen(page.getByRole('navigation', { name: '怎样看' }));
    await open(page);
    for (const typed of ['on site within', '工程师自接报起2小时', 'c-1.1-06']) await ask(page, typed, 'C-1.1-06');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('dialog').getByText('工程师自接报起2小时内到场'));
    await page.keyboard.press('Escape');
  });

  it('the list is walked while the line keeps the focus, and each entry is told', async () => {
    await open(page);
    const first = await chosen(page).getAttribute('id');
    await page.keyboard.press('ArrowDown');
    const second = await chosen(page).getAttribute('id');
    assert.notEqual(second, first);
    assert.equal(await line(page).getAttribute('aria-activedescendant'), second);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'combobox');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(
      await chosen(page).getAttribute('id'),
      await page.locator('.palette [role="option"]').last().getAttribute('id'),
      'round to the last',
    );
    await line(page).fill('无此物');
    await seen(page.getByRole('status').filter({ hasText: '没有找到“无此物”' }));
    await page.keyboard.press('Control+k');
    await gone(line(page));
  });

  it('while an input method composes, its keys are its own', async () => {
    await page.goto(`${stage.server.url}/requests`);
    await seen(page.locator('.request-row'));
    const keyboard = await seat.context.newCDPSession(page);
    const press = async (key: string) => {
      await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    };
    // No key of the page: neither the palette nor the next row.
    for (const key of ['j', 'k', 'w', 'Enter']) await press(key);
    assert.equal(await page.locator('.request-row.selected').count(), 0);
    assert.equal(await line(page).count(), 0);

    await open(page);
    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await compose('d');
    await compose('dong');
    await press('ArrowDown');
    await press('Enter');
    assert.equal(await line(page).inputValue(), 'dong');
    assert.equal(await chosen(page).locator('mark').count(), 0, 'nothing was searched for yet');
    await keyboard.send('Input.insertText', { text: '东区' });
    await seen(chosen(page).filter({ hasText: fault.number }));
    assert.equal(await line(page).inputValue(), '东区');
    await page.keyboard.press('Escape');
  });

  it('where the server is away as a part is asked for, the page stays and says so; once it is back it is loaded anew', async () => {
    const other = await stage.seat('manager', { language: 'zh' });
    const away = async (address: string) => other.page.route(address, (route) => route.abort());
    await other.page.goto(`${stage.server.url}/requests`);
    await seen(other.page.locator('.request-row'));
    for (const address of ['**/assets/**', '**/healthz']) await away(address);
    await other.page.keyboard.press('Control+k');
    await seen(other.page.getByRole('alert').filter({ hasText: '连上服务器后页面会自动重新载入' }));
    await seen(other.page.locator('.request-row'));
    const loaded = other.page.waitForEvent('load');
    for (const address of ['**/assets/**', '**/healthz']) await other.page.unroute(address);
    await loaded;
    await seen(other.page.locator('.request-row'));
    await open(other.page);
    await other.context.close();
  });

  for (const [language, scheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const) {
    it(`in ${language}, ${scheme}: nothing serious for axe, nothing sideways, at the desk and on the phone`, async () => {
      const other = await stage.seat('assistant', { language, scheme });
      const data = listenForData(other.page);
      for (const size of [DESK, PHONE]) {
        await other.page.setViewportSize(size);
        await other.page.goto(`${stage.server.url}/requests/${fault.id}`);
        await seen(other.page.locator('.next-steps'));
        await other.page.getByRole('button', { name: /搜索编号|Number, customer/ }).click();
        await seen(line(other.page));
        await picture(other.page, `${language}-palette-${size.width}`);
        assert.deepEqual(await violationsOf(other.page), []);
        await ask(other.page, 'dq', /东区/);
        assert.equal(await other.page.locator('.palette').getByText('另一客户').count(), 0, 'a customer that no letter spells');
        await picture(other.page, `${language}-palette-asked-${size.width}`);
        assert.deepEqual(await violationsOf(other.page), []);
        assert.deepEqual(await widerThanWindow(other.page), []);
        if (language === 'en') assert.deepEqual(await chineseOf(other.page, data), []);
      }
      assert.deepEqual(other.complaints, []);
      await other.context.close();
    });
  }

  it('the browser complained of nothing', () => assert.deepEqual(seat.complaints, []));
});
