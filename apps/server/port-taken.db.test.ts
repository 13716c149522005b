import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { emptyDatabase } from '#apps/cli/testing/running-centre.ts';
import { startTestDatabase, throughPooler } from '#platform/testing/test-database.ts';

it('a start whose port is taken while it prepares the rest ends in one line that names another', async () => {
  const database = await startTestDatabase();
  const { ownerUrl, drop } = await emptyDatabase(database);
  const folder = await mkdtemp(join(tmpdir(), 'pledge-port-'));
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const rival = createServer();
  try {
    rival.listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const { port } = rival.address() as AddressInfo;
    await new Promise((done) => rival.close(done));
    const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
      env: {
        ...process.env,
        DATABASE_URL: throughPooler(ownerUrl),
        PLEDGE_DIRECT_URL: ownerUrl,
        PLEDGE_DATA_DIR: folder,
        PLEDGE_ROLE: 'web',
        PLEDGE_DEMO: '0',
        PORT: String(port),
        LANG: 'C',
        LC_ALL: 'C',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = text(child.stderr);
    const ended = once(child, 'close');
    // It looks at the port before it opens the database.
    const isOpen = async (): Promise<boolean> =>
      (await owner.query(`select 1 from pg_tables where schemaname = 'public' limit 1`)).rowCount === 1;
    while (!(await isOpen())) await delay(2);
    rival.listen(port, '127.0.0.1');
    assert.deepEqual(await ended, [3, null]);
    assert.match(await said, new RegExp(`^Port ${port} [^\n]* PORT=${port + 1} npm start[^\n]*\n$`));
  } finally {
    rival.close();
    await owner.end();
    await drop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
