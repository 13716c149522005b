import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '#platform/testing/browser.ts';

describe('the browser of the journeys', { timeout: 120_000 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  it('writes Chinese, not boxes', async () => {
    const page = await browser.newPage();
    const pictures = [];
    for (const text of ['守', '诺', '\u{10FFFD}', '\u{10FFFC}']) {
      await page.setContent(`<p style="font-size:60px;width:80px;height:90px">${text}</p>`);
      pictures.push((await page.locator('p').screenshot()).toString('base64'));
    }
    await page.close();
    assert.equal(new Set(pictures).size, 3, 'two characters, and one box for both that no font has');
  });

  it('outlives the end of a context', async () => {
    for (let round = 0; round < 3; round += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto('data:text/html,<title>open</title>');
      assert.equal(await page.title(), 'open');
      await context.close();
    }
    assert.ok(browser.isConnected());
  });
});
