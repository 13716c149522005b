import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanDiagnostic } from './plan-diagnostic.schema.ts';
import { CAUTIONS } from './plan-cautions.fixture.ts';
import { changed, planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import { MISTAKES } from './plan-mistakes.fixture.ts';
import type { Mistake } from './plan-mistakes.fixture.ts';
import { servicePlanSchema } from './plan.schema.ts';
import { readPlan } from './read-plan.ts';

function errorsOf(text: string): PlanDiagnostic[] {
  const reading = readPlan(text, 'plan.yaml');
  return 'plan' in reading ? [] : reading.diagnostics.filter(({ severity }) => severity === 'error');
}

function textOf({ from, to, also }: Mistake): string {
  return changed(samplePlanText, [from, to], ...(also === undefined ? [] : [also]));
}

/** Line and column, from 1, of a snippet of the text. */
function placeOf(text: string, snippet: string, from = 0): { line: number; column: number } {
  const at = text.indexOf(snippet, from);
  assert.notEqual(at, -1, `the text says: ${snippet}`);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where the error of a mistake stands: at the snippet on the edited lines, or the first in the file for what is missing. */
function expectedPlace({ from, to, at = to }: Mistake, text: string): { line: number; column: number } {
  const edit = samplePlanText.indexOf(from);
  const inEdit = to.includes(at) ? edit : 0;
  const { line, column } = placeOf(text, at, inEdit);
  const indent = /^ */.exec(at)?.[0].length ?? 0;
  return { line, column: column + indent };
}

test('of two forms with one pattern both are named, the other with its line', () => {
  const [from, to] = ['recordNumber: "QR-OP11-{yyyy}-{seq}"', 'recordNumber: "QR-OP10A-{yyyy}-{seq}"'];
  const [found] = errorsOf(changed(samplePlanText, [from, to]));
  const { line } = placeOf(samplePlanText, '"QR-OP10A-{yyyy}-{seq}"');
  assert.ok(found?.message.en.startsWith(`inspectionReport and taskOrder (line ${line}) can produce`), found?.message.en);
});

test('the sample plan is read without error; only the text that a comma cuts is warned of', () => {
  const reading = readPlan(samplePlanText, 'sample-plan.yaml');
  assert.ok('plan' in reading);
  assert.equal(reading.plan.commitments.length, 241);
  assert.equal(reading.plan.organisation?.provider.en, 'Example Information Technology Co., Ltd.');
  assert.deepEqual(
    reading.warnings.map(({ code, line }) => [code, line]),
    [['splitText', 278]],
  );
});

test('the second plan is read without error and without warning', () => {
  const reading = readPlan(secondPlanText, 'second-plan.yaml', { today: '2026-11-22' });
  assert.ok('plan' in reading, 'diagnostics' in reading ? JSON.stringify(reading.diagnostics[0]) : '');
  assert.deepEqual(reading.warnings, []);
});

test('short forms are normalised, and what is normalised is read again unchanged', () => {
  const plan = planOf(samplePlanText);
  assert.deepEqual(plan.clocks['response']?.warnAt, [{ percent: 50 }, { percent: 80 }]);
  assert.deepEqual(plan.clocks['response']?.bySeverity?.['critical'], { limit: 'PT1H' });
  assert.deepEqual(plan.clocks['replacement']?.when, { damageCause: ['notHuman'] });
  assert.deepEqual(plan.schedules['nodePublication']?.due, { after: 'P2D' });
  assert.deepEqual(plan.organisation?.units[0]?.name, { zh: '客户服务中心', en: '客户服务中心' });
  for (const text of [samplePlanText, secondPlanText]) {
    const read = planOf(text);
    assert.deepEqual(servicePlanSchema.parse(structuredClone(read)), read);
  }
});

/** The one diagnostic, its place, and its words in both languages. */
function assertOnly(found: readonly PlanDiagnostic[], mistake: Mistake, text: string): void {
  assert.deepEqual(
    found.map(({ code, path }) => [code, path]),
    [[mistake.code, mistake.path]],
  );
  const [only] = found;
  assert.ok(only);
  assert.deepEqual({ line: only.line, column: only.column }, expectedPlace(mistake, text));
  for (const language of ['zh', 'en'] as const) {
    assert.doesNotMatch(only.message[language] + only.remedy[language], /\{(?!yyyy|yy|seq|site)\w+\}|undefined/);
    assert.ok(only.remedy[language].includes(mistake.remedy ?? ''), only.remedy[language]);
  }
  assert.match(only.message.zh + only.remedy.zh, /\p{Script=Han}/u);
}

for (const mistake of MISTAKES) {
  test(`${mistake.name}: ${mistake.code}, once, at its line`, () => {
    const text = textOf(mistake);
    assertOnly(errorsOf(text), mistake, text);
  });
}

for (const caution of CAUTIONS) {
  test(`${caution.name}: told as ${caution.code}, and the plan is read`, () => {
    const text = textOf(caution);
    const reading = readPlan(text, 'plan.yaml');
    assert.ok('plan' in reading, 'diagnostics' in reading ? JSON.stringify(reading.diagnostics[0]) : '');
    assertOnly(
      reading.warnings.filter(({ code }) => code !== 'splitText'),
      caution,
      text,
    );
  });
}

test('whoever names one of several is told that there is none', () => {
  const errors = errorsOf(changed(samplePlanText, ['  sites:\n', '  sites: []\n  formerSites:\n']));
  const found = errors.find(({ code }) => code === 'unknownSite');
  assert.match(found?.remedy.en ?? '', /gives none yet/);
  assert.match(found?.remedy.zh ?? '', /一个都没有给出/);
});

test('ten mistakes in one file give ten diagnostics', () => {
  const chosen = MISTAKES.filter(({ name }) =>
    [
      'a number written as text',
      'a zone that does not exist',
      'an id given twice',
      'a unit that the organisation does not have',
      'a holiday set that the plan does not have',
      'a severity until verified that the plan does not have',
      'an event that no flow writes',
      'a clock without limit',
      'a guard that no flow has',
      'a milestone before an earlier one',
    ].includes(name),
  );
  assert.equal(chosen.length, 10);
  const text = changed(samplePlanText, ...chosen.map(({ from, to }) => [from, to] as const));
  const errors = errorsOf(text);
  assert.deepEqual(errors.map(({ code }) => code).sort(), chosen.map(({ code }) => code).sort());
  assert.deepEqual(
    errors.map(({ line }) => line),
    errors.map(({ line }) => line).sort((a, b) => a - b),
  );
});

test('a fault of shape in one entry does not make its name unknown to the others', () => {
  const text = changed(
    samplePlanText,
    ['fault: { flow: faultEmergency, clocks:', 'fault: { flow: faultEmergency, clock:'],
    ['office:\n    kind: weekly', 'office:\n    kinds: weekly'],
    ['- { id: C-1.1-01, clause: "1.1"', '- { id: C-1.1-01, clause: 1.1'],
  );
  assert.deepEqual(
    errorsOf(text).map(({ code, path }) => [code, path]),
    [
      ['wrongType', 'commitments[0].clause'],
      ['missingKey', 'calendars.office.kind'],
      ['unknownKey', 'requestKinds.fault.clock'],
    ],
  );
});

test('every fault of the syntax is told with its line, lines indented alike once', () => {
  const errors = errorsOf('plan:\n\tid: SP-1\n\trevision: 1\nproject:\n  id: a: b\n  name: c: d\ncustomer: { id: "X\n');
  assert.deepEqual(
    errors.map(({ code, line }) => [code, line]),
    [
      ['yamlTab', 2],
      ['yamlColon', 5],
      ['yamlColon', 6],
      ['yamlQuote', 7],
    ],
  );
  assert.deepEqual(
    errorsOf(`${samplePlanText}\n---\nplan: 1\n`).map(({ code }) => code),
    ['severalDocuments'],
  );
  for (const text of ['', '- a\n- b\n', '42', '# nothing\n']) {
    const [only, ...others] = errorsOf(text);
    assert.equal(only?.code, 'notAMapping');
    assert.match(only.remedy.en, /planVersion/);
    assert.doesNotMatch(only.remedy.en, /log/, 'who writes a plan is told of plans alone');
    assert.deepEqual(others, []);
  }
});

test('an anchor may stand for a value used twice; its faults are told where it is used', () => {
  const text = changed(samplePlanText, [
    'hours: { mon: ["08:30-17:00"], tue: ["08:30-17:00"]',
    'hours: { mon: &day ["08:30-17:00"], tue: *day',
  ]);
  assert.deepEqual(planOf(text).calendars['office'], planOf(samplePlanText).calendars['office']);
});

test('names that every object has are no names of the plan', () => {
  const text = changed(
    samplePlanText,
    ['ifUnknown: major', 'ifUnknown: constructor'],
    ['limit: PT24H, calendar: continuous, source', 'limit: PT24H, calendar: toString, source'],
  );
  assert.deepEqual(
    errorsOf(text).map(({ code }) => code),
    ['unknownSeverity', 'unknownCalendar'],
  );
});

test('without holiday data for the year of today a plan is in error, without those of the next it is warned', () => {
  const codesAt = (today: string) => {
    const reading = readPlan(samplePlanText, 'plan.yaml', { today });
    return ('plan' in reading ? reading.warnings : reading.diagnostics)
      .filter(({ code }) => code !== 'splitText')
      .map(({ code, line, severity }) => [code, line, severity]);
  };
  assert.deepEqual(codesAt('2026-11-14'), []);
  assert.deepEqual(codesAt('2026-11-15'), [['nextHolidayYearMissing', 322, 'warning']]);
  assert.deepEqual(codesAt('2027-01-01'), [['holidayYearMissing', 322, 'error']]);
});
