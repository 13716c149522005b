import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quietPool } from '../db/quiet-client.ts';
import { startTestDatabase } from '../testing/test-database.ts';
import { openSignal } from './signal.ts';

describe('what changed', { timeout: 60_000 }, () => {
  it('last before a node closes is heard by the others', async () => {
    const database = await startTestDatabase();
    const pool = quietPool({ connectionString: database.ownerUrl, max: 1 });
    const open = (role: string) => openSignal({ pool, listenUrl: database.ownerUrl, role });
    const [leaving, staying] = [open('leaving'), open('staying')];
    try {
      const heard: string[] = [];
      const hears = (topic: string): Promise<void> =>
        new Promise((resolve) => {
          const look = (): void => void (heard.includes(topic) && resolve());
          staying.hear((topics) => (heard.push(...topics), look()));
          look();
        });
      await hears('all');
      leaving.changed(['service-requests/the-last-one']);
      await leaving.close();
      await hears('service-requests/the-last-one');
      assert.deepEqual(heard.slice(-1), ['service-requests/the-last-one']);
    } finally {
      await staying.close();
      await pool.end();
      await database.stop();
    }
  });
});
