import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { LOG, MAP } from '#centre/history/log.fixture.ts';
import type { Replay } from '#centre/commitments/replay/replay.schema.ts';
import { samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { runPledge, type PledgeRun } from './testing/run-pledge.ts';

/** The command as a process of its own, without a database. */
const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SAMPLE = file('plans/sample-plan.yaml');
const COLUMNS = 'request,clock,startedAt,dueAt,stoppedAt,state,breached,breachedAt,elapsedSeconds';
/** Summer time, none, a zone beyond the date line that skipped a day of the log. */
const ZONES = ['America/New_York', 'Asia/Shanghai', 'Pacific/Apia'];

const PUBLIC_LOG = file('../shared/data/incident-logs/bpi2013-volvo-incidents.csv.gz');
const skip = existsSync(PUBLIC_LOG) ? false : 'the public incident log is not beside this checkout';

const folder = mkdtempSync(join(tmpdir(), 'pledge-replay-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string): string => join(folder, name);
const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(place(name), content);
  return place(name);
};
const log = written('log.csv', LOG);
const map = written('map.yaml', MAP);

const NOWHERE = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
const replay = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<PledgeRun> =>
  runPledge(['clock', 'replay', ...args], { env: { ...NOWHERE, ...env } });

describe('pledge clock replay', () => {
  it('prints a row for each commitment, tables by month, unit and severity, and the worst cases by name', async () => {
    const { status, out } = await replay([log, '--plan', SAMPLE, '--map', map]);
    assert.equal(status, 0);
    assert.match(out, /^SP-2026-001 revision 1: 3 requests, 9 rows, as of 2026-03-04T13:00:00Z\.\n/);
    assert.match(out, /\nC-1\.1-07, C-1\.6\.2-09 +2 +1 +1 +0 +0 +3:00:00 +12:00:00 +7:00:00 over A-3\n/);
    assert.match(out, /\nC-1\.4\.4-04 +3 +1 +2 +0 +0 +3:00:00 +12:00:00 +12:00:00 over A-2\n/);
    assert.match(out, /\n {2}2026-03 +3 +1 +2 /);
    assert.match(out, /\n {2}major +2 +1 +1 /);
    assert.match(
      out,
      /\n {2}A-3 {2}resolution {2}7:00:00 over {2}from 2026-03-04T01:00:00Z, due 2026-03-04T06:00:00Z, stopped 2026-03-04T13:00:00Z {2}major\n/,
    );
    assert.match(out, /\nThe map names no end of these, .*: .*callBack for C-1\.4\.1-08 \(3 over\)/);
    assert.match(out, /\nThese run on something else than a request .*: assignment, /);
    assert.ok(!out.includes('\n  unit '), 'a map without units has no table of them');
  });

  it('writes a CSV row for each clock, instants in UTC, no id a formula', async () => {
    const path = place('out.csv');
    const { status } = await replay([
      written('formula.csv', LOG.replaceAll('A-2', '=A2')),
      '--plan',
      SAMPLE,
      '--map',
      map,
      '--out',
      path,
    ]);
    assert.equal(status, 0);
    const text = readFileSync(path, 'utf8');
    assert.equal(text.split('\n')[0], COLUMNS);
    const rows: Record<string, string>[] = parse(text, { columns: true });
    const resolution = rows.filter(({ clock }) => clock === 'resolution').map((row) => Object.values(row).join(' '));
    assert.deepEqual(resolution, [
      'A-1 resolution 2026-03-02T01:00:00Z 2026-03-02T06:00:00Z 2026-03-02T04:00:00Z stopped false  10800',
      "'=A2 resolution 2026-03-03T01:00:00Z 2026-03-04T01:00:00Z  running true 2026-03-04T01:00:00Z 129600",
      'A-3 resolution 2026-03-04T01:00:00Z 2026-03-04T06:00:00Z 2026-03-04T13:00:00Z stopped true 2026-03-04T06:00:00Z 43200',
    ]);
  });

  it('writes over no file, not even the log itself, and leaves none behind where nothing was replayed', async () => {
    const kept = readFileSync(log, 'utf8');
    const over = await replay([log, '--plan', SAMPLE, '--map', map, '--out', log]);
    assert.deepEqual([over.status, readFileSync(log, 'utf8')], [2, kept]);
    assert.match(over.err, /log\.csv is there already\. Name a new file\.\n$/);
    const out = place('nothing.csv');
    const refused = await replay([process.execPath, '--plan', SAMPLE, '--map', map, '--out', out]);
    assert.equal(refused.status, 1);
    assert.deepEqual([existsSync(out), existsSync(`${out}.part`)], [false, false]);
  });

  it('reads what is packed, and from standard input; crosses what it is asked to', async () => {
    const packed = await replay([written('log.csv.gz', gzipSync(LOG)), '--plan', SAMPLE, '--map', map, '--by', 'month+severity']);
    assert.match(packed.out, /\n {2}month \+ severity .*\n {2}2026-03 {2}major +2 +1 +1 /);
    const piped = await runPledge(['clock', 'replay', '-', '--plan', SAMPLE, '--map', map, '--by', 'month+severity'], {
      input: LOG,
      env: NOWHERE,
    });
    assert.equal(piped.out, packed.out);
  });

  it('holds a plan against another, and marks what is weaker', async () => {
    const later = written(
      'later.yaml',
      samplePlanText.replace('{ critical: PT5H, major: PT5H,', '{ critical: PT13H, major: PT13H,'),
    );
    const { status, out } = await replay([log, '--plan', later, '--against', SAMPLE, '--map', map]);
    assert.equal(status, 0);
    assert.match(out, /, held against SP-2026-001 revision 1: /);
    assert.match(out, /\nC-1\.1-07, .* +2 +2 +0 +1 +0 +0 .* WEAKER 减弱\n/);
    assert.match(out, /\nC-1\.4\.4-04 .* +3 +2 +1 +2 +0 +0 .* WEAKER 减弱\n/);
  });

  it('lists every bad row with its line and reason, and says so with its status', async () => {
    const bad = written(
      'bad.csv',
      LOG.replace('2026-03-04 21:00:00', 'yesterday').replace('A-2,2026-03-03 10:00:00', 'A-2,2026-03-03 10:00:00,more'),
    );
    const { status, out, err } = await replay([bad, '--plan', SAMPLE, '--map', map]);
    assert.equal(status, 1);
    assert.match(out, /: 1 requests, 9 rows/);
    assert.match(err, /bad\.csv:9: When: “yesterday” is no time in this format.* \(A-3\)\n/);
    assert.match(err, /bad\.csv:10: The row has other cells than the header has columns \(8 \/ 7\).* \(A-2\)\n/);
    assert.match(err, /Wrong rows: 2; requests left out: 2; mend them and replay the log again\.\n$/);
  });

  const WRONG: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['a log that is not there', ['/nowhere', '--plan', SAMPLE, '--map', map], 2, /\/nowhere cannot be read/],
    ['a plan that is not there', [log, '--plan', '/nowhere', '--map', map], 2, /\/nowhere cannot be read/],
    ['a plan with errors', [log, '--plan', map, '--map', map], 1, /map\.yaml has errors, and nothing was replayed/],
    ['a map with errors', [log, '--plan', SAMPLE, '--map', SAMPLE], 1, /sample-plan\.yaml has errors, and nothing was replayed/],
    ['columns that are not there', [file('package.json'), '--plan', SAMPLE, '--map', map], 1, /map\.yaml has errors/],
    [
      'an as-of without offset',
      [log, '--plan', SAMPLE, '--map', map, '--as-of', '2026-03-04'],
      2,
      /--as-of 2026-03-04 is no instant/,
    ],
    ['no dimension', [log, '--plan', SAMPLE, '--map', map, '--by', 'week'], 2, /--by week is no dimension/],
    [
      'a file that cannot be written',
      [log, '--plan', SAMPLE, '--map', map, '--out', '/nowhere/out.csv'],
      2,
      /\/nowhere\/out\.csv cannot be written/,
    ],
  ];
  for (const [what, args, status, said] of WRONG)
    it(`refuses ${what} in words`, async () => {
      const run = await replay(args);
      assert.deepEqual([run.status, said.test(run.err)], [status, true], run.err);
    });

  it('answers the same in whatever zone the process runs', async () => {
    const answers = await Promise.all(
      ZONES.map(async (zone) => {
        const path = place(`${zone.replace('/', '-')}.csv`);
        const { out } = await replay([log, '--plan', SAMPLE, '--map', map, '--json', '--out', path], { TZ: zone });
        return `${out}${readFileSync(path, 'utf8')}`;
      }),
    );
    assert.deepEqual(new Set(answers).size, 1);
    assert.ok((JSON.parse(answers[0]?.split('\n')[0] ?? '') as Replay).forecast.lines.length > 0);
  });

  it('reads the public incident log to its last row, in any zone', { skip }, async () => {
    const args = ['--plan', file('plans/incident-log-plan.yaml'), '--map', file('plans/maps/bpi2013-volvo.yaml'), '--json'];
    const answers = new Set<string>();
    for (const zone of ZONES) answers.add((await replay([PUBLIC_LOG, ...args], { TZ: zone })).out);
    assert.equal(answers.size, 1);
    const { rows, requests, faultyRows, lastAt, forecast } = JSON.parse([...answers][0] ?? '') as Replay;
    assert.deepEqual([rows, requests, faultyRows, lastAt], [65_533, 7_554, 0, '2012-05-22T23:22:25Z']);
    assert.deepEqual(
      forecast.lines.map(({ commitments, total: { clocks, kept, breached, open, cancelled } }) => [
        commitments[0]?.id,
        clocks,
        kept + breached + open + cancelled,
      ]),
      [
        ['V-01', 7_554, 7_554],
        ['V-02', 7_554, 7_554],
        ['V-03', 4_164, 4_164],
        ['V-07', 8_143, 8_143],
      ],
    );
  });
});
