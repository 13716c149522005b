import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { Course } from '#apps/server/testing/course.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { launchProfile } from '#platform/testing/browser.ts';
import { picture, violationsOf } from './checks.ts';
import { aNightOfWork } from './a-night-of-work.ts';
import { DESK, gone, openStage, seen, type Stage } from './stage.ts';

/** Once what the page has just written lies on the disk: who reads the store waits behind who writes it. */
const isWritten = (): Promise<void> =>
  new Promise((done, failed) => {
    // The page tells its store once it has drawn what was typed.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const opening = indexedDB.open('pledge');
        opening.addEventListener('error', failed);
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('drafts');
          reading.objectStore('drafts').count();
          reading.addEventListener('complete', () => done());
        });
      }),
    );
  });

describe('drafts outlive a browser that is killed', { timeout: 300_000 }, () => {
  let stage: Stage;
  let fault: Course;
  let folder: string;
  let context: BrowserContext | undefined;

  before(async () => {
    stage = await openStage();
    fault = await aNightOfWork(stage);
    folder = await mkdtemp(join(tmpdir(), 'pledge-profile-'));
  });
  after(async () => {
    await context?.close().catch(() => undefined);
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The same browser again, as whoever sits down at it. */
  const sitDown = async (who: HouseName): Promise<Page> => {
    const opened = await launchProfile(folder, { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: DESK });
    opened.setDefaultTimeout(20_000);
    context = opened;
    await opened.clock.setFixedTime(stage.server.house.time.current());
    const [name = '', ...value] = (await stage.server.cookieOf(who)).split('=');
    await opened.addCookies([{ name, value: value.join('='), url: stage.server.url }]);
    return opened.newPage();
  };
  /** Ends it at once: nothing is tidied up and nothing is written any more. */
  const kill = async (): Promise<void> => {
    const browser = context?.browser();
    assert.ok(browser != null);
    const over = new Promise<void>((done) => browser.once('disconnected', () => done()));
    const session = await browser.newBrowserCDPSession();
    void session.send('Browser.crash').catch(() => undefined);
    await over;
    context = undefined;
  };
  const recordPath = () => `/records/${fault.record('serviceRecord').id}`;
  const restored = (page: Page) => page.getByText(/已恢复上次没有提交的内容|未保存/);

  const places: readonly {
    readonly name: string;
    readonly path: () => string;
    readonly open: (page: Page) => Promise<void>;
    readonly field: (page: Page) => ReturnType<Page['locator']>;
  }[] = [
    {
      name: 'a reply',
      path: () => `/requests/${fault.id}`,
      open: (page) => seen(page.locator('.composer')),
      field: (page) => page.locator('.composer textarea'),
    },
    {
      name: 'the form of a step',
      path: () => `/requests/${fault.id}`,
      open: async (page) => {
        await page.locator('.next-steps .step').first().click();
        await seen(page.locator('.step-form textarea'));
      },
      field: (page) => page.locator('.step-form textarea').first(),
    },
    {
      name: 'a call being taken down',
      path: () => '/intake',
      open: (page) => seen(page.locator('.say-list li')),
      field: (page) => page.getByLabel('咨询内容'),
    },
    {
      name: 'a cell of a record',
      path: recordPath,
      open: (page) => seen(page.locator('article textarea')),
      field: (page) => page.locator('article textarea').first(),
    },
  ];

  for (const { name, path, open, field } of places)
    it(`${name}: the last letter before the crash is there, it is said, and can be discarded`, async () => {
      const words = `写到一半：${name}`;
      const before = await sitDown('manager');
      await before.goto(stage.server.url + path());
      await open(before);
      await field(before).fill(words);
      await before.evaluate(isWritten);
      await kill();

      const page = await sitDown('manager');
      await page.goto(stage.server.url + path());
      await open(page);
      assert.equal(await field(page).inputValue(), words);
      await seen(restored(page));
      await picture(page, `draft-${path().split('/')[1]}`);
      assert.deepEqual(await violationsOf(page), []);
      await page.getByRole('button', { name: /丢弃|放弃/ }).click();
      await gone(restored(page));
      assert.equal(await field(page).inputValue(), '');
      await page.reload();
      await open(page);
      assert.equal(await field(page).inputValue(), '', 'discarded for good');
      await context?.close();
    });

  it('none is left for the next person, whether one signs out or is merely followed by another', async () => {
    const write = async (page: Page) => {
      await page.goto(`${stage.server.url}/intake`);
      await seen(page.locator('.say-list li'));
      await page.getByLabel('咨询内容').fill('不给别人看');
    };
    const page = await sitDown('manager');
    await write(page);
    const signOut = async (answer: 'accept' | 'dismiss'): Promise<string> => {
      const asking = page.waitForEvent('dialog');
      await page.getByRole('button', { name: /，菜单$/ }).click();
      // The page stands still until it is answered.
      const pressed = page.getByRole('menuitem', { name: '退出登录' }).click();
      const asked = await asking;
      await asked[answer]();
      await pressed;
      return asked.message();
    };
    assert.match(await signOut('dismiss'), /有1份没有发出的草稿/);
    assert.equal(await page.getByLabel('咨询内容').inputValue(), '不给别人看', 'whoever thinks again goes on writing');
    await signOut('accept');
    await seen(page.getByRole('textbox', { name: '账号' }));
    const kept = await page.evaluate(async () => ({
      atHand: Object.keys(localStorage).filter((key) => key.startsWith('pledge.draft.')),
      durable: await new Promise((done) => {
        const opening = indexedDB.open('pledge');
        opening.onsuccess = () => {
          const count = opening.result.transaction('drafts').objectStore('drafts').count();
          count.onsuccess = () => done(count.result);
        };
      }),
    }));
    assert.deepEqual(kept, { atHand: [], durable: 0 });
    await context?.close();

    const mine = await sitDown('supportEngineer');
    await write(mine);
    await context?.close();
    const other = await sitDown('secondSupportEngineer');
    await other.goto(`${stage.server.url}/intake`);
    await seen(other.locator('.say-list li'));
    assert.equal(await other.getByLabel('咨询内容').inputValue(), '');
  });
});
