import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestServer, type TestServer } from '#apps/server/testing/test-server.ts';
import { launchBrowser } from '#platform/testing/browser.ts';

describe('the page that shows the description of the API', { timeout: 120_000 }, () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer({ listen: true });
  });
  after(() => server.close());

  it('shows every group and a command with its envelope in a browser, asking nobody else for anything', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const faults: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && faults.push(message.text())));
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${server.url}/api/docs`);
      const groups = page.locator('.opblock-tag');
      await groups.filter({ hasText: 'site visits' }).click();
      await page.locator('.opblock-summary', { hasText: 'request-departure' }).first().click();
      await page.getByText('occurredAt').first().waitFor();
      assert.ok((await groups.count()) >= 7);
      assert.deepEqual(faults, []);
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:')),
        [],
      );
    } finally {
      await browser.close();
    }
  });
});
