import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { picture, violationsOf } from './checks.ts';
import { PHOTO } from './hand.ts';
import { openStage, seen, until, type Seat, type Stage } from './stage.ts';

const CONTENT = '东区节点核心交换机无响应，业务中断。';

describe('whatever comes in is taken down in one screen', { timeout: 240_000 }, () => {
  let stage: Stage;
  let desk: Seat;

  before(async () => {
    stage = await openStage();
    await stage.moveTo('03 22:10');
    desk = await stage.seat('manager', { language: 'zh' });
  });
  after(() => stage.close());

  const sheet = () => desk.page.getByRole('region', { name: '咨询记录' });
  const register = () => desk.page.keyboard.press('Control+Enter');
  const receivedAt = async (): Promise<number> => {
    await desk.page.waitForURL(/\/requests\/[0-9a-f-]+$/, { waitUntil: 'commit' });
    const id = desk.page.url().split('/').at(-1) ?? '';
    return Date.parse((await stage.server.get('manager', `/api/service-requests/${id}`)).body.receivedAt);
  };
  const open = async () => {
    await desk.page.goto(`${stage.server.url}/intake`);
    await seen(desk.page.locator('.say-list li'));
  };
  /** The next report as somebody sends it who changes what the page would send. */
  const tamper = (changed: Record<string, unknown>) =>
    desk.page.route(
      '**/api/service-requests',
      (route) => route.continue({ postData: { ...(route.request().postDataJSON() as object), ...changed } }),
      { times: 1 },
    );
  const told = async (words: string | RegExp) => {
    await seen(desk.page.locator('.intake-form').getByText(words).first());
    assert.equal(await sheet().getByLabel('咨询内容').inputValue(), CONTENT, 'what was written stands there');
  };

  it('a call counts from when it was taken, not from when the talk was over (flows.md, common rule 2)', async () => {
    const { page } = desk;
    await open();
    await page.getByRole('textbox', { name: '来电人' }).fill('王工');
    await page.getByRole('button', { name: /^王工/ }).click();
    await stage.moveTo('03 22:16');
    await sheet().getByLabel('咨询内容').fill(CONTENT);
    await page.getByRole('radio', { name: '故障', exact: true }).check();
    await picture(page, 'intake-call');
    await register();
    assert.equal(await receivedAt(), Date.parse('2026-10-03T22:10:00+08:00'));
  });

  it('the only project of a customer stands there as it will be sent, nothing to be chosen', async () => {
    const { page } = desk;
    await open();
    await page.getByRole('textbox', { name: '来电人' }).fill('王工');
    await page.getByRole('button', { name: /^王工/ }).click();
    const project = sheet().getByLabel('项目/产品名称');
    const chosen = () => project.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.label ?? '');
    assert.match(await until(chosen, (label) => label.includes('综合业务网络系统')), /^综合业务网络系统/);
    await page.getByRole('button', { name: '清空重写' }).click();
  });

  it('a fax of the day before yesterday comes with its time, its reason and its scan', async () => {
    const { page } = desk;
    await open();
    await sheet().getByLabel('咨询内容').fill(CONTENT);
    await sheet().getByLabel('渠道').selectOption({ label: '传真' });
    await sheet().getByLabel('收到时间').fill('2026-10-01T08:30');
    await page.getByLabel('附件').setInputFiles(PHOTO);
    await seen(page.locator('.file-picker li').getByText(PHOTO.name));
    await register();
    await told(/24小时/);
    await sheet().getByLabel('为什么隔了一天才登记').fill('假期值班室传真机缺纸');
    await picture(page, 'intake-fax');
    await register();
    assert.equal(await receivedAt(), Date.parse('2026-10-01T08:30:00+08:00'));
    await seen(page.getByText('假期值班室传真机缺纸'));
  });

  it('each window has a sheet of its own: a second call neither shows the first nor takes its place, and each is registered once', async () => {
    const { page, context } = desk;
    const content = (of: Page) => of.getByRole('region', { name: '咨询记录' }).getByLabel('咨询内容');
    const registered = async (of: Page) => {
      await of.keyboard.press('Control+Enter');
      await of.waitForURL(/\/requests\/[0-9a-f-]+$/, { waitUntil: 'commit' });
    };
    await open();
    await content(page).fill('第一通来电：网管口令忘了');
    const second = await context.newPage();
    await second.goto(`${stage.server.url}/intake`);
    await seen(second.getByText('来电登记在另一个窗口里也开着', { exact: false }));
    assert.equal(await content(second).inputValue(), '');
    await picture(second, 'intake-second-window');
    assert.deepEqual(await violationsOf(second), []);
    await content(second).fill('第二通来电：配置怎样备份');
    await second.reload();
    await seen(second.locator('.say-list li'));
    assert.equal(await content(second).inputValue(), '第二通来电：配置怎样备份');
    assert.equal(await content(page).inputValue(), '第一通来电：网管口令忘了');
    await registered(second);
    await second.close();
    await page.reload();
    await seen(page.locator('.say-list li'));
    assert.equal(await content(page).inputValue(), '第一通来电：网管口令忘了', 'what the other registered is its own');
    await content(page).focus();
    await registered(page);
    const { body } = await stage.server.get('manager', '/api/service-requests?state=open');
    const titles = body.items.map((row: { title: string }) => row.title);
    for (const call of ['第一通来电', '第二通来电'])
      assert.equal(titles.filter((title: string) => title.startsWith(call)).length, 1, titles.join());
  });

  it('refused on the page, with what was written kept: a time to come, a foreign site, an unknown contact', async () => {
    await open();
    await sheet().getByLabel('咨询内容').fill(CONTENT);
    await sheet().getByLabel('收到时间').fill('2026-10-03T22:30');
    await register();
    await told(/晚于现在/);
    await sheet().getByLabel('收到时间').fill('2026-10-03T22:12');
    await tamper({ siteId: stage.server.house.actors.stranger.customerId });
    await register();
    await told(/不属于该客户/);
    await tamper({ contactId: randomUUID() });
    await register();
    await told(/没有找到这位联系人/);
  });

  it('refused in the picker, each with its name: a file too large, a file of a kind that is not taken', async () => {
    const { page } = desk;
    // From the disk: as an argument it would travel as text through the wire between test and browser.
    const folder = await mkdtemp(join(tmpdir(), 'pledge-intake-'));
    try {
      await writeFile(join(folder, '录像.png'), Buffer.alloc(21_000_000, 1));
      await page.getByLabel('附件').setInputFiles(join(folder, '录像.png'));
      await told(/录像\.png没有上传.*20/);
    } finally {
      await rm(folder, { recursive: true });
    }
    await page
      .getByLabel('附件')
      .setInputFiles({ name: '工具.exe', mimeType: 'image/png', buffer: Buffer.from('MZ\u0090\u0000') });
    await told(/工具\.exe没有上传/);
    assert.deepEqual(
      desk.complaints.filter((line) => !/status of (4\d\d)/.test(line)),
      [],
    );
  });
});
