import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { gone, openStage, seen, until, type Seat, type Stage } from './stage.ts';

const PASSWORD = '一个好记的口令 2026';

describe('people and keys in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let page: Page;
  before(async () => {
    stage = await openStage();
    seat = await stage.seat('administrator', { language: 'zh' });
    page = seat.page;
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${stage.server.url}/access`);
    await seen(page.getByRole('heading', { name: '人员与密钥' }));
  });
  after(() => stage.close());

  const part = (name: string | RegExp) => page.locator('.access-part').filter({ has: page.getByRole('heading', { name }) });

  it('a key is bound to a unit, which its row says and its rights keep', async () => {
    const keys = part('程序密钥');
    await keys.getByLabel('程序名称').fill('成都监控');
    await keys.getByLabel('岗位').selectOption({ label: '分支工程师' });
    await keys.getByLabel('限于').selectOption({ label: '成都分支机构' });
    await keys.getByRole('button', { name: '新建密钥' }).click();
    const key = (await keys.locator('.once code').textContent()) ?? '';
    assert.match(key, /^pledge_/);
    await seen(keys.getByText('分支工程师 · 成都分支机构'));
    const held = await stage.server.house.within(null, (tx) =>
      tx
        .selectFrom('pledge.position_held as held')
        .innerJoin('pledge.person as person', 'person.id', 'held.person_id')
        .innerJoin('pledge.org_unit as unit', 'unit.id', 'held.unit_id')
        .select(['held.position', 'unit.code', 'held.site_id'])
        .where('person.name', '=', '成都监控')
        .execute(),
    );
    assert.deepEqual(held, [{ position: 'branchEngineer', code: 'BR-CD', site_id: null }]);
    await keys.getByRole('button', { name: '吊销: 成都监控' }).click();
    await seen(keys.getByText('已吊销'));
  });

  it('a resident engineer is invited to a site, and to nothing without one', async () => {
    const people = part(/^人员/);
    await people.getByLabel('姓名').fill('龚工');
    await people.getByLabel('账号').fill('gong');
    await people.getByLabel('岗位').selectOption({ label: '驻场工程师' });
    await people.getByRole('button', { name: '邀请' }).click();
    assert.equal(await people.getByLabel('限于').evaluate((field: HTMLSelectElement) => field.validity.valueMissing), true);
    const site = await people.getByLabel('限于').locator('optgroup[label="站点"] option').first().textContent();
    await people.getByLabel('限于').selectOption({ label: site ?? '' });
    await people.getByRole('button', { name: '邀请' }).click();
    await seen(people.getByText('链接只显示这一次'));
    await seen(people.getByRole('listitem').filter({ hasText: '龚工' }).getByText(`驻场工程师 · ${site}`));
  });

  it('who needs a second step is decided by position: it is kept, and stands in the log with who decided it', async () => {
    const rule = part('必须使用第二步验证的岗位');
    await rule.getByRole('checkbox', { name: '系统管理员' }).check();
    await rule.getByRole('checkbox', { name: '审计员' }).check();
    await rule.getByRole('button', { name: '保存' }).click();
    await seen(rule.getByText('已保存。'));
    await page.reload();
    assert.equal(await rule.getByRole('checkbox', { name: '审计员' }).isChecked(), true);
    assert.equal(await rule.getByRole('checkbox', { name: '本部支持工程师' }).isChecked(), false);
    await seen(part('登录日志').getByText('规定了要第二步验证的岗位 · 审计员、系统管理员'));
  });

  it('who came in and who was refused is read in the log, of everybody and of one', async () => {
    const { actors, providerId } = stage.server.house;
    const { auth } = stage.server.app;
    await auth.createAccount({ personId: actors.clerk.personId ?? '', providerId, login: 'clerk', password: PASSWORD });
    await auth.signIn('clerk', 'not it');
    await auth.signIn('clerk', PASSWORD);
    const log = part(/登录日志/);
    await until(
      async () => {
        await page.reload();
        await seen(log.getByRole('listitem'));
        return log.getByText('秦文员').count();
      },
      (count) => count === 2,
    );
    await page.getByRole('button', { name: '办理：秦文员' }).click();
    await page.getByRole('menuitem', { name: '查看登录日志' }).click();
    await seen(page.getByRole('heading', { name: /秦文员的登录日志/ }));
    const told = ['秦文员 登录 · 密码', '秦文员 登录被拒 · 密码不对'];
    assert.deepEqual(
      await until(
        async () => (await log.getByRole('listitem').locator('span').allTextContents()).map((text) => text.trim()),
        (rows) => rows.length === told.length,
      ),
      told,
    );
    await page.getByRole('button', { name: '看所有人' }).click();
    await gone(page.getByRole('heading', { name: /秦文员的登录日志/ }));
  });

  it('a password that everybody tries is refused where one is set, with what to do instead', async () => {
    const made = await stage.server.post('administrator', '/api/people', {
      name: '新人',
      login: 'newcomer',
      position: 'auditor',
    });
    const { page: own } = await stage.seat(null);
    await own.goto(String(made.body.link).replace(/^https?:\/\/[^/]+/, stage.server.url));
    await own.getByLabel('新密码').fill('woaini1314');
    await own.getByRole('button', { name: '设置密码' }).click();
    await seen(own.getByRole('alert').getByText('这样的密码最先被人试'));
    await picture(own, 'set-password-zh');
    await own.context().close();
  });

  it('a session elsewhere that could not be ended says so, and is ended when it is asked again', async () => {
    stage.server.signInAnew('administrator');
    await stage.server.cookieOf('administrator');
    const own = (await stage.seat(null)).page;
    await own.context().addCookies(await page.context().cookies());
    await own.goto(`${stage.server.url}/my-sign-in`);
    const sessions = own.locator('.access-part').filter({ has: own.getByRole('heading', { name: '已登录的设备' }) });
    await own.route('**/end', (route) => route.abort());
    await sessions.getByRole('button', { name: '退出这台设备' }).first().click();
    await seen(sessions.getByRole('alert'));
    await own.unroute('**/end');
    const before = await sessions.getByRole('button', { name: '退出这台设备' }).count();
    await sessions.getByRole('button', { name: '退出这台设备' }).first().click();
    await gone(sessions.getByRole('alert'));
    await until(
      () => sessions.getByRole('button', { name: '退出这台设备' }).count(),
      (count) => count === before - 1,
    );
    await own.context().close();
    stage.server.signInAnew('administrator');
  });

  for (const [language, device, scheme] of [
    ['zh', 'desk', 'light'],
    ['en', 'desk', 'dark'],
    ['en', 'phone', 'light'],
    ['zh', 'phone', 'dark'],
  ] as const)
    it(`is readable: ${language}, ${device}, ${scheme}`, async () => {
      const other = await stage.seat('administrator', { language, device, scheme });
      const data = listenForData(other.page);
      for (const path of ['access', 'my-sign-in']) {
        await other.page.goto(`${stage.server.url}/${path}`);
        await seen(other.page.locator('.access-part'));
        await until(
          () => other.page.locator('.wait').count(),
          (count) => count === 0,
        );
        await picture(other.page, `${path}-${language}-${device}-${scheme}`);
        assert.deepEqual(await violationsOf(other.page), []);
        assert.deepEqual(await widerThanWindow(other.page), []);
        if (language === 'en') assert.deepEqual(await chineseOf(other.page, data), []);
      }
      assert.deepEqual(other.complaints, []);
      await other.context.close();
    });
});
