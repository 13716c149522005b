import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { runPledge } from '#apps/cli/testing/run-pledge.ts';
import { openDatabase, type OpenedDatabase } from '#platform/db/database.ts';
import { openCentreDatabase } from './centre-database.ts';

const PLAN = fileURLToPath(new URL('../../plans/sample-plan.yaml', import.meta.url));

let dataDir: string;
let centre: OpenedDatabase;
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pledge-looked-on-'));
  if (process.getuid?.() === 0) await chmod(dataDir, 0o711);
  centre = await openDatabase({ dataDir, databaseUrl: undefined });
  const founded = await runPledge(['plan', 'apply', PLAN], { env: { PLEDGE_DATA_DIR: dataDir, DATABASE_URL: '' } });
  assert.equal(founded.status, 0, founded.err);
});
after(async () => {
  await centre.stop();
  await rm(dataDir, { recursive: true, force: true });
});

it('whoever looks on at a centre neither holds its database up nor brings it back, until asked to hold it up', async () => {
  const owner = new pg.Client({ connectionString: centre.ownerUrl });
  await owner.connect();
  const holders = async (): Promise<number> =>
    (await owner.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where application_name = 'pledge lease'`))
      .rows[0]?.n ?? 0;
  const looking = await openCentreDatabase({ dataDir, databaseUrl: undefined, secretFile: join(dataDir, 'keys.json') });
  try {
    assert.equal(await holders(), 1, 'the centre alone');
    await looking.holdUp();
    assert.equal(await holders(), 2);
  } finally {
    await looking.close();
    await owner.end();
  }
});
