import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Locator, Page, Route } from 'playwright-core';
import type { Course } from '#apps/server/testing/course.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { anAccount } from './accounts.ts';
import { picture, violationsOf } from './checks.ts';
import { drawOn, PHOTO, tooSmallForThumb } from './hand.ts';
import { gone, openStage, seen, until, type Stage } from './stage.ts';

const ATTESTED = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
const LOST = '没有保存成功，内容已留在本页。';

/** What becomes of what people do in a machine room without a line: nothing twice, nothing lost, nothing left for others. */
describe('on a weak line', { timeout: 300_000 }, () => {
  let stage: Stage;
  let fault: Course;
  let visitId: string;

  before(async () => {
    stage = await openStage();
    fault = await aNightOfWork(stage);
    visitId = fault.now().visits[0]?.id ?? '';
  });
  after(() => stage.close());

  const visitPage = () => `${stage.server.url}/field/visits/${visitId}`;
  const thumb = (page: Page, name: string) => page.getByRole('contentinfo').getByRole('button', { name, exact: true });
  const steps = async (): Promise<readonly { text: string }[]> =>
    (await stage.server.get('branchEngineer', `/api/site-visits/${visitId}`)).body.steps;
  /** Calls to an address wait until they are let through. */
  const held = async (page: Page, address: string): Promise<() => Promise<void>> => {
    let open: (() => void) | undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    await page.route(address, async (route: Route) => {
      if (route.request().method() === 'POST') await opened;
      await route.continue().catch(() => undefined);
    });
    return async () => {
      open?.();
      await page.unroute(address);
    };
  };
  const kept = (page: Page, prefix: string): Promise<readonly string[]> =>
    page.evaluate((begin) => Object.keys(localStorage).filter((key) => key.startsWith(begin)), prefix);

  it('a step whose answer was lost is logged once, though the page knows of it before it is pressed again', async () => {
    const { page, context } = await stage.seat('branchEngineer', { language: 'zh', device: 'phone' });
    await page.goto(visitPage());
    await thumb(page, '步骤').click();
    const step = page.getByRole('form', { name: '记一步处理' });
    await step.getByLabel(/^内容/).fill('拔插主控板，仍不能启动。');
    const sent: unknown[] = [];
    // The command arrives, then the line breaks.
    await page.route('**/act', async (route) => {
      sent.push(route.request().postDataJSON());
      if (sent.length > 1) return route.abort();
      await context.setOffline(true);
      await route.fetch();
      return route.abort();
    });
    await step.getByRole('button', { name: '记一步处理' }).click();
    await seen(step.getByText(LOST));
    assert.equal((await kept(page, 'pledge.intent.')).length, 1, 'a reload would not do it twice either');
    await page.unroute('**/act');
    const renewed = page.waitForResponse((answer) => answer.url().endsWith('/next') && answer.ok());
    await context.setOffline(false);
    await renewed;
    await seen(page.getByRole('region', { name: '处理步骤' }).getByText('拔插主控板，仍不能启动。'));
    const again = page.waitForRequest('**/act');
    await step.getByRole('button', { name: '记一步处理' }).click();
    assert.deepEqual((await again).postDataJSON(), sent[0], 'it goes out word for word as it did');
    await gone(step);
    assert.equal((await steps()).filter(({ text }) => text.startsWith('拔插主控板')).length, 1);
    assert.deepEqual(await kept(page, 'pledge.intent.'), []);
    await context.close();
  });

  it('what may be done is said to be nothing only where that is known', async () => {
    const { page, context } = await stage.seat('branchEngineer', { language: 'zh', device: 'phone' });
    const foot = page.getByRole('contentinfo');
    await page.route('**/next', (route) => route.abort());
    await page.goto(visitPage());
    await seen(foot.getByText('正在读取……'));
    await seen(foot.getByRole('alert'));
    assert.equal(await page.getByText('现在没有您可以办理的步骤').count(), 0);
    await page.unroute('**/next');
    await foot.getByRole('button', { name: '再试' }).click();
    await seen(thumb(page, '步骤'));
    await context.close();
  });

  describe('photos of a report', () => {
    let page: Page;
    let context: BrowserContext;
    let form: Locator;
    const submit = () => form.getByRole('button', { name: /^提交/ });
    const arrived = () => form.locator('.file-picker li');

    before(async () => {
      ({ page, context } = await stage.seat('technician', { language: 'zh', device: 'phone' }));
      await page.goto(`${stage.server.url}/portal/report`);
      form = page.locator('.report-form');
      await form.getByLabel(/^发生了什么/).fill('二号柜有异响。');
    });
    after(() => context.close());

    it('one that does not arrive stays, holds the report back, and is sent again by one press', async () => {
      await page.route('**/api/files', (route) => route.abort());
      await form.getByLabel('照片与附件').setInputFiles(PHOTO);
      await seen(form.getByText('还没有传上去，没有连上服务器。', { exact: false }));
      await picture(page, 'weak-line-photo');
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(await tooSmallForThumb(page), []);
      assert.ok(await submit().isDisabled(), 'what is sent now would go without it');
      await page.unroute('**/api/files');
      await form.getByRole('button', { name: `再试：${PHOTO.name}` }).click();
      await seen(arrived());
      assert.ok(await submit().isEnabled());
    });

    it('one that will not arrive is taken away, and the report goes on', async () => {
      const letGo = await held(page, '**/api/files');
      await form.getByLabel('照片与附件').setInputFiles({ ...PHOTO, name: '机柜背面.png' });
      const onItsWay = form.getByRole('group', { name: '机柜背面.png' });
      await seen(onItsWay.getByText('正在上传机柜背面.png……'));
      assert.ok(await submit().isDisabled());
      await onItsWay.getByRole('button', { name: '去掉机柜背面.png' }).click();
      await gone(onItsWay);
      assert.ok(await submit().isEnabled());
      await letGo();
    });

    it('one still on its way when all is cleared does not turn up in the next report', async () => {
      const letGo = await held(page, '**/api/files');
      await form.getByLabel('照片与附件').setInputFiles(PHOTO);
      await seen(form.getByText(`正在上传${PHOTO.name}……`));
      await form.getByRole('button', { name: /清空重写|丢弃/ }).click();
      await letGo();
      await page.waitForTimeout(500);
      assert.equal(await arrived().count(), 0);
      assert.deepEqual(await kept(page, 'pledge.draft.portal.report'), []);
    });
  });

  it('what is sent cannot be written on meanwhile: nothing typed goes with it unseen', async () => {
    const { page, context } = await stage.seat('technician', { language: 'zh' });
    await page.goto(`${stage.server.url}/portal/requests/${fault.id}`);
    const talk = page.locator('.conversation');
    const letGo = await held(page, '**/messages');
    await talk.getByRole('textbox').fill('备用电源在二号柜。');
    await talk.getByRole('button', { name: '发送留言' }).click();
    await seen(talk.getByText('正在发送……'));
    assert.ok(await talk.evaluate((section) => section.matches('[inert]')));
    await talk.locator('textarea').click({ force: true });
    await page.keyboard.type('钥匙在门卫');
    assert.equal(await talk.locator('textarea').inputValue(), '备用电源在二号柜。');
    await letGo();
    await seen(page.locator('.story').getByText('备用电源在二号柜。'));
    await until(
      () => talk.locator('textarea').inputValue(),
      (text) => text === '',
    );
    await talk.getByRole('textbox').fill('钥匙在门卫');
    await context.close();
  });

  it('what the server says of itself is read as it says it, and is no matter of the line', async () => {
    const { page, context } = await stage.seat('technician', { language: 'zh' });
    await page.goto(`${stage.server.url}/portal/requests/${fault.id}`);
    const talk = page.locator('.conversation');
    await talk.getByRole('textbox').fill('机房门已开。');
    const full = { code: 'outOfSpace', detail: '服务器的磁盘已满，这一步没有保存。' };
    await page.route('**/messages', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 507, json: full }) : route.continue(),
    );
    await talk.getByRole('button', { name: '发送留言' }).click();
    await seen(talk.getByRole('alert').getByText(full.detail));
    assert.equal(await talk.getByText(LOST).count(), 0);
    await page.unroute('**/messages');
    await talk.getByRole('button', { name: '发送留言' }).click();
    await seen(page.locator('.story').getByText('机房门已开。'));
    await context.close();
  });

  it('a session that ends while nobody touches the page is told as what it is; a stream that is refused ends none', async () => {
    const { page, context } = await stage.seat('representative', { language: 'zh' });
    await page.route('**/api/stream', (route) => route.fulfill({ status: 502 }));
    await page.goto(`${stage.server.url}/portal`);
    await seen(page.locator('.request-row'));
    await seen(page.getByRole('status').getByText('没有连上服务器，正在重连'));
    await page.unroute('**/api/stream');
    await gone(page.getByText('没有连上服务器，正在重连'));
    const cookie = await stage.server.cookieOf('representative');
    await stage.server.app.server?.inject({ method: 'POST', url: '/api/sign-out', payload: {}, headers: { cookie } });
    stage.server.signInAnew('representative');
    // A stream looks at its session some times a minute.
    await page.getByText('登录已到期').waitFor({ timeout: 45_000 });
    await context.close();
  });

  it('the cause of a late arrival is asked for, kept as a note and said to be kept', async () => {
    const { page, context } = await stage.seat('branchEngineer', { language: 'zh', device: 'phone' });
    await page.goto(visitPage());
    await page.getByRole('button', { name: '写原因' }).click();
    const form = page.getByRole('form', { name: '到场迟的原因' });
    await form.getByRole('button', { name: '保存' }).click();
    await seen(form.getByRole('alert').getByText('缺到场迟的原因。'));
    await form.getByLabel(/^到场迟的原因/).fill('环线封路。');
    await form.getByRole('button', { name: '保存' }).click();
    await gone(form);
    await seen(page.getByRole('status').getByText('原因已记下'));
    const { body } = await stage.server.get('manager', `/api/service-requests/${fault.id}/messages`);
    assert.ok(body.items.some(({ text }: { text: string }) => text === '到场迟5分，原因：环线封路。'));
    await context.close();
  });

  it('that no record waits for a signature is not said where none could be looked into', async () => {
    const { page, context } = await stage.seat('technician', { language: 'zh' });
    await page.route(/\/api\/records\/[0-9a-f-]+$/, (route) => route.abort());
    await page.goto(`${stage.server.url}/portal/records`);
    await seen(page.getByRole('alert'));
    assert.equal(await page.getByText('现在没有待签的记录').count(), 0);
    await page.unroute(/\/api\/records\/[0-9a-f-]+$/);
    await page.getByRole('button', { name: '再试' }).click();
    await gone(page.getByRole('alert'));
    await context.close();
  });

  it('what was sent without an answer is nobody’s once somebody signs out', async () => {
    const { page, context } = await stage.seat('siteStaff', { language: 'zh' });
    await page.goto(`${stage.server.url}/portal/report?about=opinion`);
    await page.getByLabel(/^您的意见/).fill('回电太慢。');
    await page.route('**/api/service-requests', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: '提交意见' }).click();
    await seen(page.getByText(LOST));
    assert.equal((await kept(page, 'pledge.intent.')).length, 1);
    page.once('dialog', (asked) => void asked.accept());
    await page.getByRole('button', { name: /，菜单$/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await seen(page.getByRole('textbox', { name: '账号' }));
    assert.deepEqual([await kept(page, 'pledge.intent.'), await kept(page, 'pledge.draft.')], [[], []]);
    await context.close();
  });

  describe('a signature', () => {
    let page: Page;
    let context: BrowserContext;
    let check: Locator;
    let signIn: () => Promise<void>;
    const drawnPoints = () =>
      check.locator('canvas').evaluate(
        (canvas: HTMLCanvasElement) =>
          canvas
            .getContext('2d')
            ?.getImageData(0, 0, canvas.width, canvas.height)
            .data.filter((value) => value > 0).length ?? 0,
      );

    before(async () => {
      await fault.take('branchEngineer', 'restore', { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' });
      await fault.take('branchEngineer', 'visit/request-departure', { attested: ATTESTED });
      const [login, password] = await anAccount(stage, 'branchEngineer');
      ({ page, context } = await stage.seat(null, { language: 'zh', device: 'phone' }));
      signIn = async () => {
        await page.getByRole('textbox', { name: '账号' }).fill(login);
        await page.getByLabel('密码').fill(password);
        await page.keyboard.press('Enter');
      };
      check = page.getByRole('form', { name: '客户检查签字' });
      await page.goto(visitPage());
      await signIn();
      await thumb(page, '客户检查签字').click();
    });
    after(() => context.close());

    it('that is drawn when the session ends is on the pad after signing in again, and a photo chosen then is not lost', async () => {
      await drawOn(page, check.locator('canvas'));
      const drawn = await drawnPoints();
      assert.ok(drawn > 0);
      await context.clearCookies();
      await check.getByLabel('照片').setInputFiles(PHOTO);
      await seen(page.getByText('登录已到期'));
      await signIn();
      await gone(page.getByText('登录已到期'));
      assert.ok(Math.abs((await drawnPoints()) - drawn) < drawn / 4);
      await check.getByRole('button', { name: `再试：${PHOTO.name}` }).click();
      await seen(check.locator('.file-picker li'));
    });

    it('that stands on a sheet is not lost to a press beside it, and before it is drawn that press closes the sheet', async () => {
      const desk = await stage.seat('representative', { language: 'zh' });
      await desk.page.goto(`${stage.server.url}/portal/records/${fault.record('serviceRecord').id}`);
      const sheet = desk.page.getByRole('dialog');
      const open = () => desk.page.locator('.record-tool').getByRole('button', { name: '签字' }).click();
      await open();
      await seen(sheet);
      await desk.page.mouse.click(5, 5);
      await gone(sheet);
      await open();
      await drawOn(desk.page, sheet.locator('canvas'));
      await desk.page.mouse.click(5, 5);
      assert.ok(await sheet.isVisible());
      await desk.context.close();
    });

    it('goes with the rest when what was written is let go', async () => {
      await check.getByLabel(/客户意见/).fill('好');
      await page.reload();
      await thumb(page, '客户检查签字').click();
      await drawOn(page, check.locator('canvas'));
      await check.getByRole('button', { name: '丢弃' }).click();
      assert.equal(await drawnPoints(), 0);
    });

    it('lies on no disk while it is not known whether it arrived', async () => {
      await check.getByRole('checkbox', { name: /现场已清理/ }).check();
      await check.getByRole('checkbox', { name: /工作已检查/ }).check();
      await check.getByLabel(/客户意见/).fill('业务已恢复。');
      await drawOn(page, check.locator('canvas'));
      await page.route('**/customer-check', (route) => route.abort());
      await check.getByRole('button', { name: '客户检查签字' }).click();
      await seen(check.getByText(LOST));
      assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes('strokes'));
      await page.unroute('**/customer-check');
      await check.getByRole('button', { name: '客户检查签字' }).click();
      await gone(check);
      await seen(page.getByRole('region', { name: '客户签字' }).locator('.signature-strokes'));
    });
  });
});
