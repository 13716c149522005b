import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, seen, until, type Stage } from './stage.ts';

const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(242, 244, 243)';
const DARK = 'rgb(16, 20, 24)';

describe('light and dark', { timeout: 300_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  for (const [place, who] of [
    ['/today', 'manager'],
    ['/portal', 'technician'],
    ['/field', 'branchEngineer'],
  ] as const) {
    it(`${place}: as the device is set, until the person chooses; the choice holds before anything of the page has run`, async () => {
      const { page, context, complaints } = await stage.seat(who, { language: 'zh', scheme: 'dark' });
      await page.goto(stage.server.url + place);
      const menu = page.getByRole('button', { name: /，菜单$/ });
      await seen(menu);
      assert.equal(await ground(page), DARK);
      await page.emulateMedia({ colorScheme: 'light' });
      assert.equal(await ground(page), LIGHT);

      await menu.click();
      await page.getByRole('menuitemradio', { name: '深色' }).click();
      assert.equal(await ground(page), DARK);
      const sibling = await context.newPage();
      await sibling.emulateMedia({ colorScheme: 'light' });
      await sibling.goto(stage.server.url + place);
      assert.equal(await ground(sibling), DARK);
      assert.deepEqual(complaints, []);

      // The app itself never comes: what is seen now is the first paint.
      await page.route('**/assets/*.js', (route) =>
        /first-paint/.test(route.request().url()) ? route.continue() : route.abort(),
      );
      await page.reload();
      assert.equal(await page.locator('#root > *').count(), 0);
      assert.equal(await ground(page), DARK);
      assert.equal(await page.locator('meta[name=color-scheme]').getAttribute('content'), 'dark');
      // On paper it is light whatever the screen is.
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'light');
      await page.emulateMedia({ media: 'screen' });
      await page.unrouteAll();
      await page.reload();

      await menu.click();
      await page.getByRole('menuitemradio', { name: '外观跟随系统' }).click();
      assert.equal(await ground(page), LIGHT);
      assert.equal(
        await until(
          () => ground(sibling),
          (colour) => colour === LIGHT,
        ),
        LIGHT,
        'the other window of the browser',
      );
      await context.close();
    });
  }
});
