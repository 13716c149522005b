import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { createConsoleRouter } from '#apps/console/router.tsx';
import type { createFieldRouter } from '#apps/field/router.tsx';
import type { createPortalRouter } from '#apps/portal/router.tsx';
import type { Course } from '#apps/server/testing/course.ts';
import {
  ARABIC,
  HOSTILE_LOG,
  HOSTILE_PLAN,
  hostileColleague,
  hostileDraft,
  hostileFault,
  hostileImport,
  hostileNames,
  hostileNeeds,
  hostileNotice,
  hostileRegister,
  hostileReplay,
  KEPT,
  planInForce,
  SCRIPT,
} from '#apps/server/testing/hostile/house.ts';
import { FOREIGN_HOST, TRAP } from '#apps/server/testing/hostile/texts.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { picture, widerThanWindow } from './checks.ts';
import { PHOTO } from './hand.ts';
import { DESK, openStage, PHONE, seen, type Seat, type Stage } from './stage.ts';

/** The pages of an app, which all stand at the root of its router: one without a look at it is an error of types. */
type PagesOf<Make extends () => Router> = ReturnType<Make>['routeTree']['types']['children'][number]['types']['path'];
interface Router {
  readonly routeTree: { readonly types: { readonly children: readonly { readonly types: { readonly path: string } }[] } };
}
/** A look at a page: by whom, what the address asks besides, and a text that stands there, without which it were no look. */
interface Look {
  readonly by: HouseName;
  readonly ask?: string;
  readonly shows: string;
  /** What is opened before the text can stand there. */
  readonly open?: (page: Page) => Promise<void>;
}
type Looks<Path extends string> = Readonly<Record<Path, readonly Look[]>>;

const CONSOLE: Looks<PagesOf<typeof createConsoleRouter>> = {
  '/': [{ by: 'manager', shows: SCRIPT }],
  '/today': [{ by: 'manager', shows: SCRIPT }],
  '/requests': [{ by: 'manager', shows: SCRIPT }],
  '/requests/$requestId': [{ by: 'manager', shows: '{{7*7}}' }],
  '/intake': [
    {
      by: 'centreManager',
      shows: TRAP,
      open: async (page) => {
        await page.getByRole('textbox', { name: '来电人' }).fill('王工');
        await page.getByRole('button', { name: /^王工/ }).click();
      },
    },
  ],
  '/records': [{ by: 'manager', shows: 'QR-' }],
  '/records/$recordId': [
    { by: 'manager', shows: '#eval("1+1")' },
    { by: 'branchEngineer', shows: SCRIPT },
  ],
  '/reach': [{ by: 'manager', shows: '__proto__' }],
  '/register': [
    { by: 'manager', shows: TRAP },
    { by: 'manager', ask: '?open=C-1.1-06', shows: SCRIPT },
    { by: 'auditor', ask: '?open=C-1.3-04', shows: TRAP },
    { by: 'auditor', ask: '?open=C-1.3.2-03&period=all', shows: SCRIPT },
  ],
  '/quality': [{ by: 'qualityController', ask: '?open=responseTime', shows: TRAP }],
  '/search': [{ by: 'manager', ask: `?q=${encodeURIComponent('onerror')}`, shows: 'onerror' }],
  '/access': [{ by: 'administrator', shows: SCRIPT }],
  '/import': [{ by: 'administrator', shows: TRAP }],
  '/import/$importId': [{ by: 'administrator', shows: TRAP }],
  '/plans': [{ by: 'planAuthor', shows: '=HYPERLINK' }],
  '/plans/$planId': [
    { by: 'planAuthor', ask: '?view=document', shows: TRAP },
    { by: 'planAuthor', ask: '?view=text', shows: TRAP },
  ],
  '/plans/drafts/$draftId': [
    { by: 'planAuthor', ask: '?view=text', shows: TRAP },
    { by: 'planAuthor', ask: '?view=document', shows: TRAP },
    { by: 'planAuthor', ask: '?view=review', shows: `<b onclick=${TRAP}=1>` },
  ],
  '/holidays': [{ by: 'centreManager', shows: TRAP, open: (page) => page.getByText('2026年', { exact: true }).first().click() }],
  '/holidays/recounts/$recountId': [{ by: 'centreManager', shows: TRAP }],
  '/plans/replay': [{ by: 'manager', shows: TRAP }],
  '/plans/replay/$replayId': [{ by: 'manager', shows: TRAP }],
  '/my-sign-in': [{ by: 'branchEngineer', shows: '我的登录' }],
};

const PORTAL: Looks<PagesOf<typeof createPortalRouter>> = {
  '/': [{ by: 'technician', shows: SCRIPT }],
  '/report': [{ by: 'technician', shows: TRAP }],
  '/requests/$requestId': [{ by: 'technician', shows: SCRIPT }],
  '/records': [{ by: 'representative', shows: 'QR-' }],
  '/records/$recordId': [{ by: 'technician', shows: SCRIPT }],
  '/register': [
    { by: 'representative', shows: TRAP },
    { by: 'representative', ask: '?open=C-1.1-06', shows: SCRIPT },
    { by: 'representative', ask: '?open=C-1.3-04', shows: TRAP },
    { by: 'representative', ask: '?open=C-1.3.2-03&period=all', shows: SCRIPT },
  ],
  '/plan': [{ by: 'representative', shows: TRAP }],
  '/reach': [{ by: 'representative', shows: '__proto__' }],
  '/my-sign-in': [{ by: 'technician', shows: '我的登录' }],
};

