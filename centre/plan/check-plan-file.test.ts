import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlanFile } from './check-plan-file.ts';
import { changed, samplePlanText, secondPlanText } from './plan-file.fixture.ts';

const holidays = { today: '2026-11-22' };

test('a good plan is one line and status 0', () => {
  assert.deepEqual(checkPlanFile(secondPlanText, 'plans/second-plan.yaml', holidays), {
    lines: ['plans/second-plan.yaml: WV-77 revision 3, 40 commitments, 0 warnings'],
    status: 0,
    diagnostics: [],
  });
});

test('warnings are shown and leave status 0', () => {
  const { lines, status, diagnostics } = checkPlanFile(samplePlanText, 'p.yaml', holidays);
  assert.equal(status, 0);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['splitText', 'nextHolidayYearMissing'],
  );
  assert.equal(lines.at(-1), 'p.yaml: SP-2026-001 revision 1, 241 commitments, 2 warnings');
});

test('an error is shown like a compiler’s: place, code, clauses, the line, a caret under the place, the remedy', () => {
  const { lines, status } = checkPlanFile(
    changed(secondPlanText, ['stop: [engineerArrived]', 'stop: [enginerArrived]']),
    'p.yaml',
    holidays,
  );
  assert.equal(status, 1);
  const line = 1 + secondPlanText.slice(0, secondPlanText.indexOf('stop: [engineerArrived]')).split('\n').length - 1;
  assert.deepEqual(lines, [
    `p.yaml:${line}:12: error unknownEvent: No flow writes the event enginerArrived.  (K-04)`,
    `${line} |     stop: [enginerArrived]`,
    '    |            ^',
    '    没有流程会写下事件 enginerArrived。',
    '    Did you mean engineerArrived? 是否应为 engineerArrived？',
    '',
    'p.yaml: 1 error, 0 warnings',
  ]);
});

test('the caret stands under the place also behind Chinese text and in long lines', () => {
  const { lines } = checkPlanFile(
    changed(samplePlanText, ['role: customerTechnician, site: SITE-C', 'role: customerTechnicion, site: SITE-C']),
    'p.yaml',
    holidays,
  );
  const [, quoted = '', caret = ''] = lines;
  assert.equal(quoted, '265 |     - { id: CT-01, name: 王工, role: customerTechnicion, site: SITE-C }');
  const before = quoted.slice(quoted.indexOf('|') + 1, quoted.indexOf('customerTechnicion'));
  assert.equal(caret, `    |${before.replace(/[王工]/g, '　').replace(/[^　]/g, ' ')}^`);
  const all = checkPlanFile(
    changed(samplePlanText, ['source: [C-1.3.6-05] }\n  answer', 'source: [X] }\n  answer']),
    'p.yaml',
    holidays,
  ).lines;
  const long = all.slice(all.findIndex((line) => line.includes('unknownCommitment')));
  assert.ok((long[1] ?? '').length < 120);
  assert.equal((long[1] ?? '')[(long[2] ?? '').indexOf('^')], 'X');
});

test('control characters of the file do not reach the terminal', () => {
  const { lines } = checkPlanFile(`a: "\u001b[31m"\nb: [\u202e, 1\n`, 'p.yaml', holidays);
  // eslint-disable-next-line no-control-regex
  assert.ok(lines.every((line) => !/[\u0000-\u001f\u202e]/.test(line)));
  assert.ok(lines.some((line) => line.includes('[<U+202E>, 1')));
});

test('a character that nobody sees is shown where it stands, and the caret with it', () => {
  const { lines } = checkPlanFile(changed(samplePlanText, ['\nclocks:', '\n\ufeffclocks:']), 'p.yaml', holidays);
  const at = lines.findIndex((line) => line.includes('error unknownKey'));
  assert.match(lines[at] ?? '', /<U\+FEFF>clocks/);
  assert.match(lines[at + 1] ?? '', /\| <U\+FEFF>clocks:/);
  assert.match(lines[at + 3] ?? '', /<U\+FEFF>clocks/);
});
