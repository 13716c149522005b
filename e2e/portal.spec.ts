import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { followed, type Course } from '#apps/server/testing/course.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { drawOn, PHOTO, tooSmallForThumb } from './hand.ts';
import { DESK, gone, openStage, PHONE, seen, until, type Stage } from './stage.ts';

const ATTESTED = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];

/** One fault from the customer's side, from the report to the signed record; each test goes on from the one before. */
describe('the customer’s portal in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let fault: Course;
  let page: Page;
  let complaints: readonly string[];

  before(async () => {
    stage = await openStage();
    await stage.moveTo('03 22:10');
    ({ page, complaints } = await stage.seat('technician', { language: 'zh' }));
  });
  after(() => stage.close());

  const at = (path: string): string => `${stage.server.url}/portal${path}`;
  const engineer = (event: string, body?: Record<string, unknown>) => fault.take('branchEngineer', event, body);

  it('what is written and uploaded for a report outlives a reload', async () => {
    await page.goto(at(''));
    await seen(page.getByText('没有进行中的报修。'));
    await page.getByRole('link', { name: '报修或咨询' }).first().click();
    await page.getByRole('button', { name: '提交报修' }).click();
    assert.deepEqual(await page.getByRole('alert').allTextContents(), [
      '请选一项要办什么。',
      '请选在哪里。',
      '请写一句发生了什么。',
    ]);
    await page.getByRole('radio', { name: /^报修/ }).check();
    await page.getByRole('radio', { name: '东区节点' }).check();
    await page.getByLabel(/^发生了什么/).fill('东区节点核心交换机无响应，业务网络全部中断。');
    await page.getByRole('radio', { name: /系统严重故障/ }).check();
    await page.getByLabel('从什么时候开始').fill('22:00左右');
    await page.getByLabel('回电号码').fill('+86 10 0000 0004');
    await page.getByLabel('照片与附件').setInputFiles(PHOTO);
    await seen(page.locator('.file-picker li').getByText(PHOTO.name));
    await page.reload();
    await seen(page.locator('.file-picker li').getByText(PHOTO.name));
    assert.equal(await page.getByLabel(/^发生了什么/).inputValue(), '东区节点核心交换机无响应，业务网络全部中断。');
    assert.ok(await page.getByRole('radio', { name: '东区节点' }).isChecked());
    await picture(page, 'portal-report');
  });

  it('without a connection nothing is lost, and pressing again reports once', async () => {
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '提交报修' }).click();
    await seen(page.getByText('没有保存成功，内容已留在本页。'));
    assert.equal(await page.getByLabel(/^发生了什么/).inputValue(), '东区节点核心交换机无响应，业务网络全部中断。');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '提交报修' }).click();
    await seen(page.getByRole('heading', { name: /^已收到，编号/ }));
    await seen(page.locator('.promised li').getByText('回电'));
    await picture(page, 'portal-sent');
    const { body } = await stage.server.get('technician', '/api/service-requests?state=open');
    assert.equal(body.items.length, 1);
    const [reported] = body.items;
    assert.deepEqual([reported.kind, reported.severity, reported.state], ['fault', 'critical', 'registered']);
    fault = followed(stage.server, reported);
    const { body: said } = await stage.server.get('technician', `/api/service-requests/${fault.id}/messages`);
    assert.deepEqual(
      said.items
        .find((message: { direction: string }) => message.direction === 'incoming')
        .files.map((file: { name: string }) => file.name),
      [PHOTO.name],
    );
  });

  it('the customer follows: the same strip, breaches included, and what is written reaches the centre with its photo', async () => {
    await page.getByRole('link', { name: '看进展' }).click();
    await seen(page.getByRole('heading', { level: 1, name: /核心交换机无响应/ }));
    await fault.take('manager', 'verify', {
      symptom: '指示灯全灭',
      since: '22:00左右',
      extent: '东区全部业务',
      changesBefore: '无',
      backupState: '有',
      severity: 'critical',
    });
    await fault.take('manager', 'dispatch', {
      people: [{ personId: stage.server.house.actors.branchEngineer.personId, level: 1 }],
      taskContent: '赴东区节点排除核心交换机故障',
    });
    await engineer('visit/accept-task', {
      signature: {
        name: '陈工',
        means: 'handwritten',
        width: 100,
        height: 50,
        strokes: [
          {
            points: [
              { x: 1, y: 1 },
              { x: 9, y: 4 },
              { x: 30, y: 20 },
            ],
          },
        ],
      },
      siteRulesRead: true,
    });
    await engineer('visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
    await stage.moveTo('04 00:15');
    await engineer('visit/arrive', { place: '东区节点机房', contactId: stage.server.house.actors.siteStaff.contactId });
    await seen(page.locator('.clock.breached').getByText('迟5分'));
    await seen(page.locator('.story .tone.breached'));
    await page.getByRole('textbox', { name: '给服务方留言' }).fill('备用电源在二号柜。');
    await page.getByLabel('照片与附件').setInputFiles(PHOTO);
    await seen(page.locator('.conversation').getByText(PHOTO.name));
    await page.getByRole('button', { name: '发送留言' }).click();
    await seen(page.locator('.story').getByText('备用电源在二号柜。'));
    assert.equal(await page.getByRole('textbox', { name: '给服务方留言' }).inputValue(), '');
    const sender = page.getByRole('button', { name: '发送留言' });
    assert.ok(await sender.evaluate((button) => button === document.activeElement), 'whoever writes by keys goes on from there');
    const { body } = await stage.server.get('manager', `/api/service-requests/${fault.id}/messages`);
    assert.equal(body.items.filter((message: { text: string }) => message.text === '备用电源在二号柜。').length, 1);
  });

  it('why a clock is due when it is: the customer reads the same explanation', async () => {
    await page.locator('.clock .why').first().click();
    await seen(page.getByRole('dialog'));
    assert.deepEqual(await violationsOf(page), []);
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
  });

  it('“not solved” needs a word, begins the next round, and the clock goes on', async () => {
    await engineer('classify', { faultType: 'equipment', faultPoint: '主控板', evidence: '双电源告警', damageCause: 'notHuman' });
    await engineer('treat', {
      what: '备机已上线，各业务拨测正常。',
      steps: '断电\n换上备机',
      claimReference: 'RMA-77',
      reportedHow: 'standbyUnit',
    });
    const question = page.getByRole('region', { name: '业务恢复了吗？' });
    await seen(question);
    await seen(question.getByText('备机已上线，各业务拨测正常。'));
    await picture(page, 'portal-question');
    await question.getByRole('button', { name: '未解决，继续处理' }).click();
    await question.getByRole('button', { name: '未解决，继续处理' }).click();
    assert.match(await question.getByRole('alert').innerText(), /缺/);
    const other = await stage.seat('technician', { language: 'zh' });
    await other.page.goto(at(`/requests/${fault.id}`));
    const asked = other.page.getByRole('region', { name: '业务恢复了吗？' });
    await asked.getByRole('button', { name: '未解决，继续处理' }).click();
    await asked.getByRole('textbox').fill('三楼也不通。');

    await question.getByRole('textbox').fill('二楼仍然不通。');
    await question.getByRole('button', { name: '未解决，继续处理' }).click();
    const state = await until(
      () => requestState(),
      ({ round }) => round === 2,
    );
    assert.deepEqual(state, { state: 'diagnosing', round: 2 });
    assert.deepEqual(
      (await fault.clocks()).filter((clock) => clock.id === 'resolution').map((clock) => clock.mark),
      ['running'],
    );
    // Whoever was answering the same elsewhere keeps what they wrote, and is told.
    await seen(asked.getByRole('alert').getByText('这一步已经有人办过', { exact: false }));
    assert.equal(await asked.getByRole('textbox').inputValue(), '三楼也不通。');
    await picture(other.page, 'portal-answered-meanwhile');
    await asked.getByRole('button', { name: '取消' }).click();
    await gone(asked);
    assert.deepEqual(other.complaints, []);
    await other.context.close();
  });

  const requestState = async (): Promise<{ state: string; round: number }> => {
    const { body } = await stage.server.get('technician', `/api/service-requests/${fault.id}`);
    return { state: body.state, round: body.round };
  };

  it('“solved” is one press, and it is the customer’s word that restores', async () => {
    await stage.moveTo('04 02:44');
    await engineer('classify', {
      faultType: 'equipment',
      faultPoint: '主控板',
      evidence: '二楼上联未接',
      damageCause: 'notHuman',
    });
    await engineer('treat', { what: '二楼上联已接好，业务拨测正常。', steps: '接好上联', reportedHow: 'standbyUnit' });
    const question = page.getByRole('region', { name: '业务恢复了吗？' });
    await seen(question.getByText('二楼上联已接好，业务拨测正常。'));
    await question.getByRole('button', { name: '已解决' }).click();
    await gone(question);
    assert.deepEqual(await requestState(), { state: 'restored', round: 2 });
    assert.deepEqual(
      (await fault.clocks()).filter((clock) => clock.id === 'resolution').map((clock) => clock.mark),
      ['kept'],
    );
  });

  it('on the phone: site staff check and sign with the finger; who reads the records finds it signed and downloads it', async () => {
    await engineer('visit/request-departure', { attested: ATTESTED });
    const seat = await stage.seat('siteStaff', { language: 'zh', device: 'phone' });
    const { page: phone } = seat;
    await phone.goto(at(`/requests/${fault.id}`));
    const question = phone.getByRole('region', { name: '请检查现场并签字' });
    await question.getByRole('button', { name: '检查并签字' }).click();
    await seen(question.getByRole('region', { name: '您的签字确认维护与服务记录的以下内容' }).getByText('主要过程及结果'));
    await question.getByRole('checkbox', { name: /现场已清理干净/ }).check();
    await question.getByRole('checkbox', { name: /已检查工作结果/ }).check();
    await question.getByRole('textbox', { name: /您的意见/ }).fill('业务已恢复，现场已清理。');
    await question.getByRole('radio', { name: '满意', exact: true }).check();
    await drawOn(phone, question.locator('canvas'));
    await picture(phone, 'portal-check-phone');
    assert.deepEqual(await tooSmallForThumb(phone), []);
    await question.getByRole('button', { name: '检查并签字' }).click();
    await gone(question);
    assert.deepEqual(seat.complaints, []);
    await seat.context.close();
    const reader = await stage.seat('technician', { language: 'zh', device: 'phone' });
    await reader.page.goto(at('/records'));
    await reader.page.getByRole('link', { name: '维护与服务记录' }).first().click();
    await seen(reader.page.locator('article .signature-strokes'));
    await picture(reader.page, 'portal-record-phone');
    for (const [name, begins] of [
      ['下载PDF', '%PDF-'],
      ['下载Word', 'PK'],
    ] as const) {
      const download = reader.page.waitForEvent('download');
      await reader.page.getByRole('link', { name }).click();
      const stream = await (await download).createReadStream();
      const [first] = await stream.toArray();
      assert.equal(Buffer.from(first).subarray(0, begins.length).toString('latin1'), begins);
    }
    assert.deepEqual(reader.complaints, []);
    await reader.context.close();
  });

  const pages: readonly { readonly name: string; readonly path: () => string; readonly whole: string }[] = [
    { name: 'requests', path: () => '', whole: '.request-row' },
    { name: 'request', path: () => `/requests/${fault.id}`, whole: '.story .entry' },
    { name: 'report', path: () => '/report', whole: '.report-form' },
    { name: 'opinion', path: () => '/report?about=opinion', whole: '.report-form' },
    { name: 'records', path: () => '/records', whole: '.record-list li' },
    { name: 'record', path: () => `/records/${fault.record('serviceRecord').id}`, whole: 'article table' },
  ];
  const reach = { name: 'reach', path: () => '/reach', whole: '.contact-card dl' };
  for (const language of ['zh', 'en'] as const) {
    const scheme = language === 'zh' ? 'light' : 'dark';
    it(`every page in ${language}, ${scheme}, at the desk and on the phone: nothing serious for axe, nothing sideways, nothing too small for a thumb`, async () => {
      const seat = await stage.seat(language === 'zh' ? 'technician' : 'representative', { language, scheme });
      const data = listenForData(seat.page);
      // Technicians read no plan, and so not what it publishes.
      for (const { name, path, whole } of language === 'zh' ? pages : [...pages, reach]) {
        await seat.page.setViewportSize(DESK);
        await seat.page.goto(at(path()));
        await seen(seat.page.locator(whole));
        await picture(seat.page, `portal-${language}-${name}-desk`);
        assert.deepEqual(await violationsOf(seat.page), [], `${name} at the desk`);
        if (language === 'en') assert.deepEqual(await chineseOf(seat.page, data), [], name);
        await seat.page.setViewportSize(PHONE);
        await picture(seat.page, `portal-${language}-${name}-phone`);
        assert.deepEqual(await violationsOf(seat.page), [], `${name} on the phone`);
        assert.deepEqual(await widerThanWindow(seat.page), [], name);
        assert.deepEqual(await tooSmallForThumb(seat.page), [], name);
      }
      assert.deepEqual(seat.complaints, []);
      await seat.context.close();
    });
  }

  it('after a report the frame leads to the next: an opinion, then a report again, and its number outlives a reload', async () => {
    const seat = await stage.seat('technician', { language: 'zh' });
    const { page: desk } = seat;
    const heading = (name: string | RegExp) => desk.getByRole('heading', { level: 1, name });
    await desk.goto(at('/report?about=opinion'));
    await desk.getByRole('button', { name: '提交意见' }).click();
    await seen(desk.getByRole('alert').getByText('请写一句发生了什么。'));
    await desk.getByRole('link', { name: '报修或咨询' }).click();
    await seen(heading('报修或咨询'));
    assert.equal(await desk.getByRole('alert').count(), 0, 'what lacks in one form lacks in no other');
    await desk.getByRole('link', { name: '提意见' }).click();
    await desk.getByLabel(/^您的意见/).fill('回电太慢。');
    await desk.getByRole('button', { name: '提交意见' }).click();
    await seen(heading(/^已收到，编号/));
    await desk.reload();
    await seen(heading(/^已收到，编号/));
    await desk.getByRole('link', { name: '提意见' }).click();
    await seen(heading('意见与建议'));
    assert.equal(await desk.getByLabel(/^您的意见/).inputValue(), '');
    assert.deepEqual(seat.complaints, []);
    await seat.context.close();
  });

  it('somebody of the service centre finds the way to the console; nobody else’s request is found', async () => {
    const staff = await stage.seat('manager', { language: 'zh' });
    await staff.page.goto(at(''));
    await seen(staff.page.getByRole('link', { name: '去工作台' }));
    await staff.context.close();
    const stranger = await stage.seat('stranger', { language: 'zh' });
    await stranger.page.goto(at(`/requests/${fault.id}`));
    await seen(stranger.page.getByRole('alert'));
    assert.equal(await stranger.page.getByText('核心交换机').count(), 0);
    await stranger.context.close();
  });

  it('the browser complained of nothing but the lost connection', () => {
    assert.deepEqual(
      complaints.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED')),
      [],
    );
  });
});