const FIELD: Looks<PagesOf<typeof createFieldRouter>> = {
  '/': [{ by: 'branchEngineer', shows: '{{7*7}}' }],
  '/visits/$visitId': [{ by: 'branchEngineer', shows: '{{7*7}}' }],
  '/my-sign-in': [{ by: 'branchEngineer', shows: '我的登录' }],
};

type Watched = Seat & { readonly foreign: string[]; readonly dialogs: string[] };

describe('whatever people wrote is text on every page', { timeout: 300_000 }, () => {
  let stage: Stage;
  let fault: Course;
  /** What stands in an address in the place of a parameter. */
  let ids: Readonly<Record<string, string>>;
  const seats = new Map<HouseName, Watched>();

  const sit = async (who: HouseName): Promise<Watched> => {
    const known = seats.get(who);
    if (known !== undefined) return known;
    const seat = await stage.seat(who, { language: 'zh' });
    const watched = { ...seat, foreign: [] as string[], dialogs: [] as string[] };
    seat.page.on('request', (request) => {
      const url = new URL(request.url());
      if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== stage.server.url) watched.foreign.push(request.url());
    });
    seat.page.on('dialog', (dialog) => {
      watched.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    seats.set(who, watched);
    return watched;
  };

  /** Nothing ran, nothing was asked elsewhere, no element came of a text, and none makes the page wider than the desk's or a phone's window. */
  const isHarmless = async (who: HouseName, name: string): Promise<void> => {
    const { page, foreign, dialogs, complaints } = await sit(who);
    for (const [device, size] of Object.entries({ desk: DESK, phone: PHONE })) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((taken) => requestAnimationFrame(() => setTimeout(taken))));
      await picture(page, `hostile-${name}-${device}`);
      assert.deepEqual(await widerThanWindow(page), [], `${name} is wider than the window of a ${device}`);
    }
    await page.setViewportSize(DESK);
    const made = await madeOfTexts(page);
    assert.deepEqual({ foreign, dialogs, complaints, made }, { foreign: [], dialogs: [], complaints: [], made: [] }, name);
  };

  const open = async (who: HouseName, path: string): Promise<Page> => {
    const { page } = await sit(who);
    await page.goto(stage.server.url + path);
    return page;
  };

  before(async () => {
    stage = await openStage({ plan: HOSTILE_PLAN, furnish: hostileColleague });
    const { server } = stage;
    await hostileNeeds(server);
    fault = await hostileFault(server);
    await hostileRegister(server, fault);
    await hostileNames(server);
    ids = {
      requestId: fault.id,
      recordId: fault.record('serviceRecord').id,
      visitId: fault.now().visits[0]?.id ?? '',
      planId: await planInForce(server),
      draftId: await hostileDraft(server),
      recountId: await hostileNotice(server),
      importId: await hostileImport(server),
      replayId: await hostileReplay(server),
    };
  });
  after(() => stage?.close());

  for (const [app, looks] of Object.entries({ console: CONSOLE, portal: PORTAL, field: FIELD }))
    describe(`of the ${app}`, () => {
      for (const [path, ways] of Object.entries(looks))
        for (const { by, ask = '', shows, open: unfold } of ways)
          it(`${path}${ask} before ${by}`, async () => {
            const below = app === 'console' ? '' : `/${app}`;
            const address = path.replaceAll(/\$(\w+)/g, (_, name: string) => ids[name] ?? assert.fail(name));
            const page = await open(by, below + address + ask);
            await unfold?.(page);
            await seen(shown(page, shows));
            await isHarmless(by, `${app}${path.replaceAll(/[/$]+/g, '-')}${ask.replaceAll(/\W+/g, '-')}`);
          });
    });

  it('reported in the portal with a photo of such a name, and seen there', async () => {
    const page = await open('technician', '/portal/report');
    await page.getByRole('radio', { name: /^报修/ }).check();
    await page.getByRole('radio', { name: /^东区/ }).check();
    await page.getByLabel(/^发生了什么/).fill(KEPT.slice(0, 8).join('\n'));
    await page.getByRole('radio', { name: /系统严重故障/ }).check();
    await page.getByLabel('从什么时候开始').fill(ARABIC);
    await page.getByLabel('回电号码').fill('+86 10 0000 0004');
    await page.getByLabel('照片与附件').setInputFiles({ ...PHOTO, name: `"><img src=x onerror=${TRAP}=1>.png` });
    await seen(page.locator('.file-picker li'));
    await isHarmless('technician', 'portal-reporting');
    await page.getByRole('button', { name: '提交报修' }).click();
    await seen(page.getByRole('heading', { name: /^已收到，编号/ }));
    await isHarmless('technician', 'portal-sent');
    await page.getByRole('link', { name: '看进展' }).click();
    await seen(page.getByText(KEPT[0] ?? '').first());
    await isHarmless('technician', 'portal-reported');
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

  it('in a log that is brought: its name, its columns and its cells', async () => {
    const page = await open('administrator', '/import');
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: `${SCRIPT}.csv`, mimeType: 'text/csv', buffer: Buffer.from(HOSTILE_LOG) });
    await seen(page.getByRole('heading', { level: 1, name: /onerror/ }));
    await seen(page.getByText(/映射/).first());
    await isHarmless('administrator', 'importing');
  });
});
/** Where a text stands to be read. */
function shown(page: Page, text: string): Locator {
  return page.getByText(text).filter({ visible: true });
}

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
