import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { startTextsEn } from '#platform/config/start.texts.en.ts';
import { startTextsZh } from '#platform/config/start.texts.zh.ts';
import { groups } from './groups.ts';
import { runPledge } from './testing/run-pledge.ts';

/** How commands are called, as processes: help, statuses, one line that says what to do. None of these opens a database. */
const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const CASES = file('centre/commitments/clock/fixtures/published-cases.json');
const SAMPLE = file('plans/sample-plan.yaml');
const folder = mkdtempSync(join(tmpdir(), 'pledge-calls-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const program = new Command();
for (const load of Object.values(groups)) (await load())(program);
/** Every command there is, as it is called: `audit verify`, `backup`. */
const COMMANDS = program.commands.flatMap((group) =>
  group.commands.length === 0 ? [group.name()] : group.commands.map((command) => `${group.name()} ${command.name()}`),
);

describe('every command', () => {
  it('has --help and takes --json', async () => {
    const helps = await Promise.all(COMMANDS.map((command) => runPledge([...command.split(' '), '--help'])));
    for (const [index, { status, out, err }] of helps.entries()) {
      const command = COMMANDS[index] ?? '';
      assert.deepEqual([status, err], [0, ''], command);
      assert.match(out, new RegExp(`^Usage: pledge ${command} `));
      assert.match(out, /--json/, command);
    }
  });

  for (const readme of ['README.md', 'README.zh-CN.md'])
    it(`stands in the table of ${readme}`, () => {
      const rows = readFileSync(file(readme), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('| `pledge '));
      const told = (command: string): boolean => {
        const [group = '', name = ''] = command.split(' ');
        return rows.some((row) => row.startsWith(`| \`pledge ${group}`) && row.split(' | ')[0]?.includes(name));
      };
      assert.deepEqual(
        COMMANDS.filter((command) => !told(command)),
        [],
      );
    });
});

const WRONG: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['no command', [], /^Name a command: clock, calendar, plan, .*\. See pledge --help\.\n$/],
  ['half a command', ['plan'], /^Name a command: check, diff, approve, apply, schema\. See pledge plan --help\.\n$/],
  ['an unknown group', ['nonsense'], /^Unknown command 'nonsense'\. See pledge --help\.\n$/],
  ['an unknown command', ['clock', 'tick'], /^Unknown command 'tick'.* See pledge clock --help\.\n$/],
  ['an unknown option', ['plan', 'check', SAMPLE, '--nope'], /^Unknown option '--nope'\. See pledge plan check --help\.\n$/],
  ['no file to restore', ['restore'], /^Missing required argument 'file'\. See pledge restore --help\.\n$/],
  ['no file', ['plan', 'check'], /^Missing required argument 'file'\. See pledge plan check --help\.\n$/],
  [
    'a file that is not there',
    ['clock', 'evaluate', '/nowhere'],
    /^\/nowhere cannot be read: there is no such file\. Name a file/,
  ],
  ['what is no case file', ['clock', 'evaluate', SAMPLE], /no JSON.* See pledge clock --help\.\n$/],
  ['a case that is not in it', ['clock', 'explain', CASES, '--case', 'none'], /none.* See pledge clock --help\.\n$/],
  [
    'no paper that can be printed',
    ['record', 'print', 'QR-1', '--out', 'x.txt'],
    /Name a file that ends in \.pdf or \.docx\.\n$/,
  ],
  [
    'a position of the customer',
    ['user', 'create', '--login', 'x', '--name', 'x', '--position', 'customerTechnician'],
    /^There is no position customerTechnician of the provider\. Name one of: centreManager, /,
  ],
  [
    'a password that is too short',
    ['user', 'create', '--login', 'x', '--name', 'x', '--position', 'auditor', '--password', 'abc'],
    /^x: The password is too short\. Give one of at least 8 characters/,
  ],
];

it('a password comes in by standard input, too, where nobody else can read it, and is not sought twice', async () => {
  const create = ['user', 'create', '--login', 'x', '--name', 'x', '--position', 'auditor', '--password-stdin'];
  const short = await runPledge(create, { input: 'abc\nno more of it, however long\n' });
  assert.equal(short.status, 2);
  assert.match(short.err, /^x: The password is too short\./);
  const both = await runPledge([...create, '--password', 'abc']);
  assert.equal(both.status, 2);
  assert.match(both.err, /^Give one of --password-stdin and --password, not both\.\n$/);
});

describe('a wrong call ends with status 2 and one line that says what to do', () => {
  for (const [what, args, line] of WRONG)
    it(what, async () => {
      const { status, out, err } = await runPledge(args);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, line);
      assert.equal(err.split('\n').length, 2);
    });
});

