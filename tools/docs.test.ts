import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['apps', 'centre', 'docs', 'e2e', 'flows', 'forms', 'plans', 'platform', 'tools'];
const PAGES = [...globSync('*.md', { cwd: ROOT }), ...globSync('docs/**/*.md', { cwd: ROOT })];
const GENERATED = /^docs\/rights\.md$/;

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

const BLOCK = /^```\w*\n([\s\S]*?)^```/gm;

const spans = (text: string): string[] => [...text.replaceAll(BLOCK, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
const lines = (text: string): string[] => [...text.matchAll(BLOCK)].flatMap((match) => (match[1] ?? '').split('\n'));

/** What stands in backticks or in a block of code: names that a reader will look for or type. */
const quoted = (text: string): string[] => [...spans(text), ...lines(text)];

const IN_A_ROOM = new RegExp(`^(?:${ROOMS.join('|')})/[\\w./*{},-]*$`);
/** Files of the project's own folder; any other name without a folder may be the reader's. */
const AT_THE_TOP = /^(?:package(?:-lock)?\.json|tsconfig\.json|\.[\w-]+\.(?:json|cjs)|[A-Z][\w.-]*\.md)$/;

/** Ways from the project's folder (`flows/intake/rows.ts`, `centre/people/`), patterns included; those with a name to fill in are left out. */
function paths(text: string): string[] {
  const words = quoted(text).flatMap((code) => code.split(/\s+/));
  return [...words.filter((word) => IN_A_ROOM.test(word)), ...spans(text).filter((word) => AT_THE_TOP.test(word))];
}

function links(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '').filter((target) => !/^(https?:|#)/.test(target));
}

for (const page of PAGES.filter((found) => !GENERATED.test(found)).sort()) {
  describe(page, () => {
    const text = read(page);

    it('links to pages that exist', () => {
      for (const target of links(text)) {
        const file = join(ROOT, dirname(page), target.split('#')[0] ?? '');
        assert.ok(existsSync(file), `${target} does not exist`);
      }
    });

    it('names files and folders that exist', () => {
      for (const path of paths(text)) {
        const places = [join(ROOT, path), join(ROOT, dirname(page), path)];
        const found = path.includes('*') ? globSync(path, { cwd: ROOT }).length > 0 : places.some((place) => existsSync(place));
        assert.ok(found, `${path} does not exist`);
      }
    });

    it('names scripts of package.json', () => {
      const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
      for (const code of quoted(text)) {
        for (const [, name = ''] of code.matchAll(/\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)/g)) {
          if (name === 'ci' || name === 'install') continue;
          assert.ok(Object.hasOwn(scripts, name), `npm run ${name} is no script`);
        }
      }
    });

    it('names commands of pledge', () => {
      const commands = commandsOfPledge();
      for (const code of quoted(text)) {
        for (const [, group = '', command = ''] of code.matchAll(/\bpledge (?:-- )?([a-z][a-z-]*) ([a-z][a-z-]*)/g))
          assert.ok(commands.has(`${group} ${command}`), `pledge ${group} ${command} is no command`);
      }
    });
  });
}

/** `plan check`, `user create` … as the command line's own sources declare them. */
function commandsOfPledge(): Set<string> {
  const found = new Set<string>();
  for (const file of globSync('apps/cli/*-commands.ts', { cwd: ROOT })) {
    let group = '';
    for (const [, on = '', name = ''] of read(file).matchAll(/(\w+)\s*\.command\('([a-z-]+)'\)/g)) {
      if (on === 'program') group = name;
      // A file may add to another's group, which it is given under its name.
      else found.add(`${group === '' ? on : group} ${name}`);
    }
  }
  return found;
}

/** A quotation with `…` for what the terminal fills in. */
function patternOf(quote: string): RegExp {
  const parts = quote.split(/\s*…\s*/).map((part) => RegExp.escape(part));
  return new RegExp(parts.join('[^\\n]*'));
}

describe('the READMEs', () => {
  const readmes = PAGES.filter((page) => page.startsWith('README'));
  /** First cells of the table below a heading whose rows fit. */
  const cells = (page: string, row: RegExp): string[] => [...read(page).matchAll(row)].map((match) => match[1] ?? '');

  it('name every variable that the product reads and no other', () => {
    const known = ['config', 'limits'].flatMap((file) =>
      [...read(`platform/config/${file}.ts`).matchAll(/variable(?:\(|: |, )'(\w+)'/g)].map((match) => match[1] ?? ''),
    );
    for (const page of readmes) {
      const named = cells(page, /^\| (`[A-Z_]+`.*?) \|/gm).flatMap((cell) => cell.match(/[A-Z_]{4,}/g) ?? []);
      assert.deepEqual(named.sort(), [...new Set([...known, 'PLEDGE_BROWSER'])].sort(), page);
    }
  });

  it('quote what the terminal says when nothing starts', () => {
    const said = ['platform/config/start.texts.en.ts', 'platform/config/start.texts.zh.ts', 'apps/start/messages.mjs']
      .map(read)
      .join('\n');
    for (const page of readmes) {
      const lines = cells(page, /^\| (`[^|]*`) \| [^|]+ \|$/gm).filter((cell) => /…|\p{Script=Han}|The /u.test(cell));
      assert.ok(lines.length >= 10, page);
      for (const [, quote = ''] of lines.join('\n').matchAll(/`([^`]+)`/g))
        assert.ok(patternOf(quote).test(said), `nothing says: ${quote}`);
    }
  });

  it('name the people of the demonstration', () => {
    const logins = [...read('apps/server/demonstration/people.ts').matchAll(/login: '(\w+)'/g)].map((match) => match[1] ?? '');
    for (const page of readmes) for (const login of logins) assert.ok(read(page).includes(`\`${login}\``), `${page}: ${login}`);
  });
});

describe('the glossary', () => {
  const rows = read('docs/GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('`'));

  it('gives every concept both languages and an identifier', () => {
    for (const row of rows) {
      const [, chinese = '', english = '', identifiers = ''] = row.split('|');
      assert.match(chinese, /\p{Script=Han}/u, row);
      assert.match(english, /^ [A-Z]/, row);
      assert.match(identifiers, /`/, row);
    }
  });

  it('names identifiers that are words of the code', () => {
    const files = globSync('{apps,centre,flows,forms,platform}/**/*.{ts,tsx,sql,yaml}', { cwd: ROOT });
    const words = new Set([...files, 'plans/sample-plan.yaml'].flatMap((file) => read(file).match(/\w+/g) ?? []));
    const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const row of rows) {
      for (const [, name = ''] of (row.split('|')[3] ?? '').matchAll(/`(\w+)`/g))
        assert.ok(words.has(name) || words.has(snake(name)), `${name} is no word of the code`);
    }
  });
});
