import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { drawn, reported, type Course } from '#apps/server/testing/course.ts';
import { FOREIGN_HOST, HOSTILE_TEXTS, TRAP } from '#apps/server/testing/hostile/texts.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { picture, widerThanWindow } from './checks.ts';
import { PHOTO } from './hand.ts';
import { openStage, seen, type Seat, type Stage } from './stage.ts';

const KEPT = HOSTILE_TEXTS.filter(({ fate }) => fate === 'kept').map(({ text }) => text);
/** What fits a title or a name. */
const LINES = KEPT.filter((text) => text.length <= 120 && !/[\n\r\t\u2028]/.test(text));
/** One that a browser would make an element of; one that turns the line around, as a plan may name somebody; one that reads the other way. */
const SCRIPT = `<img src=x onerror="${TRAP}=1">`;
const TURNED = '机房\u202e<b>x</b>';
const ARABIC = 'مرحبا 123 <b>x</b>';

describe('whatever people wrote is text on every page', { timeout: 300_000 }, () => {
  let stage: Stage;
  let fault: Course;
  const seats = new Map<string, Seat & { readonly foreign: string[]; readonly dialogs: string[] }>();

  const sit = async (who: HouseName, device: 'desk' | 'phone' = 'desk') => {
    const known = seats.get(`${who} ${device}`);
    if (known !== undefined) return known;
    const seat = await stage.seat(who, { language: 'zh', device });
    const watched = { ...seat, foreign: [] as string[], dialogs: [] as string[] };
    seat.page.on('request', (request) => {
      const url = new URL(request.url());
      if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== stage.server.url) watched.foreign.push(request.url());
    });
    seat.page.on('dialog', (dialog) => {
      watched.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    seats.set(`${who} ${device}`, watched);
    return watched;
  };

  /** Nothing ran, nothing was asked elsewhere, and no element came of a text. */
  const isHarmless = async (who: HouseName, name: string, device: 'desk' | 'phone' = 'desk'): Promise<void> => {
    const { page, foreign, dialogs, complaints } = await sit(who, device);
    await page.evaluate(() => new Promise((taken) => requestAnimationFrame(() => setTimeout(taken))));
    await picture(page, `hostile-${name}`);
    assert.deepEqual(
      { foreign, dialogs, complaints, made: await madeOfTexts(page) },
      { foreign: [], dialogs: [], complaints: [], made: [] },
      name,
    );
    assert.deepEqual(await widerThanWindow(page), [], `${name} is wider than its window`);
  };

  const open = async (who: HouseName, path: string, device: 'desk' | 'phone' = 'desk'): Promise<Page> => {
    const { page } = await sit(who, device);
    await page.goto(stage.server.url + path);
    return page;
  };

  before(async () => {
    stage = await openStage();
    await stage.moveTo('03 22:10');
    await stage.server.house.within(null, async (tx) => {
      await tx
        .updateTable('pledge.person')
        .set({ name: SCRIPT })
        .where('id', '=', stage.server.house.actors.branchEngineer.personId ?? '')
        .execute();
      await tx
        .updateTable('pledge.contact')
        .set({ name: TURNED })
        .where('id', '=', stage.server.house.actors.siteStaff.contactId ?? '')
        .execute();
      await tx
        .updateTable('pledge.site')
        .set({ name: JSON.stringify({ zh: `东区${SCRIPT}`, en: `East ${SCRIPT}` }) as never })
        .where('id', '=', stage.server.house.sites['SITE-01'] ?? '')
        .execute();
    });
  });
  after(() => stage.close());

  it('reported in the portal with a photo of such a name, and seen there', async () => {
    const page = await open('technician', '/portal');
    await page.getByRole('link', { name: '报修或咨询' }).first().click();
    await page.getByRole('radio', { name: /^报修/ }).check();
    await page.getByRole('radio', { name: /^东区/ }).check();
    await page.getByLabel(/^发生了什么/).fill(KEPT.slice(0, 8).join('\n'));
    await page.getByRole('radio', { name: /系统严重故障/ }).check();
    await page.getByLabel('从什么时候开始').fill(ARABIC);
    await page.getByLabel('回电号码').fill('+86 10 0000 0004');
    await page.getByLabel('照片与附件').setInputFiles({ ...PHOTO, name: `"><img src=x onerror=${TRAP}=1>.png` });
    await seen(page.locator('.file-picker li'));
    await isHarmless('technician', 'portal-report');
    await page.getByRole('button', { name: '提交报修' }).click();
    await seen(page.getByRole('heading', { name: /^已收到，编号/ }));
    await isHarmless('technician', 'portal-sent');
    await page.getByRole('link', { name: '看进展' }).click();
    await seen(page.getByText(KEPT[0] ?? '').first());
    await isHarmless('technician', 'portal-request');
  });

  it('in every field of a fault, its messages, its record and its signatures', async () => {
    const { server } = stage;
    const { actors, sites } = server.house;
    for (const title of LINES)
      await reported(server, 'technician', {
        kind: 'consultation',
        siteId: sites['SITE-01'],
        title,
        content: title,
        enquirerName: title.slice(0, 30).toWellFormed(),
        enquirerPhone: '+86 10 0000 0004',
      });
    fault = await reported(server, 'technician', {
      kind: 'fault',
      siteId: sites['SITE-01'],
      title: `${SCRIPT} {{7*7}} abc`,
      content: KEPT.slice(0, 10).join('\n'),
      symptom: SCRIPT,
      enquirerName: ARABIC,
      enquirerPhone: '+86 10 0000 0004',
    });
    for (const text of KEPT) await server.post('manager', `/api/service-requests/${fault.id}/messages`, { channel: 'web', text });
    await fault.take('manager', 'verify', {
      symptom: SCRIPT,
      since: SCRIPT,
      extent: KEPT[1] ?? '',
      changesBefore: KEPT[2] ?? '',
      backupState: KEPT[3] ?? '',
      severity: 'critical',
    });
    await fault.take('manager', 'respond', { finding: SCRIPT, action: KEPT[6] ?? '', nextStep: KEPT[7] ?? '' });
    await fault.take('manager', 'dispatch', {
      people: [{ personId: actors.branchEngineer.personId, level: 1 }],
      taskContent: KEPT.slice(0, 12).join('\n'),
    });
    await fault.take('branchEngineer', 'visit/accept-task', { signature: drawn(SCRIPT), siteRulesRead: true });
    await fault.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
    await fault.take('branchEngineer', 'visit/arrive', { place: ARABIC, contactId: actors.siteStaff.contactId });
    await fault.take('branchEngineer', 'record:serviceRecord/fill-record', {
      values: { workProcessAndResult: KEPT.join('\n').replaceAll('\r\n', '\n'), problemContent: SCRIPT, contactName: ARABIC },
    });
    const shown = await open('manager', `/requests/${fault.id}`);
    await seen(shown.getByText('{{7*7}}').first());
    for (const text of [KEPT[0], KEPT[3], KEPT[7], KEPT[14]]) await seen(shown.getByText(text ?? '').first());
    await isHarmless('manager', 'console-request');
  });

  for (const [name, who, path, waitFor] of [
    ['console-today', 'manager', '/today', SCRIPT],
    ['console-list', 'manager', '/requests', SCRIPT],
    ['console-search', 'manager', `/search?q=${encodeURIComponent('onerror')}`, 'onerror'],
    ['console-records', 'manager', '/records', 'QR-'],
    ['console-access', 'administrator', '/access', SCRIPT],
    ['portal-list', 'technician', '/portal', SCRIPT],
    ['portal-records', 'representative', '/portal/records', ''],
  ] as const)
    it(`on the page ${name}`, async () => {
      const page = await open(who, path);
      await seen(page.locator('main').getByText(waitFor).first());
      await isHarmless(who, name);
    });

  it('on paper in the browser, where it is read and where it is written', async () => {
    const { id } = fault.record('serviceRecord');
    const read = await open('manager', `/records/${id}`);
    await seen(read.locator('article.a4').getByText('#eval("1+1")').first());
    await isHarmless('manager', 'console-record');
    const written = await open('branchEngineer', `/records/${id}`);
    await seen(written.locator('article').getByRole('textbox').first());
    await isHarmless('branchEngineer', 'console-record-open');
  });

  it('in the palette', async () => {
    const page = await open('manager', '/requests');
    await seen(page.locator('.request-row'));
    await page.keyboard.press('Control+k');
    await seen(page.getByRole('dialog'));
    await page.keyboard.type(fault.number.slice(-4));
    await seen(page.getByRole('option', { name: /onerror/ }));
    await isHarmless('manager', 'palette');
  });

  it('on the phone of the engineer and of the customer', async () => {
    const list = await open('branchEngineer', '/field', 'phone');
    await seen(list.getByText('{{7*7}}').first());
    await isHarmless('branchEngineer', 'field-list', 'phone');
    await list.goto(`${stage.server.url}/field/visits/${fault.now().visits[0]?.id ?? ''}`);
    await seen(list.getByText('{{7*7}}').first());
    await isHarmless('branchEngineer', 'field-visit', 'phone');
    const request = await open('technician', `/portal/requests/${fault.id}`, 'phone');
    await seen(request.getByText('{{7*7}}').first());
    await isHarmless('technician', 'portal-request-phone', 'phone');
  });

  it('in a log that is imported: its columns, its cells and the reasons beside its rows', async () => {
    const rows = LINES.map((text, place) => `H-${place},2026-03-02 08:00:00,"${text.replaceAll('"', '""')}"`);
    const log = ['Ticket,When,<img src=x onerror=pledgeTrapped=1>', ...rows, `H-9,soon,x`, ''].join('\n');
    const { page } = await sit('administrator');
    await page.goto(`${stage.server.url}/import`);
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: `${SCRIPT}.csv`, mimeType: 'text/csv', buffer: Buffer.from(log) });
    await seen(page.getByRole('heading', { level: 1 }));
    await seen(page.getByText(/映射/).first());
    await isHarmless('administrator', 'import');
  });
});

/** Elements that no page of ours has and that a text would have to become to do anything. */
function madeOfTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ([trap, host]) => {
      const odd = `[onerror], [onload], [onmouseover], [onfocus], [autofocus][onfocus], script:not([src]), a[href^="javascript:"], a[href^="data:text/html"], [src*="${host}"], [href*="${host}"], iframe, object, embed`;
      const found = [...document.querySelectorAll(odd)].map((element) => element.outerHTML.slice(0, 200));
      return [...(trap in window ? ['the trap went off'] : []), ...found];
    },
    [TRAP, FOREIGN_HOST] as const,
  );
}
