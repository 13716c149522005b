import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { startTestDatabase, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { runPledge } from './testing/run-pledge.ts';

/** The command as a process of its own, on an empty database. */
const SAMPLE = new URL('../../plans/sample-plan.yaml', import.meta.url);
let database: TestDatabase;
let folder: string;
let env: Record<string, string>;
let client: pg.Client;
const name = `plan_apply_${process.pid}_${randomBytes(3).toString('hex')}`;

before(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  folder = await mkdtemp(join(tmpdir(), 'pledge-plan-apply-'));
  env = { DATABASE_URL: throughPooler(url.href), PLEDGE_DATA_DIR: folder };
});
after(async () => {
  await client.query(`drop database ${name} with (force)`);
  await client.end();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const planFile = async (file: string, edit: (text: string) => string): Promise<string> => {
  const path = join(folder, file);
  await writeFile(path, edit(await readFile(SAMPLE, 'utf8')));
  return path;
};
const providers = async (): Promise<number> => {
  const own = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await own.connect();
  const { rows } = await own.query<{ n: number }>('select count(*)::int as n from pledge.provider');
  await own.end();
  return rows[0]?.n ?? -1;
};

describe('pledge plan apply', () => {
  it('refuses a first plan with all that is wrong and a line on stderr, and founds nobody', async () => {
    const file = await planFile('wrong.yaml', (text) =>
      text.replace('stop: [engineerArrived]', 'stop: [enginerArrived]').replace('gates:', 'gatez:'),
    );
    const { status, out, err } = await runPledge(['plan', 'apply', file], { env });
    assert.equal(status, 1);
    assert.match(out, /wrong\.yaml:\d+:\d+: error unknownEvent: /);
    assert.match(out, /wrong\.yaml:\d+:\d+: error unknownKey: /);
    assert.match(err, /^The plan has \d+ errors and was not applied\. Mend each and try again\.\n$/);
    const headless = await planFile('headless.yaml', (text) => text.replace(/^onCall:[\s\S]*?(?=^requestNumber:)/m, ''));
    const second = await runPledge(['plan', 'apply', headless, '--json'], { env });
    assert.equal(second.status, 1);
    const told = JSON.parse(second.out) as { code: string; diagnostics: { code: string; path: string }[] };
    assert.equal(told.code, 'planHasErrors');
    assert.ok(told.diagnostics.some((found) => found.code === 'providerBlockMissing' && found.path === 'onCall'));
    assert.equal(await providers(), 0);
  });

  it('two first plans at once found one provider; warnings are printed and status is 0', async () => {
    const file = await planFile('first.yaml', (text) => text);
    const runs = await Promise.all([runPledge(['plan', 'apply', file], { env }), runPledge(['plan', 'apply', file], { env })]);
    for (const { status, out, err } of runs) {
      assert.equal(status, 0, err);
      assert.equal(err, '');
      assert.match(out, /SP-2026-001 revision 1 is active\.\n$/);
    }
    assert.ok(runs.some(({ out }) => /first\.yaml:\d+:\d+: warning rosterGap: Nobody is on call/.test(out)));
    assert.equal(await providers(), 1);
  });

  it('tells with --dry-run what would become of running requests, and changes nothing', async () => {
    const file = await planFile('moving.yaml', (text) =>
      text.replace('  revision: 1', '  revision: 2').replace('\ngates:', '\nrunningRequests: { onNewVersion: move }\n\ngates:'),
    );
    const told = await runPledge(['plan', 'apply', file, '--dry-run'], { env });
    assert.equal(told.status, 0, told.err);
    assert.match(
      told.out,
      /SP-2026-001 revision 2 could become active\. Nothing was changed\.\n  0 running requests would go over to it;/,
    );
    const forPrograms = await runPledge(['plan', 'apply', file, '--dry-run', '--json'], { env });
    assert.deepEqual(JSON.parse(forPrograms.out), { moves: true, moved: 0, stayed: 0, changed: 0, breached: 0 });
    const wrong = await planFile('moving-wrong.yaml', (text) =>
      text
        .replace('  revision: 1', '  revision: 2')
        .replace('\ngates:', '\nrunningRequests: { byKind: { fualt: move } }\n\ngates:'),
    );
    const refused = await runPledge(['plan', 'apply', wrong, '--dry-run'], { env });
    assert.equal(refused.status, 1);
    assert.match(refused.out, /error unknownKind: [\s\S]*Did you mean fault\?/);
    const again = await runPledge(['plan', 'apply', join(folder, 'first.yaml')], { env });
    assert.match(again.out, /SP-2026-001 revision 1 is active\.\n$/);
  });

  it('a weakening without the customer’s approval keeps the active revision', async () => {
    const file = await planFile('weaker.yaml', (text) =>
      text.replace('  revision: 1', '  revision: 2').replace('critical: PT5H, major: PT5H', 'critical: PT5H, major: PT6H'),
    );
    const { status, out, err } = await runPledge(['plan', 'apply', file], { env });
    assert.equal(status, 1);
    assert.match(out, /error weakenedWithoutApproval: clocks\.resolution\.bySeverity\.major\.limit is weaker/);
    assert.match(err, /^The plan has an error and was not applied\./);
  });

  it('once the approval is on record, the same file is applied; one letter more is another plan', async () => {
    const file = join(folder, 'weaker.yaml');
    const letter = join(folder, 'letter.pdf');
    await writeFile(letter, 'signed');
    const word = ['--by', 'CT-02', '--on', '2026-02-28', '--evidence', letter];
    const wrongly = await runPledge(['plan', 'approve', file, '--by', 'CT-01', '--on', '2026-02-28', '--evidence', letter], {
      env,
    });
    assert.equal(wrongly.status, 1);
    assert.match(wrongly.err, /has no representative CT-01/);
    const { status, out } = await runPledge(['plan', 'approve', file, ...word], { env });
    assert.equal(status, 0);
    assert.match(out, /^SP-2026-001 revision 2 is approved as it stands \(SHA-256 [0-9a-f]{64}\)\./);
    const other = join(folder, 'other.yaml');
    await writeFile(other, `${await readFile(file, 'utf8')}# one line more\n`);
    assert.equal((await runPledge(['plan', 'apply', other], { env })).status, 1);
    assert.equal((await runPledge(['plan', 'apply', file], { env })).status, 0);
  });
});
