import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Course } from '#apps/server/testing/course.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { anAccount } from './accounts.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { DESK, gone, openStage, PHONE, seen, until, type Seat, type Stage } from './stage.ts';

interface ConsolePage {
  readonly name: string;
  readonly path: () => string;
  /** What stands there once the page is whole. */
  readonly whole: string;
  readonly opens?: (page: Page) => Promise<void>;
}

describe('the console in a browser', { timeout: 300_000 }, () => {
  let stage: Stage;
  let fault: Course;

  before(async () => {
    stage = await openStage();
    fault = await aNightOfWork(stage);
  });
  after(() => stage.close());

  const recordPath = (form: string): string => `/records/${fault.record(form).id}`;
  const pages: readonly ConsolePage[] = [
    { name: 'Today', path: () => '/today', whole: '.request-row' },
    { name: 'Requests', path: () => '/requests', whole: '.request-row' },
    { name: 'a request', path: () => `/requests/${fault.id}`, whole: '.next-steps .step' },
    {
      name: 'a request whose step is open',
      path: () => `/requests/${fault.id}`,
      whole: '.next-steps .step',
      opens: async (page) => {
        await page.locator('.next-steps .step').first().click();
        await seen(page.locator('.step-form .actions button'));
      },
    },
    {
      name: 'why a clock is due when it is',
      path: () => `/requests/${fault.id}`,
      whole: '.clock .why',
      opens: async (page) => {
        await page.locator('.clock.breached .why').first().click();
        await seen(page.locator('dialog[open] .total, dialog[open] tfoot, dialog[open] table tr'));
      },
    },
    { name: 'Requests that a text is found in', path: () => '/requests?q=主控板故障', whole: '.request-row .found-passage mark' },
    { name: 'Search', path: () => '/search?q=交换机', whole: '.hit-row mark' },
    { name: 'call intake', path: () => '/intake', whole: '.say-list li' },
    { name: 'Records', path: () => '/records', whole: '.record-rows li' },
    { name: 'a task order as paper', path: () => recordPath('taskOrder'), whole: 'article table' },
    { name: 'a record to be filled as paper', path: () => recordPath('serviceRecord'), whole: 'article table' },
  ];

  for (const language of ['zh', 'en'] as const) {
    describe(language === 'zh' ? 'in Chinese, in the light' : 'in English, in the dark', () => {
      const scheme = language === 'zh' ? 'light' : 'dark';
      let seat: Seat;
      let data: ReadonlySet<string>;
      before(async () => {
        seat = await stage.seat('manager', { language, scheme });
        data = listenForData(seat.page);
      });
      after(() => seat.context.close());

      for (const shown of pages) {
        it(`${shown.name}: nothing serious for axe, no scrolling sideways, no complaint${language === 'en' ? ', no Chinese but data' : ''}`, async () => {
          const { page } = seat;
          await page.setViewportSize(DESK);
          await page.goto(stage.server.url + shown.path());
          await seen(page.locator(shown.whole));
          await shown.opens?.(page);
          await settled(page);
          const name = `${language}-${shown.name.replaceAll(' ', '-')}`;
          await picture(page, `${name}-desk`);
          assert.deepEqual(await violationsOf(page), [], 'at the desk');
          if (language === 'en') assert.deepEqual(await chineseOf(page, data), []);
          await page.setViewportSize(PHONE);
          await settled(page);
          await picture(page, `${name}-phone`);
          assert.deepEqual(await violationsOf(page), [], 'on the phone');
          assert.deepEqual(await widerThanWindow(page), []);
          assert.deepEqual(seat.complaints, []);
        });
      }

      it('sign-in: the same, and the a wrong password is told, the right one leads in', async () => {
        const door = await stage.seat(null, { language, scheme });
        const { page } = door;
        await page.goto(stage.server.url);
        await seen(page.getByRole('textbox', { name: '账号' }));
        if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
        for (const size of [DESK, PHONE]) {
          await page.setViewportSize(size);
          await picture(page, `${language}-sign-in-${size.width}`);
          assert.deepEqual(await violationsOf(page), []);
          assert.deepEqual(await widerThanWindow(page), []);
        }
        if (language === 'en') assert.deepEqual(await chineseOf(page, new Set()), []);
        const [login, password] = await anAccount(stage, language === 'zh' ? 'clerk' : 'auditor');
        await page.getByRole('textbox', { name: language === 'zh' ? '账号' : 'Sign-in name' }).focus();
        await page.keyboard.type(login);
        await page.keyboard.press('Tab');
        await page.keyboard.type('wrong, by a letter or two');
        await page.keyboard.press('Enter');
        await seen(page.getByRole('alert'));
        await page.getByLabel(language === 'zh' ? '密码' : 'Password').fill(password);
        await page.keyboard.press('Enter');
        await seen(page.getByRole('navigation'));
        assert.ok(page.url().endsWith('/today'), page.url());
        await door.context.close();
      });
    });
  }

  describe('on the phone', () => {
    let page: Page;
    before(async () => {
      ({ page } = await stage.seat('manager', { language: 'zh', device: 'phone' }));
    });
    after(() => page.context().close());

    const boxesOf = async (found: Locator) => {
      await seen(found);
      await settled(page);
      return found.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
    };

    it('what a request waits for stands below all of its clocks, not between them', async () => {
      await page.goto(`${stage.server.url}/requests/${fault.id}`);
      const [waits] = await boxesOf(page.locator('.waits'));
      const clocks = await boxesOf(page.locator('.strip > .clock:visible'));
      const lowest = Math.max(...clocks.map(({ bottom }) => bottom));
      assert.ok(waits !== undefined && waits.top > lowest, `${waits?.top} below ${lowest}`);
    });

    it('the cells of a call have one line at their left, that of the sheet', async () => {
      await page.goto(`${stage.server.url}/intake`);
      await seen(page.locator('.say-list li'));
      const lines = await page
        .locator('.intake-cell')
        .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).borderLeftWidth));
      assert.deepEqual([...new Set(lines)], ['0px']);
    });

    for (const [path, list] of [
      ['/records', '.record-rows'],
      ['/search?q=交换机', '.hit-rows'],
    ] as const)
      it(`the box to search in is as wide as what is found: ${path}`, async () => {
        await page.goto(stage.server.url + path);
        const [found] = await boxesOf(page.locator(list));
        const [box] = await boxesOf(page.locator('.filters').getByRole('searchbox'));
        assert.deepEqual([box?.left, box?.right], [found?.left, found?.right]);
      });
  });

  it('by keys alone: to a row of the list, into the request, through a step, into the reason of a clock and out again', async () => {
    const { page, context, complaints } = await stage.seat('manager', { language: 'zh' });
    await page.goto(`${stage.server.url}/requests`);
    await seen(page.locator('.request-row'));
    await page.keyboard.press('j');
    await until(
      () => page.locator('.request-row.selected').count(),
      (count) => count === 1,
    );
    const title = await page.locator('.request-row.selected .title').textContent();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { level: 1, name: title ?? '' }));

    await page.goto(`${stage.server.url}/requests/${fault.id}`);
    await seen(page.locator('.next-steps .step'));
    const step = page.locator('.next-steps').getByRole('button', { name: /^实质性响应/ });
    await tabTo(page, () => step.evaluate((button) => button === document.activeElement));
    await page.keyboard.press('Enter');
    await seen(page.getByRole('form', { name: '实质性响应' }));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('form', { name: '实质性响应' }));

    await tabTo(page, () => step.evaluate((button) => button === document.activeElement));
    await page.keyboard.press('Space');
    await seen(page.getByRole('form').getByRole('textbox', { name: /^结论/ }));
    await page.keyboard.type('主控板故障');
    await page.keyboard.press('Tab');
    await page.keyboard.type('备机已上架');
    await page.keyboard.press('Tab');
    await page.keyboard.type('三点前恢复');
    await page.keyboard.press('Control+Enter');
    await seen(page.locator('.timeline').getByText('三点前恢复'));

    const why = page.locator('.clock .why').first();
    await tabTo(page, () => why.evaluate((button) => button === document.activeElement));
    await page.keyboard.press('Enter');
    await seen(page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    assert.ok(await why.evaluate((button) => button === document.activeElement), 'the focus is back where it came from');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('a search of everything by its key: one character asks for another, two find as one types, markup stays text', async () => {
    const { page, context, complaints } = await stage.seat('manager', { language: 'zh' });
    await fault.take('manager', 'messages', { text: '請核對<b>備機</b>型號&序列號', direction: 'internal' });
    await page.goto(`${stage.server.url}/today`);
    await seen(page.locator('.request-row'));
    await page.keyboard.press('/');
    const box = page.getByRole('searchbox', { name: '搜索编号、正文、往来消息、记录' });
    await seen(box);
    assert.ok(await box.evaluate((input) => input === document.activeElement), 'the box has the focus');
    await page.keyboard.type('型');
    await seen(page.getByText('再输入一个字。'));
    await page.keyboard.type('号&序');
    await seen(page.locator('.hit-row mark', { hasText: '型號&序' }));
    await gone(page.getByText('再输入一个字。'));
    await seen(page.locator('.hit-row').getByText('<b>備機</b>'));
    await box.fill('没有人写过这些字');
    await seen(page.getByText('没有找到“没有人写过这些字”'));
    await box.fill('请核对');
    const hit = page.locator('.hit-row').getByRole('link').first();
    await tabTo(page, () => hit.evaluate((link) => link === document.activeElement));
    await page.keyboard.press('Enter');
    await seen(page.locator('.timeline'));
    assert.ok(page.url().endsWith(fault.id));
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('a record is downloaded as DOCX', async () => {
    const { page, context } = await stage.seat('manager', { language: 'zh' });
    await page.goto(stage.server.url + recordPath('taskOrder'));
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'DOCX' }).click();
    const [first] = await (await (await download).createReadStream()).toArray();
    assert.equal(Buffer.from(first).subarray(0, 4).toString('latin1'), 'PK\u0003\u0004');
    await context.close();
  });

  it('a session that ends in the middle of a form: signed in again, what was written stands there', async () => {
    const [login, password] = await anAccount(stage, 'secondSupportEngineer');
    const { page, context } = await stage.seat(null, { language: 'zh' });
    const signIn = async () => {
      await page.getByRole('textbox', { name: '账号' }).fill(login);
      await page.getByLabel('密码').fill(password);
      await page.keyboard.press('Enter');
    };
    await page.goto(`${stage.server.url}/intake`);
    await signIn();
    await seen(page.locator('.say-list li'));
    const content = page.getByLabel('咨询内容');
    await page.keyboard.press('Control+Enter');
    await seen(page.getByText('缺咨询内容'));
    assert.ok(await content.evaluate((area) => area === document.activeElement), 'what lacks has the focus');
    await content.fill('东区节点夜里断过一次');
    await context.clearCookies();
    await page.keyboard.press('Control+Enter');
    await seen(page.getByText('登录已到期'));
    await signIn();
    await gone(page.getByText('登录已到期'));
    assert.equal(await content.inputValue(), '东区节点夜里断过一次');
    await context.close();
  });

  it('what another person does appears at once, on the request and in the list, without loading the page again', async () => {
    const { page, context } = await stage.seat('manager', { language: 'zh' });
    await page.goto(`${stage.server.url}/requests/${fault.id}`);
    await seen(page.locator('.timeline'));
    let loads = 0;
    page.on('load', () => (loads += 1));
    await fault.take('supportEngineer', 'respond', { finding: '备机正在导入配置', action: '核对配置', nextStep: '十分钟后再报' });
    await seen(page.locator('.timeline').getByText('备机正在导入配置'));

    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '请求' }).click();
    await seen(page.locator('.request-row'));
    await stage.server.post('technician', '/api/service-requests', { channel: 'web', content: '北区节点专线丢包' });
    await seen(page.locator('.request-row').getByText('北区节点专线丢包'));
    assert.equal(loads, 0);
    await context.close();
  });
});

/** The next thing to type into, pressed for as long as a page has things to reach. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('not reached by the Tab key');
}

/** Nothing moves any more: what is under way in the network and in the layout has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .wait') === null);
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(drawn))));
}
