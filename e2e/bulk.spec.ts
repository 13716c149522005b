import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { DESK, gone, openStage, PHONE, seen, type Seat, type Stage } from './stage.ts';

describe('one action on several requests, in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let page: Page;
  before(async () => {
    stage = await openStage();
    await aNightOfWork(stage);
    for (const content of ['备份策略咨询', '证书更换步骤', '备份策略咨询（重复）'])
      await stage.server.post('technician', '/api/service-requests', {
        channel: 'web',
        kind: 'consultation',
        siteId: stage.server.house.sites['SITE-01'],
        content,
        enquirerPhone: '+86 10 0000 0004',
      });
    seat = await stage.seat('manager', { language: 'zh' });
    page = seat.page;
  });
  after(() => stage.close());

  const open = async (of: Page, search = '?kind=consultation') => {
    await of.goto(`${stage.server.url}/requests${search}`);
    await seen(of.locator('.request-row'));
  };
  const bar = (of: Page) => of.getByRole('region', { name: /^批量办理|^Bulk actions/ });
  const dialog = (of: Page) => of.getByRole('dialog');
  const checked = (of: Page) => of.getByRole('checkbox', { checked: true });
  const owners = async (of: Page) => of.locator('.request-row .owner').allTextContents();

  it('by keys alone: rows are selected, previewed, handed over and taken back', async () => {
    await open(page);
    const before = await owners(page);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+J');
    await seen(bar(page).getByText('选中2项'));
    assert.equal(await checked(page).count(), 2);
    await seen(bar(page).getByRole('button', { name: /^移交请求/ }));

    await page.keyboard.press('b');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await seen(dialog(page).getByRole('form', { name: '移交请求' }));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+Enter');
    await seen(dialog(page).getByText('请填写原因。'));
    await page.keyboard.type('本部会诊');
    const owner = dialog(page).getByRole('combobox', { name: '负责人' });
    await owner.focus();
    const chosen = () => owner.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.label ?? '');
    for (let pressed = 0; pressed < 20 && !(await chosen()).startsWith('吴工'); pressed += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    const will = dialog(page).getByRole('region', { name: '将办理2项' });
    await seen(will.getByText(/→ 吴工/).first());
    await seen(dialog(page).getByText('可以撤回一次', { exact: false }));
    assert.deepEqual(await owners(page), before, 'nothing is written before it is confirmed');
    assert.deepEqual(await violationsOf(page), []);
    await picture(page, 'bulk-preview');

    await page.keyboard.press('Enter');
    await seen(dialog(page).getByText('移交请求：2项已办'));
    await page.keyboard.press('Escape');
    await gone(dialog(page));
    await seen(page.locator('.request-row .owner', { hasText: '吴工' }).nth(1));

    await bar(page).getByRole('button', { name: '撤回移交' }).focus();
    await page.keyboard.press('Enter');
    await seen(dialog(page).getByText('撤回移交：2项已办'));
    await page.keyboard.press('Escape');
    await gone(page.locator('.request-row .owner', { hasText: '吴工' }).first());
    assert.deepEqual(await owners(page), before);
    assert.equal(await bar(page).getByRole('button', { name: '撤回移交' }).count(), 0, 'one undo');
    await bar(page).getByRole('button', { name: '收起' }).click();
    await gone(bar(page));
  });

  it('the whole page is selected by Ctrl A, but not while writing or composing, and Escape clears', async () => {
    await page.keyboard.press('Control+A');
    await seen(bar(page).getByText(/^选中4项/));
    await page.keyboard.press('Escape');
    await gone(bar(page));
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('x');
    assert.equal(await checked(page).count(), 0);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('j');
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', isComposing: true, bubbles: true })),
    );
    assert.equal(await checked(page).count(), 0);
  });

  it('boxes with Shift draw a range, and the palette offers what may be done to it', async () => {
    await open(page);
    const boxes = page.locator('.request-pick input');
    await boxes.nth(0).click();
    await boxes.nth(2).click({ modifiers: ['Shift'] });
    await seen(bar(page).getByText(/^选中3项/));
    await seen(bar(page).getByRole('button', { name: /^移交请求/ }));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('内部备注');
    await seen(page.getByRole('option', { name: /记内部备注（选中3项）/ }));
    await page.keyboard.press('Enter');
    await seen(dialog(page).getByRole('form', { name: '记内部备注' }));
    await seen(dialog(page).getByText('备注写下后不能撤回。'));
    await page.keyboard.press('Escape');
    await gone(dialog(page));
  });

  it('what is refused is said before anything is written, with the commitment; duplicates are cancelled with a reason', async () => {
    await bar(page)
      .getByRole('button', { name: /^取消请求/ })
      .click();
    await dialog(page).getByRole('textbox', { name: /^原因/ }).fill('这不是我们的服务范围');
    await dialog(page).getByRole('button', { name: /^预览/ }).click();
    await seen(dialog(page).getByRole('region', { name: '不能办理3项' }).getByText(/C-/).first());
    await picture(page, 'bulk-refused');
    await dialog(page).getByRole('button', { name: '返回修改' }).click();
    await dialog(page).getByRole('textbox', { name: /^原因/ }).fill('重复提交，并入另一条请求');
    await dialog(page).getByRole('button', { name: /^预览/ }).click();
    await seen(
      dialog(page)
        .getByText(/→ 取消/)
        .first(),
    );
    await dialog(page).getByRole('button', { name: '关闭' }).click();
    await page.keyboard.press('Escape');
  });

  it('a network that is lost in the middle loses and doubles nothing: after a reload it goes on', async () => {
    await open(page);
    await page.keyboard.press('Control+A');
    await bar(page)
      .getByRole('button', { name: /^记内部备注/ })
      .click();
    await dialog(page).getByRole('textbox').fill('夜里网络断过一次');
    await dialog(page).getByRole('button', { name: /^预览/ }).click();
    // The commands arrive, their answer does not.
    let sent = 0;
    await page.route('**/api/commands', async (route) => {
      sent += 1;
      await route.fetch();
      await route.abort();
    });
    await dialog(page).getByRole('button', { name: '办理4项' }).click();
    await seen(dialog(page).getByText('还有4项不知道结果', { exact: false }));
    assert.equal(sent, 1);
    await page.unroute('**/api/commands');
    await page.reload();
    await seen(bar(page).getByText('记内部备注：还有4项没有办完'));
    await bar(page).getByRole('button', { name: '接着办' }).click();
    await seen(dialog(page).getByText('记内部备注：4项已办'));
    await page.keyboard.press('Escape');
    const list = await stage.server.get('manager', '/api/service-requests?kind=consultation');
    for (const { id } of list.body.items) {
      const { body } = await stage.server.get('manager', `/api/service-requests/${id}/messages`);
      assert.equal(body.items.filter((one: { text: string }) => one.text === '夜里网络断过一次').length, 1);
    }
  });

  it('one batch goes at a time: while one is under way, and after it was cut off, others wait and are told so', async () => {
    await open(page);
    await bar(page).getByRole('button', { name: '收起' }).click();
    await page.locator('.request-pick input').nth(0).click();
    await bar(page)
      .getByRole('button', { name: /^记内部备注/ })
      .click();
    await dialog(page).getByRole('textbox').fill('第一批');
    await dialog(page).getByRole('button', { name: /^预览/ }).click();
    // Held on its way, and at the end its answer is lost.
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/api/commands', async (route) => {
      await held;
      await route.fetch();
      await route.abort();
    });
    await dialog(page).getByRole('button', { name: '办理1项' }).click();
    await seen(dialog(page).getByText('正在办理，0/1'));
    await page.keyboard.press('Escape');
    await gone(dialog(page));

    await page.locator('.request-pick input').nth(1).click();
    await seen(bar(page).getByText('记内部备注 · 正在办理，0/1'));
    await seen(bar(page).getByText('选中的1项要等这一批办完', { exact: false }));
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual(await bar(page).getByRole('button').allTextContents(), ['看结果']);
    // The page is left and come back to: it is still under way, not cut off.
    await page.getByRole('link', { name: '今日' }).first().click();
    await gone(page.locator('.requests-page'));
    await page.goBack();
    await seen(bar(page).getByText('记内部备注 · 正在办理，0/1'));

    letGo();
    await seen(bar(page).getByText('记内部备注：还有1项没有办完'));
    await page.unroute('**/api/commands');
    await page.locator('.request-pick input').nth(1).click();
    await seen(bar(page).getByText('选中的1项要等这一批办完', { exact: false }));
    assert.equal(
      await bar(page)
        .getByRole('button', { name: /^移交请求/ })
        .count(),
      0,
    );
    await bar(page).getByRole('button', { name: '接着办' }).click();
    await seen(dialog(page).getByText('记内部备注：1项已办'));
    await page.keyboard.press('Escape');
  });

  it('where it cannot be asked what may be done, that is said, and asked again on demand', async () => {
    await open(page);
    await bar(page).getByRole('button', { name: '收起' }).click();
    await page.route('**/api/service-requests/preview', (route) => route.abort());
    await page.locator('.request-pick input').nth(0).click();
    await seen(bar(page).getByRole('alert'));
    await page.unroute('**/api/service-requests/preview');
    await bar(page).getByRole('button', { name: '再试' }).click();
    await seen(bar(page).getByRole('button', { name: /^移交请求/ }));
    await page.keyboard.press('Escape');
    await gone(bar(page));
  });

  it('where somebody acted meanwhile the undo is refused for that request, and told', async () => {
    await open(page);
    await page.locator('.request-pick input').nth(0).click();
    await page.locator('.request-pick input').nth(1).click();
    await bar(page)
      .getByRole('button', { name: /^移交请求/ })
      .click();
    const owner = dialog(page).getByRole('combobox', { name: '负责人' });
    await owner.selectOption(await owner.locator('option', { hasText: /^吴工/ }).getAttribute('value'));
    await dialog(page).getByRole('textbox', { name: /^原因/ }).fill('会诊');
    await dialog(page).getByRole('button', { name: /^预览/ }).click();
    await dialog(page).getByRole('button', { name: '办理2项' }).click();
    await seen(dialog(page).getByText('移交请求：2项已办'));
    const list = await stage.server.get('secondSupportEngineer', '/api/service-requests?owner=me');
    const [first] = list.body.items;
    await stage.server.post('secondSupportEngineer', `/api/service-requests/${first.id}/messages`, {
      text: '已在看',
      direction: 'internal',
    });
    await dialog(page).getByRole('button', { name: '撤回移交' }).click();
    await seen(dialog(page).getByText('撤回移交：1项已办，1项没有办成'));
    await seen(dialog(page).getByText('没有办成：您打开之后，别人已经改过', { exact: false }));
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: '收起' }).click();
  });

  it('stands on a phone and at a desk, in the light and in the dark, in English, readable and reachable', async () => {
    for (const [scheme, device] of [
      ['light', 'desk'],
      ['dark', 'desk'],
      ['light', 'phone'],
      ['dark', 'phone'],
    ] as const) {
      const other = await stage.seat('manager', { language: 'en', scheme, device });
      const data = listenForData(other.page);
      await other.page.setViewportSize(device === 'phone' ? PHONE : DESK);
      await open(other.page);
      await other.page.locator('.request-pick').nth(0).click();
      await other.page.locator('.request-pick').nth(1).click();
      await seen(bar(other.page).getByRole('button', { name: /^Hand over/ }));
      assert.deepEqual(await widerThanWindow(other.page), []);
      assert.deepEqual(await violationsOf(other.page), []);
      if (device === 'phone') {
        const [its, places] = [await bar(other.page).boundingBox(), await other.page.locator('.rail').boundingBox()];
        assert.ok(its !== null && places !== null && its.y + its.height <= places.y, 'the bar stands above the places');
      }
      await picture(other.page, `bulk-bar-${device}-${scheme}`);
      await bar(other.page)
        .getByRole('button', { name: /^Hand over/ })
        .click();
      await dialog(other.page).getByRole('combobox', { name: 'Owner' }).selectOption({ index: 1 });
      await dialog(other.page)
        .getByRole('textbox', { name: /^Reason/ })
        .fill('shift change');
      await picture(other.page, `bulk-form-${device}-${scheme}`);
      assert.deepEqual(await violationsOf(other.page), []);
      await dialog(other.page)
        .getByRole('button', { name: /^Preview/ })
        .click();
      await seen(
        dialog(other.page)
          .getByRole('button', { name: /^Carry out/ })
          .or(dialog(other.page).getByText('None of them')),
      );
      assert.deepEqual(await widerThanWindow(other.page), []);
      assert.deepEqual(await violationsOf(other.page), []);
      assert.deepEqual(await chineseOf(other.page, data), []);
      await picture(other.page, `bulk-preview-${device}-${scheme}`);
      assert.deepEqual(other.complaints, []);
      await other.context.close();
    }
  });
});