describe('what cannot run ends with status 3', () => {
  for (const [what, url, line] of [
    ['an address that is none', 'junk', /^DATABASE_URL is no address of a PostgreSQL: write /],
    [
      'nobody at the address',
      'postgresql://nobody@127.0.0.1:1/x',
      /^No PostgreSQL answers at 127\.0\.0\.1:1 .*start it, or correct/,
    ],
  ] as const)
    it(what, async () => {
      const { status, out, err } = await runPledge(['audit', 'verify'], { env: { DATABASE_URL: url, LANG: 'C', LC_ALL: 'C' } });
      assert.deepEqual([status, out, err.split('\n').length], [3, '', 2]);
      assert.match(err, line);
    });

  it('no database in the data folder: a misspelt folder is told, and none is made', async () => {
    const misspelt = join(folder, 'misspelt');
    const env = { DATABASE_URL: '', PLEDGE_DATA_DIR: misspelt, LANG: 'C', LC_ALL: 'C' };
    for (const call of [
      ['audit', 'verify'],
      ['api-key', 'list'],
    ]) {
      const { status, out, err } = await runPledge(call, { env });
      assert.deepEqual([status, out, err.split('\n').length], [3, '', 2]);
      assert.match(err, /^There is no database in .*misspelt yet\. Set PLEDGE_DATA_DIR/);
    }
    assert.equal(existsSync(misspelt), false);
  });
});

describe('what needs no database', () => {
  it('reads standard input where the file is -', async () => {
    const { status, out } = await runPledge(['clock', 'evaluate', '-'], { input: readFileSync(CASES, 'utf8') });
    assert.equal(status, 0);
    assert.equal(out.trimEnd().split('\n').length, 14);
  });

  it('tells two plans apart by line and clause, weakening marked; programs get JSON', async () => {
    const weaker = join(folder, 'weaker.yaml');
    writeFileSync(weaker, readFileSync(SAMPLE, 'utf8').replace('critical: PT5H, major: PT5H', 'critical: PT5H, major: PT6H'));
    const { status, out } = await runPledge(['plan', 'diff', SAMPLE, weaker]);
    assert.equal(status, 0);
    assert.match(
      out,
      /^C-1\.1-07 {2}1\.1 .*\n(?:C-.*\n)* {4}clocks\.resolution\.bySeverity\.major\.limit: PT5H → PT6H {2}WEAKER 减弱\n\n1 difference, 1 weaker, 1 of them .*\.\n$/,
    );
    const { differences } = JSON.parse((await runPledge(['plan', 'diff', SAMPLE, weaker, '--json'])).out) as {
      differences: { isWeaker: boolean }[];
    };
    assert.deepEqual(
      differences.map(({ isWeaker }) => isWeaker),
      [true],
    );
  });

  it('checks with status 1 where there is an error', async () => {
    const wrong = join(folder, 'wrong.yaml');
    writeFileSync(wrong, readFileSync(SAMPLE, 'utf8').replace('stop: [engineerArrived]', 'stop: [enginerArrived]'));
    const { status, out, err } = await runPledge(['plan', 'check', wrong]);
    assert.deepEqual([status, err], [1, '']);
    assert.match(out, /error unknownEvent/);
  });
});

it('what is said when nothing starts names only what exists: commands of pledge, places that are served', () => {
  for (const text of [...Object.values(startTextsZh), ...Object.values(startTextsEn)]) {
    for (const [, command = ''] of text.matchAll(/pledge ([a-z][a-z-]*)/g))
      assert.ok(
        COMMANDS.some((known) => known.split(' ')[0] === command),
        text,
      );
    assert.doesNotMatch(text, /s3:/);
  }
});
