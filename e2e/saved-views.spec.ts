import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { DESK, gone, openStage, PHONE, seen, until, type Seat, type Stage } from './stage.ts';

describe('saved views in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let page: Page;
  before(async () => {
    stage = await openStage();
    await aNightOfWork(stage);
    seat = await stage.seat('branchEngineer', { language: 'zh' });
    page = seat.page;
  });
  after(() => stage.close());

  const views = (of: Page) => of.getByRole('navigation', { name: /^视图|^Views/ });
  const heading = (of: Page, name: string) => of.getByRole('heading', { level: 1, name, exact: true });

  it('the list as it is asked for is saved under a name, with its count beside it, and the address finds it again', async () => {
    await page.goto(`${stage.server.url}/requests?clock=breached`);
    await seen(page.locator('.request-row'));
    assert.equal(await page.getByRole('button', { name: '保存视图' }).count(), 0, 'everybody has this one');
    await page.getByRole('searchbox').fill('东区');
    await page.getByRole('button', { name: '保存视图' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('东区超时');
    await page.keyboard.press('Enter');
    await gone(page.getByRole('dialog'));
    const link = views(page).getByRole('link', { name: /^东区超时/ });
    await seen(link.and(page.locator('[aria-current="page"]')));
    await seen(link.locator('b', { hasText: '1' }));
    await seen(heading(page, '东区超时'));

    // As a messenger passes it on, with words of its own behind it.
    await page.goto(
      `${stage.server.url}/requests?q=${encodeURIComponent('东区')}&clock=breached&from=groupmessage&isappinstalled=0`,
    );
    await seen(heading(page, '东区超时'));
    await seen(page.locator('.request-row'));
    assert.deepEqual([...new URL(page.url()).searchParams.keys()].toSorted(), ['clock', 'q']);
  });

  it('is changed to what is shown, renamed and shared; a colleague sees it and cannot change it', async () => {
    await page.getByRole('searchbox').fill('核心');
    await views(page)
      .getByRole('link', { name: /^东区超时/ })
      .click();
    const words = await until(
      () => page.getByRole('searchbox').inputValue(),
      (now) => now === '东区',
    );
    assert.equal(words, '东区', 'what was being typed stays with the view that it was for');
    await seen(heading(page, '东区超时'));
    await page.getByRole('searchbox').fill('交换机');
    await seen(page.getByText('条件已改动'));
    await page.getByRole('button', { name: '视图', exact: true }).click();
    await page.getByRole('menuitem', { name: '改为当前条件' }).click();
    await gone(page.getByText('条件已改动'));

    await page.getByRole('button', { name: '视图', exact: true }).click();
    await page.getByRole('menuitem', { name: '改名、共用' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('交换机超时');
    await page.getByRole('radio', { name: /全体可见/ }).check();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await seen(heading(page, '交换机超时'));

    const colleague = await stage.seat('secondBranchEngineer', { language: 'zh' });
    await colleague.page.goto(`${stage.server.url}/requests`);
    await views(colleague.page)
      .getByRole('link', { name: /^交换机超时/ })
      .click();
    await seen(heading(colleague.page, '交换机超时'));
    assert.equal(await colleague.page.getByRole('searchbox').inputValue(), '交换机');
    assert.equal(await colleague.page.getByRole('button', { name: '视图', exact: true }).count(), 0);
    await colleague.context.close();
  });

  it('two views are put in order, one is deleted, and the palette knows what is left', async () => {
    await page.goto(`${stage.server.url}/requests?kind=fault`);
    await page.getByRole('button', { name: '保存视图' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill('只看故障');
    await page.keyboard.press('Enter');
    await seen(heading(page, '只看故障'));
    await page.getByRole('button', { name: '视图', exact: true }).click();
    await page.getByRole('menuitem', { name: '上移' }).click();
    await seen(views(page).locator('a:has-text("只看故障") + a:has-text("交换机超时")'));
    await page.getByRole('button', { name: '视图', exact: true }).click();
    await page.getByRole('menuitem', { name: '删除视图' }).click();
    await gone(views(page).getByRole('link', { name: /^只看故障/ }));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('jhjcs');
    await seen(page.getByRole('option', { name: /交换机超时/, selected: true }));
    await page.keyboard.press('Escape');
    assert.deepEqual(seat.complaints, []);
  });

  it('a site from which nothing came yet is found by a part of its name, by keys, and is called so when the page is loaded again', async () => {
    await page.goto(`${stage.server.url}/requests`);
    await seen(page.locator('.request-row'));
    await page.getByRole('button', { name: /^站点/ }).click();
    const offered = page.getByRole('menuitemradio');
    await seen(offered.filter({ hasText: '东区节点' }));
    await page.keyboard.type('北区');
    await gone(offered.filter({ hasText: '东区节点' }));
    await picture(page, 'zh-site-filter');
    assert.deepEqual(await violationsOf(page), []);
    await page.setViewportSize(PHONE);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^站点/ }).click();
    await seen(offered.filter({ hasText: '东区节点' }));
    await picture(page, 'zh-site-filter-phone');
    assert.deepEqual(await widerThanWindow(page), []);
    await page.setViewportSize(DESK);
    await page.keyboard.type('北区');
    await gone(offered.filter({ hasText: '东区节点' }));
    // Over the one that takes the filter away.
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    for (const again of [false, true]) {
      if (again) await page.reload();
      await seen(page.getByRole('button', { name: /^站点\s*北区节点$/ }));
      await seen(page.locator('.list-empty'));
      await gone(page.locator('.request-row'));
    }
    assert.deepEqual(seat.complaints, []);
  });

  for (const [language, scheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const)
    it(`in ${language}, ${scheme}: one whose condition is gone says so; nothing serious for axe, at the desk and on the phone`, async () => {
      const who = language === 'zh' ? 'manager' : 'supportEngineer';
      const query = 'kind=moon&clock=breached';
      assert.equal((await stage.server.post(who, '/api/saved-views', { name: 'Moon', query, unitId: null })).status, 201);
      const other = await stage.seat(who, { language, scheme });
      const data = listenForData(other.page);
      for (const size of [DESK, PHONE]) {
        await other.page.setViewportSize(size);
        await other.page.goto(`${stage.server.url}/requests`);
        await views(other.page)
          .getByRole('link', { name: /^Moon.*(条件已失效|condition gone).*moon/ })
          .click();
        await seen(heading(other.page, 'Moon'));
        assert.equal(await views(other.page).locator('[aria-current]').count(), 1, 'one view is shown');
        await picture(other.page, `${language}-saved-view-${size.width}`);
        assert.deepEqual(await violationsOf(other.page), []);
        assert.deepEqual(await widerThanWindow(other.page), []);
        await other.page.getByRole('button', { name: /^视图$|^View$/ }).click();
        await other.page.getByRole('menuitem', { name: /改名|Rename/ }).click();
        await seen(other.page.getByRole('dialog'));
        await picture(other.page, `${language}-saved-view-sheet-${size.width}`);
        assert.deepEqual(await violationsOf(other.page), []);
        if (language === 'en') assert.deepEqual(await chineseOf(other.page, data), []);
        await other.page.keyboard.press('Escape');
      }
      assert.deepEqual(other.complaints, []);
      await other.context.close();
    });
});
