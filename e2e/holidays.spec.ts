import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { NOTICES_FRESH_MS } from '#centre/plan/index.ts';
import { applyVersion } from '#apps/server/testing/apply-version.ts';
import { reported } from '#apps/server/testing/course.ts';
import { noticeWith } from '#apps/server/testing/notice.ts';
import { planTextOf, SAMPLE } from '#centre/testing/furnish.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { gone, openStage, seen, until, type Seat, type Stage } from './stage.ts';

describe('the holidays that working hours are counted by, in a browser', { timeout: 300_000 }, () => {
  let stage: Stage;
  let seat: Seat;
  let number: string;
  const at = (time: string) => stage.server.house.time.set(`2026-11-${time.replace(' ', 'T')}:00+08:00`);
  const choose = (text: string) =>
    seat.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'notice.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const year = (words: string) =>
    seat.page.getByRole('region', { name: '法定节假日' }).getByRole('listitem').filter({ hasText: words });

  before(async () => {
    stage = await openStage();
    const { server } = stage;
    at('17 15:00');
    ({ number } = await reported(server, 'technician', {
      kind: 'consultation',
      siteId: server.house.sites['SITE-01'],
      enquirerPhone: '+86 10 0000 0004',
      content: '如何修改登录口令',
    }));
    seat = await stage.seat('centreManager', { language: 'zh' });
  });
  after(() => stage.close());

  it('the year without a notice is provisional, and the page says since when it is asked for', async () => {
    await seat.page.goto(`${stage.server.url}/holidays`);
    await seen(seat.page.getByText('2027年的放假通知还没有导入。', { exact: false }));
    await seen(seat.page.getByText('暂定', { exact: true }));
    assert.deepEqual(await violationsOf(seat.page), []);
    await picture(seat.page, 'holidays');
  });

  it('a notice is looked at with what it changes, imported, and counted with its progress', async () => {
    await choose(await noticeWith(stage.server, '2026-11-18'));
    await seen(seat.page.getByText('2026-11-18'));
    await seen(seat.page.getByText('1个计时的到期时间会改变', { exact: false }));
    await seen(seat.page.getByRole('link', { name: number }));
    await picture(seat.page, 'holidays-preview');
    assert.deepEqual(await violationsOf(seat.page), []);
    await seat.page.getByRole('button', { name: '导入这份通知' }).click();
    await seen(seat.page.getByText('等待开始'));
    await delay(NOTICES_FRESH_MS + 50);
    at('17 15:01');
    await seen(seat.page.getByText('1个到期时间已改变'));
    await seen(seat.page.getByText('2026-11-18改为放假'));
  });

  it('it is taken back: what that changes is shown first, and what was before holds again', async () => {
    await seat.page.goto(`${stage.server.url}/holidays`);
    await year('2026年').locator('summary').click();
    await year('2026年').getByRole('button', { name: '撤回这份通知' }).click();
    await seen(seat.page.getByRole('heading', { name: '撤回2026年通知会改动什么' }));
    await seen(seat.page.getByText('放假 → 照常'));
    await picture(seat.page, 'holidays-take-back');
    assert.deepEqual(await violationsOf(seat.page), []);
    await seat.page.getByRole('button', { name: '不撤回' }).click();
    await gone(seat.page.getByRole('button', { name: '确认撤回' }));
    await seat.page.getByRole('button', { name: '撤回这份通知' }).click();
    at('17 15:02');
    await seat.page.getByRole('button', { name: '确认撤回' }).click();
    await seen(seat.page.getByText('等待开始'));
    await delay(NOTICES_FRESH_MS + 50);
    at('17 15:03');
    await seen(seat.page.getByText('2026-11-18改为上班'));
    await seat.page.goto(`${stage.server.url}/holidays`);
    await seen(year('2026年').getByText('后一份撤回', { exact: false }));
    await year('2026年').locator('summary').click();
    assert.equal(await year('2026年').getByRole('button', { name: '撤回这份通知' }).count(), 0, 'the plan’s own stays');
    assert.deepEqual(seat.complaints, []);
  });

  it('the only notice of a year leaves it provisional when it is taken back', async () => {
    await choose(JSON.stringify({ year: 2027, days: [{ date: '2027-01-01', isOffDay: true }] }));
    await seat.page.getByRole('button', { name: '导入这份通知' }).click();
    await seen(seat.page.getByText('等待开始'));
    at('17 15:05');
    await seat.page.goto(`${stage.server.url}/holidays`);
    await gone(seat.page.getByText('2027年的放假通知还没有导入。', { exact: false }));
    await year('2027年').locator('summary').click();
    await year('2027年').getByRole('button', { name: '撤回这份通知' }).click();
    await seen(seat.page.getByText('2027年将不再有放假安排', { exact: false }));
    await seat.page.getByRole('button', { name: '确认撤回' }).click();
    await seen(seat.page.getByText('等待开始'));
    await seat.page.goto(`${stage.server.url}/holidays`);
    await seen(seat.page.getByText('2027年的放假通知还没有导入。', { exact: false }));
  });

  it('what was looked at for one set is not imported into another', async () => {
    const { server } = stage;
    const text = (await planTextOf(SAMPLE))
      .replace('revision: 1', 'revision: 2')
      .replace('calendars:\n', "calendars:\n  night: { kind: weekly, hours: { mon: ['00:00-06:00'] }, holidays: own }\n")
      .replace('holidaySets:\n', 'holidaySets:\n  own: { "2026": { off: [2026-10-01], makeUp: [] } }\n');
    await applyVersion(server, text);
    await seat.page.goto(`${server.url}/holidays`);
    await seat.page.getByLabel('节假日表').selectOption('cnStatutory');
    const notice = JSON.stringify({ year: 2027, days: [{ date: '2027-01-01', isOffDay: true }] });
    await choose(notice);
    await seen(seat.page.getByRole('button', { name: '导入这份通知' }));
    await seat.page.getByLabel('节假日表').selectOption('own');
    await gone(seat.page.getByRole('button', { name: '导入这份通知' }));
    await choose(notice);
    await seat.page.getByRole('button', { name: '导入这份通知' }).click();
    // An earlier notice may still wait to be counted: its words say nothing of this one.
    const withNext = async (): Promise<string[]> => {
      const { sets } = (await server.get('centreManager', '/api/holiday-notices')).body;
      return sets
        .filter(({ years }: { years: { year: number }[] }) => years.some(({ year }) => year === 2027))
        .map(({ set }: { set: string }) => set);
    };
    assert.deepEqual(await until(withNext, (found) => found.length > 0), ['own']);
  });

  it('in English there is no Chinese but what the notices say, it fits a phone, and who only reads sees no deed', async () => {
    const { page, complaints } = await stage.seat('manager', { language: 'en', device: 'phone' });
    const data = listenForData(page);
    await page.goto(`${stage.server.url}/holidays`);
    await seen(page.getByRole('heading', { name: 'Holidays and recounts' }));
    await seen(page.getByText('holds again since', { exact: false }));
    assert.equal(await page.getByRole('button', { name: 'Take this notice back' }).count(), 0);
    assert.deepEqual(await widerThanWindow(page), []);
    await seen(page.getByText('asked for by', { exact: false }));
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual(await chineseOf(page, data), []);
    await picture(page, 'holidays-phone');
    assert.deepEqual(complaints, []);
  });
});
