import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { reported, type Course } from '#apps/server/testing/course.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { drawOn, PHOTO, signAndSend, tooSmallForThumb } from './hand.ts';
import { gone, openStage, PHONE, seen, until, type Stage } from './stage.ts';

/** One night on the road with the phone, from the task to the door; each test goes on from the one before. */
describe('the engineer’s phone page in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let fault: Course;
  let page: Page;
  let complaints: readonly string[];
  let visitId: string;

  before(async () => {
    stage = await openStage();
    const { server } = stage;
    await stage.moveTo('03 22:10');
    fault = await reported(server, 'manager', {
      channel: 'phone',
      contactId: server.house.actors.technician.contactId ?? '',
      siteId: server.house.sites['SITE-01'],
      kind: 'fault',
      content: '东区节点核心交换机宕机，业务网络全部中断。',
      enquirerPhone: '+86 10 0000 0004',
    });
    await fault.take('manager', 'verify', {
      symptom: '指示灯全灭',
      since: '22:00左右',
      extent: '东区全部业务',
      changesBefore: '无',
      backupState: '有',
      severity: 'critical',
    });
    await fault.take('manager', 'respond', { finding: '主控板故障', action: '已通知分支备勤', nextStep: '派人到场' });
    await fault.take('manager', 'dispatch', {
      people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
      taskContent: '赴东区节点排除核心交换机故障',
    });
    visitId = fault.now().visits[0]?.id ?? '';
    await stage.moveTo('03 23:05');
    ({ page, complaints } = await stage.seat('branchEngineer', { language: 'zh', device: 'phone' }));
  });
  after(() => stage.close());

  const thumb = (name: string) => page.getByRole('contentinfo').getByRole('button', { name, exact: true });
  const form = (name: string) => page.getByRole('form', { name });
  const visit = async () => (await stage.server.get('branchEngineer', `/api/site-visits/${visitId}`)).body;
  const becomes = async (state: string) => assert.equal((await until(visit, (now) => now.state === state)).state, state);

  it('what is due first stands in the list of today; the task is accepted with a signature', async () => {
    await page.goto(`${stage.server.url}/field`);
    await seen(page.getByRole('heading', { name: '今日上门' }));
    await picture(page, 'field-visits');
    await page.getByRole('link', { name: /核心交换机宕机/ }).click();
    await seen(page.locator('.field-strip').getByText('到场'));
    await thumb('接受任务').click();
    await form('接受任务').getByRole('button', { name: '接受任务' }).click();
    assert.deepEqual(await form('接受任务').getByRole('alert').allTextContents(), ['缺签字。', '缺已阅读现场规章。']);
    await form('接受任务')
      .getByRole('checkbox', { name: /已阅读现场规章/ })
      .check();
    // Not a stroke is lost on whoever presses the button with the other hand.
    await signAndSend(form('接受任务').locator('canvas'));
    await gone(form('接受任务'));
    await becomes('accepted');
  });

  it('departs with parts and a time, and arrives five minutes too late: the line shows the diamond', async () => {
    await thumb('出发').click();
    await form('出发')
      .getByRole('checkbox', { name: /备件和工具已备齐/ })
      .check();
    await form('出发')
      .getByLabel(/预计到场时间/)
      .fill('2026-10-04T00:15');
    await form('出发').getByRole('button', { name: '出发' }).click();
    await becomes('enRoute');
    await stage.moveTo('04 00:15');
    // The night is skipped, so the page reads the time anew.
    await page.reload();
    await thumb('到场签到').click();
    await seen(form('到场签到').getByLabel(/地点/));
    await form('到场签到').getByRole('button', { name: '到场签到' }).click();
    await becomes('onSite');
    await seen(page.locator('.stages .late').getByText('到场'));
    await seen(page.getByText('00:15到场，迟5分'));
    assert.equal(await page.getByRole('link', { name: '拨打赵工' }).count(), (await visit()).contact.phone === null ? 0 : 1);
  });

  it('the refused departure stands in its place: lock, commitment, what opens it', async () => {
    const card = page.getByRole('region', { name: '离场检查' });
    const lock = card.getByRole('group', { name: '申请离场' });
    assert.deepEqual(
      (await lock.innerText()).split('\n').filter((line) => line.trim() !== ''),
      ['服务已恢复', 'C-1.1-08', 'C-1.4.4-06', '不能离场：服务尚未恢复。', '先登记恢复，或等接替人员，或由客户书面豁免。'],
    );
    assert.equal(await page.getByRole('button', { name: '申请离场' }).count(), 0);
    await picture(page, 'field-refused');
  });

  it('a step that needs leave is refused with its commitment and keeps its words; the customer agrees on this screen', async () => {
    await thumb('步骤').click();
    const step = form('记一步处理');
    await step.getByLabel(/^内容/).fill('导入9月28日的配置。');
    await step.getByRole('radio', { name: '调整参数（未征得同意）' }).check();
    await step.getByLabel('原值').fill('空配置');
    await step.getByLabel('新值').fill('9月28日备份');
    await step.getByRole('button', { name: '记一步处理' }).click();
    await seen(step.getByText('调整参数须先征得客户同意。'));
    assert.equal(await step.getByLabel(/^内容/).inputValue(), '导入9月28日的配置。');
    await step.getByRole('button', { name: '取消' }).click();

    const consents = page.getByRole('region', { name: '同意' });
    await consents.locator('.check-line').filter({ hasText: '调整参数' }).getByRole('button').click();
    await consents.getByRole('checkbox', { name: '打开设备' }).check();
    await consents.getByLabel(/做什么/).fill('核心交换机的配置');
    await consents.getByLabel(/为什么/).fill('恢复业务');
    await consents.getByRole('button', { name: '请赵工看并确认' }).click();
    const asked = page.getByRole('dialog');
    await seen(asked.getByText('核心交换机的配置'));
    await picture(page, 'field-consent');
    assert.deepEqual(await violationsOf(page), []);
    // Words that are selected past the edge of the sheet are no press beside it.
    const name = await asked.getByRole('textbox').boundingBox();
    assert.ok(name !== null);
    await page.mouse.move(name.x + name.width / 2, name.y + name.height / 2);
    await page.mouse.down();
    await page.mouse.move(4, name.y + name.height / 2, { steps: 4 });
    await page.mouse.up();
    assert.ok(await asked.isVisible());
    await page.mouse.click(4, 4);
    await gone(asked);
    await consents.getByRole('button', { name: '请赵工看并确认' }).click();
    await asked.getByRole('button', { name: '同意', exact: true }).click();
    await gone(asked);
    const given = (await visit()).consents.map(({ scope, standing, by }: Record<string, string>) => [scope, standing, by]);
    assert.deepEqual(given.toSorted(), [
      ['adjust', 'given', '赵工'],
      ['openEquipment', 'given', '赵工'],
    ]);

    await thumb('步骤').click();
    assert.equal(await step.getByLabel(/^内容/).inputValue(), '导入9月28日的配置。', 'what was written is still there');
    await step.getByRole('button', { name: '记一步处理' }).click();
    await gone(step);
    await seen(page.getByRole('region', { name: '处理步骤' }).getByText('原值空配置，新值9月28日备份'));
  });

  it('without a connection what was written stays, after a reload too, and is done once', async () => {
    await thumb('判定故障类型').click();
    const classify = form('判定故障类型');
    await classify.getByRole('radio', { name: '设备问题' }).check();
    await classify.getByLabel(/故障点/).fill('核心交换机主控板');
    await classify.getByLabel(/依据/).fill('双电源告警');
    await classify.getByRole('radio', { name: /非人为/ }).check();
    const sent: string[] = [];
    // The command arrives, then the line breaks: nobody here can say whether it was done.
    await page.route('**/classify', async (route) => {
      sent.push(String(route.request().postDataJSON().commandId));
      if (sent.length > 1) return route.abort();
      await page.context().setOffline(true);
      await route.fetch();
      return route.abort();
    });
    await classify.getByRole('button', { name: '判定故障类型' }).click();
    await seen(classify.getByText('没有保存成功，内容已留在本页。'));
    await picture(page, 'field-lost');
    assert.equal(await classify.getByLabel(/依据/).inputValue(), '双电源告警');
    assert.equal(new Set(sent).size, 1, 'every attempt carries the same commandId');
    await page.unroute('**/classify');
    await page.context().setOffline(false);
    const again = page.waitForRequest('**/classify').catch(() => null);
    await classify.getByRole('button', { name: '判定故障类型' }).click();
    assert.equal((await again)?.postDataJSON().commandId, sent[0], 'and so does the next press');
    await gone(classify);
    const { body } = await stage.server.get('manager', `/api/service-requests/${fault.id}/timeline`);
    assert.equal(body.items.filter((entry: { title: { zh: string } }) => entry.title.zh === '判定故障类型').length, 1);
  });

  it('a form half filled in outlives a reload', async () => {
    await thumb('登记处理').click();
    await form('登记处理')
      .getByLabel(/做了什么/)
      .fill('换上备机');
    await page.reload();
    await thumb('登记处理').click();
    assert.equal(
      await form('登记处理')
        .getByLabel(/做了什么/)
        .inputValue(),
      '换上备机',
    );
    await form('登记处理').getByLabel(/^步骤/).fill('断电\n换上备机');
    await form('登记处理')
      .getByLabel(/保修单编号/)
      .fill('RMA-2026-77');
    await form('登记处理').getByRole('button', { name: '登记处理' }).click();
    await gone(form('登记处理'));
  });

  it('the service is restored, the lock opens, the customer checks and signs on this phone', async () => {
    await stage.moveTo('04 02:50');
    await page.reload();
    await thumb('登记恢复正常').click();
    const restore = form('登记恢复正常');
    await restore.getByRole('radio', { name: '上备机' }).check();
    await restore.getByRole('button', { name: '登记恢复正常' }).click();
    await gone(restore);
    await seen(page.getByRole('region', { name: '离场检查' }).locator('.tone.kept').first());
    const checks = page.getByRole('region', { name: '离场检查' });
    assert.ok((await checks.getByText('已满足', { exact: true }).count()) > 0, 'the shapes are said as well');
    assert.ok((await checks.getByText('未满足', { exact: true }).count()) > 0);
    await thumb('申请离场').click();
    for (const word of ['未收礼', '未吸烟', '未玩游戏', '未与客户争执'])
      await form('申请离场').getByRole('checkbox', { name: word }).check();
    await form('申请离场').getByRole('button', { name: '申请离场' }).click();
    await becomes('checking');
    await thumb('客户检查签字').click();
    const check = form('客户检查签字');
    // What the signature covers is read right here.
    await seen(check.getByRole('region', { name: '您的签字确认维护与服务记录的以下内容' }).getByText('主要过程及结果'));
    await check.getByRole('checkbox', { name: /现场已清理/ }).check();
    await check.getByLabel('照片').setInputFiles(PHOTO);
    await seen(check.locator('.file-picker li'));
    await check.getByRole('checkbox', { name: /工作已检查/ }).check();
    await check.getByLabel(/客户意见/).fill('业务已恢复，现场已清理。');
    // The page grows narrower under the pen, as where a bar appears beside it: the stroke goes on.
    await drawOn(page, check.locator('canvas'), async () => {
      await page.setViewportSize({ ...PHONE, width: PHONE.width - 15 });
      await page.waitForTimeout(200);
    });
    await page.setViewportSize(PHONE);
    await picture(page, 'field-check');
    assert.deepEqual(await tooSmallForThumb(page), []);
    await check.getByRole('button', { name: '客户检查签字' }).click();
    await gone(check);
    await seen(page.getByRole('region', { name: '客户签字' }).locator('.signature-strokes'));
    await picture(page, 'field-signed');
    await thumb('离场').click();
    await form('离场').getByRole('button', { name: '离场' }).click();
    await becomes('departed');
    assert.deepEqual(
      (await visit()).departure.map(({ done }: { done: boolean }) => done),
      [true, true, true, true],
    );
    assert.match(await page.locator('.stages').innerText(), /接受\s+出发\s+到场/);
  });

  for (const language of ['zh', 'en'] as const) {
    const scheme = language === 'zh' ? 'light' : 'dark';
    it(`both pages in ${language}, ${scheme}: nothing serious for axe, nothing sideways, nothing too small for a thumb`, async () => {
      const seat = await stage.seat('branchEngineer', { language, scheme, device: 'phone' });
      const data = listenForData(seat.page);
      for (const [name, path, whole] of [
        ['visits', '/field', '.visit-card'],
        ['visit', `/field/visits/${visitId}`, '.stages'],
      ] as const) {
        await seat.page.goto(stage.server.url + path);
        await seen(seat.page.locator(whole));
        await picture(seat.page, `field-${language}-${name}`);
        assert.deepEqual(await violationsOf(seat.page), [], name);
        assert.deepEqual(await widerThanWindow(seat.page), [], name);
        assert.deepEqual(await tooSmallForThumb(seat.page), [], name);
        if (language === 'en') assert.deepEqual(await chineseOf(seat.page, data), [], name);
      }
      assert.deepEqual(seat.complaints, []);
      await seat.context.close();
    });
  }

  it('a customer finds the way to the portal; the browser complained of nothing but the lost connection', async () => {
    const customer = await stage.seat('siteStaff', { language: 'zh', device: 'phone' });
    await customer.page.goto(`${stage.server.url}/field`);
    await seen(customer.page.getByRole('link', { name: '去我的报修' }));
    await customer.context.close();
    // The refused step is the browser's own word for an answer that the page shows.
    assert.deepEqual(
      complaints.filter((line) => !/ERR_FAILED|ERR_INTERNET_DISCONNECTED|422/.test(line)),
      [],
    );
  });
});
