import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');
const page = read('docs/security/asvs-5.0.md');

/** Requirements of ASVS 5.0.0, by level. */
const OF_LEVEL = { 1: 70, 2: 183 } as const;

interface Row {
  readonly ids: readonly string[];
  readonly level: string | null;
  readonly shown: string;
}

/** `| 1.2.3 | 1 | what | shown by |`, and of what does not apply `| of | 1.2.3, 1.2.4 | why |`. */
const rows: readonly Row[] = page.split('\n').flatMap((line): Row[] => {
  const [, first = '', second = '', third = '', fourth = ''] = line.split('|').map((cell) => cell.trim());
  if (/^\d+\.\d+\.\d+$/.test(first)) return [{ ids: [first], level: second, shown: fourth }];
  return /^\d+\.\d+\.\d+/.test(second) ? [{ ids: second.split(', '), level: null, shown: third }] : [];
});

/** A test by its sentence or the beginning of it, or a case of a table of tests by its name. */
function namesTest(line: string, name: string): boolean {
  return (/\b(?:it|test|describe)\(/.test(line) && line.includes(name)) || line.includes(`['${name}', `);
}

describe('the table of ASVS 5.0', () => {
  it('has every requirement of level 1 and 2 once', () => {
    const ids = rows.flatMap((row) => row.ids);
    assert.equal(new Set(ids).size, ids.length, 'one stands twice');
    assert.equal(ids.length, OF_LEVEL[1] + OF_LEVEL[2]);
    for (const row of rows) assert.ok(row.level === null || /^[12]$/.test(row.level), row.ids.join());
  });

  it('says of each what shows it, what is missing, or why it does not apply', () => {
    for (const { ids, level, shown } of rows)
      if (level !== null) assert.match(shown, /`[^`]+`|\*not yet\*|^does not apply/, ids.join());
      else assert.ok(shown.length > 5, ids.join());
  });

  it('names tests that exist in the file before them, and files that exist', () => {
    for (const { ids, shown } of rows) {
      let file: string | null = null;
      for (const [, code, name] of shown.matchAll(/`([^`]+)`|“([^”]+)”/g)) {
        if (code !== undefined) {
          if (!/^[\w./-]+\.(?:tsx?|md|json)$/.test(code)) continue;
          file = code;
          assert.ok(existsSync(`${ROOT}/${file}`), `${ids.join()}: ${file} does not exist`);
        } else {
          assert.ok(file !== null, `${ids.join()}: no file before “${name}”`);
          const isThere = read(file)
            .split('\n')
            .some((line) => namesTest(line, name ?? ''));
          assert.ok(isThere, `${ids.join()}: ${file} has no test “${name}”`);
        }
      }
    }
  });
});
