import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { countRegisters, watchClocks } from '#centre/commitments/index.ts';
import { reported, type Course } from '#apps/server/testing/course.ts';
import { picture, violationsOf } from './checks.ts';
import { openStage, seen, type Stage } from './stage.ts';

/** What a customer reads on the way from a breach to its seconds. */
const ZH = {
  language: 'zh',
  arrival: '2小时内到达现场',
  why: (number: string) => `为什么：到场，请求${number}`,
  title: /^到场，为什么是/,
  stretch: '10-03 22:10–10-04 00:10 全天计时，收到起算 2:00 2:00',
  sum: '10-04 周日 00:10到期 1段计入合计，等于时限2小时 2:00',
  print: '打印说明',
} as const;
const EN = {
  language: 'en',
  arrival: 'An engineer is on site within 2 hours',
  why: (number: string) => `Why: Arrival, request ${number}`,
  title: /^Arrival: why/,
  stretch: /2:00 2:00$/,
  sum: /one stretch counted, equal to the limit of .* 2:00$/,
  print: 'Print',
} as const;

describe('the register of commitments in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let fault: Course;

  const count = async (): Promise<void> => {
    for (let more = true; more;) ({ more } = await countRegisters(stage.server.app.house));
  };

  before(async () => {
    stage = await openStage();
    const { server } = stage;
    server.house.time.set('2026-10-03T22:10:00+08:00');
    fault = await reported(server, 'technician', {
      channel: 'web',
      kind: 'fault',
      siteId: server.house.sites['SITE-01'],
      content: '核心交换机宕机',
      enquirerPhone: '+86 10 0000 0004',
    });
    server.house.time.set('2026-10-03T22:13:00+08:00');
    await fault.take('manager', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
    for (const look of ['2026-10-03T23:11:00+08:00', '2026-10-04T00:20:00+08:00']) {
      server.house.time.set(look);
      await watchClocks(server.app.house);
    }
    await count();
  });
  after(() => stage.close());

  it('staff go from a breach to its request and its proof, and tell its cause and measure', async () => {
    const { page } = await stage.seat('manager', { language: 'zh' });
    await page.goto(`${stage.server.url}/register`);
    await seen(page.getByRole('heading', { name: '承诺台账' }));
    await seen(page.getByText('共241条，一格一条'));
    await page.getByRole('button', { name: /^违约/ }).click();
    await page.getByRole('button', { name: '2小时内到达现场' }).first().click();
    const drawer = page.getByRole('dialog');
    await seen(drawer.getByText('工程师自接报起2小时内到场'));
    await seen(drawer.getByText('到场：2小时（7×24），限系统严重故障、部分重要服务不正常'));
    const request = drawer.getByRole('link', { name: `请求${fault.number}` });
    await seen(request);
    assert.match((await request.getAttribute('href')) ?? '', new RegExp(`/requests/${fault.id}$`));
    await drawer.getByRole('button', { name: /^证明：到场/ }).click();
    const proof = page.getByRole('dialog', { name: /^证明：到场/ });
    await seen(proof.getByText('由内容和前一件的指纹重新算出，相同。'));
    const download = (await proof.getByRole('link', { name: '下载证明（JSON）' }).getAttribute('href')) ?? '';
    assert.equal((await page.request.get(`${stage.server.url}${download}`)).status(), 200);
    await picture(page, 'register-proof');
    assert.deepEqual(await violationsOf(page), []);
    await page.keyboard.press('Escape');
    await drawer.getByRole('button', { name: '写明原因和措施' }).click();
    await drawer.getByLabel('原因').fill('高速公路封闭');
    // What is half written outlasts the page.
    await page.reload();
    await drawer.getByRole('button', { name: '写明原因和措施' }).click();
    await seen(drawer.getByText('已恢复上次没有提交的内容'));
    assert.equal(await drawer.getByLabel('原因').inputValue(), '高速公路封闭');
    await drawer.getByLabel('措施').fill('备选路线写入出发单');
    await drawer.getByLabel('责任人').selectOption({ label: '陈工' });
    await drawer.getByLabel('完成日期').fill('2026-10-31');
    await picture(page, 'register-explain');
    assert.deepEqual(await violationsOf(page), []);
    await drawer.getByRole('button', { name: '保存' }).click();
    await seen(drawer.getByText('备选路线写入出发单'));
    await page.keyboard.press('Escape');
    await seen(page.getByRole('columnheader', { name: '守住 / 到期' }));
    assert.deepEqual(await violationsOf(page), []);
    await picture(page, 'register');
  });

  it('a row opens wherever it is hit, and going back closes it', async () => {
    const { page } = await stage.seat('manager', { language: 'zh' });
    const drawer = page.getByRole('dialog');
    const address = `${stage.server.url}/register?status=breached`;
    await page.goto(address);
    const status = page.getByRole('row', { name: '2小时内到达现场' }).first().getByText(/^违约/);
    for (const close of ['back', 'escape'] as const) {
      await status.click({ force: true });
      await seen(drawer.getByRole('button', { name: '为什么' }).first());
      await (close === 'back' ? page.goBack() : page.keyboard.press('Escape'));
      await drawer.waitFor({ state: 'detached' });
      await page.waitForURL(address);
    }
    await page.goForward();
    await seen(drawer);
  });

  it('a day is typed digit by digit; one before every plan says so, and one to come cannot be asked for', async () => {
    const { page } = await stage.seat('manager', { language: 'zh' });
    await page.goto(`${stage.server.url}/register`);
    const day = page.getByLabel('截至某日');
    await day.pressSequentially('10022026');
    await seen(page.getByText('这是2026-10-02当天结束时的台账。'));
    await day.fill('2020-01-01');
    await seen(page.getByText('当天结束时没有生效的服务方案。'));
    await day.fill('2026-10-05');
    await seen(page.getByText('这是2020-01-01当天结束时的台账。'));
    await page.getByRole('button', { name: '看现在' }).click();
    await seen(page.getByText('共241条，一格一条'));
    assert.equal(await day.inputValue(), '');
  });

  it('looked at as of an earlier day, a clock is explained as it ran then, to staff and customer, on the sheet too', async () => {
    for (const [who, path] of [
      ['manager', '/register'],
      ['representative', '/portal/register'],
    ] as const) {
      const { page } = await stage.seat(who, { language: 'zh' });
      await page.goto(`${stage.server.url}${path}?asOf=2026-10-03&open=C-1.1-06`);
      await page.getByRole('button', { name: ZH.why(fault.number) }).click();
      const drawer = page.getByRole('dialog', { name: ZH.title });
      await seen(drawer.getByText('截至10-03 24:00的情况；此后记入的不算在内。'));
      await seen(drawer.getByRole('row', { name: '10-03 周六 22:10–24:00 全天计时，收到起算 1:50 1:50' }));
      await seen(drawer.getByRole('row', { name: '10-04 周日 00:10到期 2段计入合计，等于时限2小时 2:00' }));
      assert.equal(await drawer.getByText('违约').count(), 0, 'that came the day after');
      assert.match(
        (await drawer.getByRole('link', { name: ZH.print }).getAttribute('href')) ?? '',
        /asOf=2026-10-03T16%3A00%3A00Z/,
      );
      assert.deepEqual(await violationsOf(page), []);
      await picture(page, `register-why-then-${who}`);
    }
  });

  it('the customer reads the same rows in English on a phone, and why', async () => {
    await count();
    const { page } = await stage.seat('representative', { language: 'en', device: 'phone' });
    await page.goto(`${stage.server.url}/portal/register?status=breached`);
    await seen(page.getByRole('heading', { name: 'Register of commitments' }));
    await page.getByRole('button', { name: 'An engineer is on site within 2 hours' }).first().click();
    const drawer = page.getByRole('dialog');
    await seen(drawer.getByText('高速公路封闭'));
    await seen(drawer.getByText('陈工'));
    assert.equal(await drawer.getByRole('button', { name: 'Tell cause and measure' }).count(), 0);
    assert.deepEqual(await violationsOf(page), []);
    await picture(page, 'register-portal-phone');
  });

  it('the customer picks a breached commitment, reads why to the second, and takes the annex along', async () => {
    const { server } = stage;
    for (const device of ['desk', 'phone'] as const)
      for (const words of [ZH, EN]) {
        const { page, complaints } = await stage.seat('representative', { language: words.language, device });
        await page.goto(`${server.url}/portal/register?status=breached`);
        await page.getByRole('button', { name: words.arrival }).first().click();
        const why = page.getByRole('button', { name: words.why(fault.number) });
        await seen(why);
        assert.deepEqual(await violationsOf(page), []);
        await picture(page, `register-evidence-${words.language}-${device}`);
        await why.click();
        const drawer = page.getByRole('dialog', { name: words.title });
        await seen(drawer.getByRole('row', { name: words.stretch }));
        await seen(drawer.getByRole('row', { name: words.sum }));
        assert.deepEqual(await violationsOf(page), []);
        await picture(page, `register-why-${words.language}-${device}`);
        const annex = (await drawer.getByRole('link', { name: words.print }).getAttribute('href')) ?? '';
        const sheet = await page.request.get(`${server.url}${annex}`);
        assert.deepEqual([sheet.status(), sheet.headers()['content-type']], [200, 'application/pdf']);
        assert.equal((await sheet.body()).subarray(0, 5).toString(), '%PDF-');
        assert.match(annex, new RegExp(`language=${words.language}`));
        await page.keyboard.press('Escape');
        await seen(why);
        assert.equal(await drawer.count(), 0);
        assert.deepEqual(complaints, []);
      }
  });

  it('while everything is counted it says how far that is, shows no figures, and shows them by itself once it is', async () => {
    const { house } = stage.server;
    const [taken, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // Somebody else counts: the worker of the stage finds the register taken.
    const counter = house.within(null, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('register ' || pledge.current_provider()::text, 0))`.execute(tx);
      taken.resolve();
      await release.promise;
    });
    await taken.promise;
    await house.within(null, async (tx) => {
      await tx.deleteFrom('pledge.register_count').execute();
      const begun = { provider_id: house.providerId, stage: 'projects', requests: 12_500 } as const;
      await tx
        .insertInto('pledge.register_counting')
        .values({ ...begun, begun_at: '2026-10-04T00:20:00+08:00' })
        .execute();
    });
    const { page } = await stage.seat('manager', { language: 'zh' });
    await page.goto(`${stage.server.url}/register?open=C-1.1-06`);
    const drawer = page.getByRole('dialog');
    await seen(drawer.getByText('1个项目已统计0个；请求已统计12,500件'));
    await seen(drawer.getByText('高速公路封闭'));
    assert.deepEqual(await violationsOf(page), []);
    await page.keyboard.press('Escape');
    await seen(page.getByText('台账正在统计'));
    assert.equal(await page.getByRole('table').count(), 0, 'what would say too little');
    await picture(page, 'register-counting');
    release.resolve();
    await counter;
    await seen(page.getByText('共241条，一格一条'));
    await seen(page.getByRole('button', { name: /^违约/ }));
  });
});
