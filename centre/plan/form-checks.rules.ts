/** Check 7: every form has its number, no two numbers can be equal, every guard is named. */
import { nearest } from '#platform/text/nearest.rules.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { FORMS, GUARDS } from './vocabulary.ts';

interface Pattern {
  name: string;
  path: PlanPath;
  pattern: string;
  pad: number;
  isYearly: boolean;
}

export function checkForms(plan: PlanParts): PlanFinding[] {
  const { forms } = plan;
  const missing =
    forms === undefined
      ? []
      : FORMS.filter((form) => forms[form] === undefined).map((form) =>
          error('formMissing', ['forms', form], { details: { form } }),
        );
  const patterns = patternsOf(plan);
  return [...missing, ...patterns.flatMap(checkPattern), ...checkCollisions(patterns)];
}

export function checkGuards(plan: PlanParts): PlanFinding[] {
  const { gates } = plan;
  if (gates === undefined) return [];
  // A guard written wrongly is named, and is told so by its own diagnostic.
  const misspelt = new Set(
    Object.keys(gates)
      .filter((name) => !GUARDS.some((guard) => guard === name))
      .slice(0, GUARDS.length)
      .map((name) => nearest(name, GUARDS)),
  );
  return GUARDS.filter((guard) => !Object.hasOwn(gates, guard) && !misspelt.has(guard)).map((guard) =>
    error('guardMissing', ['gates', guard], { details: { written: guard } }),
  );
}

function patternsOf(plan: PlanParts): Pattern[] {
  const { forms, requestNumber } = plan;
  const ofForms = FORMS.flatMap((name) => {
    const form = forms?.[name];
    if (forms === undefined || form === undefined) return [];
    return [
      {
        name,
        path: ['forms', name, 'recordNumber'],
        pattern: form.recordNumber,
        pad: forms.numbering.pad,
        isYearly: forms.numbering.reset === 'yearly',
      },
    ];
  });
  if (requestNumber === undefined) return ofForms;
  // The sequence of requests begins again each year as those of the forms do.
  return [
    {
      name: 'requestNumber',
      path: ['requestNumber', 'pattern'],
      pattern: requestNumber.pattern,
      pad: requestNumber.pad ?? 1,
      isYearly: true,
    },
    ...ofForms,
  ];
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

function checkPattern({ path, pattern, isYearly }: Pattern): PlanFinding[] {
  const used = [...pattern.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const findings = used
    .filter((word) => !['yyyy', 'yy', 'seq'].includes(word))
    .map((written) => error('unknownPlaceholder', path, { details: { pattern, written: `{${written}}` } }));
  if (!used.includes('seq')) findings.push(error('patternWithoutSequence', path, { details: { pattern } }));
  if (isYearly && !used.includes('yyyy') && !used.includes('yy'))
    findings.push(error('patternWithoutYear', path, { details: { pattern } }));
  return findings;
}

function checkCollisions(patterns: readonly Pattern[]): PlanFinding[] {
  return patterns.flatMap((one, index) => {
    const other = patterns.slice(0, index).find((earlier) => canBeEqual(atoms(earlier), atoms(one)));
    if (other === undefined) return [];
    return [
      {
        ...error('patternsCollide', one.path, {
          details: { name: one.name, otherName: other.name, pattern: one.pattern, otherPattern: other.pattern },
        }),
        other: other.path,
      },
    ];
  });
}

/** One character of a number: itself, any digit, or any digit again and again. */
type Atom = { is: string } | { is: 'digit'; repeats?: true };

/** A pattern as what it can produce: a year is four digits, a sequence at least as many as it is filled to. */
function atoms({ pattern, pad }: Pattern): Atom[] {
  const digits = (count: number): Atom[] => Array.from({ length: count }, () => ({ is: 'digit' }));
  return pattern.split(/(\{[^{}]*\})/).flatMap((part): Atom[] => {
    if (part === '{yyyy}') return digits(4);
    if (part === '{yy}') return digits(2);
    if (part === '{seq}') return [...digits(pad), { is: 'digit', repeats: true }];
    return [...part].map((character) => ({ is: character }));
  });
}

/** Whether some text fits both: a walk through both at once; a repeated digit may be passed by or read again. */
function canBeEqual(one: readonly Atom[], other: readonly Atom[]): boolean {
  const open: [number, number][] = [[0, 0]];
  const seen = new Set<string>();
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const [i, j] = state;
    const key = `${i},${j}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const [a, b] = [one[i], other[j]];
    if (a === undefined && b === undefined) return true;
    open.push(
      ...passedBy(a, i).map((next): [number, number] => [next, j]),
      ...passedBy(b, j).map((next): [number, number] => [i, next]),
    );
    if (meet(a, b)) open.push([repeats(a) ? i : i + 1, repeats(b) ? j : j + 1]);
  }
  return false;
}

/** A repeated digit need not be there at all. */
function passedBy(atom: Atom | undefined, at: number): number[] {
  return repeats(atom) ? [at + 1] : [];
}

function repeats(atom: Atom | undefined): boolean {
  return atom !== undefined && 'repeats' in atom;
}

function meet(a: Atom | undefined, b: Atom | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const fits = (atom: Atom, character: string) => (atom.is === 'digit' ? /^\d$/.test(character) : atom.is === character);
  if (a.is === 'digit') return b.is === 'digit' || fits(a, b.is);
  return fits(b, a.is);
}
