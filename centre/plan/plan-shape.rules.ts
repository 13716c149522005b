/** Faults of shape: what the schema refuses, as findings, and the part of the plan that is well shaped all the same. */
import { z } from 'zod';
import { listed, nearest } from './nearest.rules.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { PlanCode, PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { planPartsSchema, servicePlanSchema } from './plan.schema.ts';
import type { PlanParts, ServicePlan } from './plan.schema.ts';
import { isTree, valueAt } from './plan-tree.rules.ts';

export type ShapeReading = { plan: ServicePlan } | { findings: PlanFinding[]; parts: PlanParts };

/** Of one mapping no more unknown keys are looked into than anybody would read; the search for a near name costs. */
const FOUND_AT_MOST = 200;

/** Each round takes out what the last one refused; deeper faults than these leave nothing to check. */
const SALVAGE_ROUNDS = 8;

/** Checks the shape. Where it is wrong, all faults come back, with what is left of the plan when they are taken out. */
export function readShape(value: unknown): ShapeReading {
  const whole = servicePlanSchema.safeParse(value);
  if (whole.success) return { plan: whole.data };
  const findings = withoutMisspelt(whole.error.issues.flatMap((issue) => findingsOf(issue, value, [])));
  return { findings, parts: salvage(structuredClone(value)) };
}

/** A key written wrongly is unknown and makes the one that was meant missing: only the first is told. */
function withoutMisspelt(findings: PlanFinding[]): PlanFinding[] {
  const place = (path: PlanPath, key: string | number | undefined) => JSON.stringify([...path.slice(0, -1), key]);
  const meant = new Set(
    findings.flatMap(({ code, path, details }) =>
      code === 'unknownKey' && details['nearest'] !== undefined ? [place(path, details['nearest'])] : [],
    ),
  );
  return findings.filter(({ code, path }) => code !== 'missingKey' || !meant.has(place(path, path.at(-1))));
}

function salvage(value: unknown): PlanParts {
  for (let round = 0; round < SALVAGE_ROUNDS; round += 1) {
    const read = planPartsSchema.safeParse(value);
    if (read.success) return read.data;
    takeOut(
      value,
      read.error.issues.flatMap((issue) => wrongPlaces(issue, value)),
    );
  }
  return {};
}

function wrongPlaces(issue: z.core.$ZodIssue, value: unknown): PlanPath[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return [valueAt(value, path) === undefined ? path.slice(0, -1) : path];
}

function takeOut(value: unknown, wrong: readonly PlanPath[]): void {
  const removedFrom = new Map<unknown[], Set<number>>();
  for (const path of wrong) {
    const last = path.at(-1);
    const holder = valueAt(value, path.slice(0, -1));
    if (last === undefined) continue;
    if (Array.isArray(holder)) removedFrom.set(holder, (removedFrom.get(holder) ?? new Set()).add(Number(last)));
    else if (isTree(holder)) delete (holder as Record<string, unknown>)[last];
  }
  // Lists last and each at once: positions hold until then.
  for (const [list, removed] of removedFrom) {
    let kept = 0;
    for (const [index, item] of list.entries()) if (!removed.has(index)) list[kept++] = item;
    list.length = kept;
  }
}

function findingsOf(issue: z.core.$ZodIssue, value: unknown, above: PlanPath): PlanFinding[] {
  const path = [...above, ...pathOf(issue.path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, FOUND_AT_MOST).map((key) => unknownKey([...path, key], key));
    case 'invalid_union':
      return unionFindings(issue, value, path);
    case 'invalid_type':
      return [typeFinding(issue.expected, valueAt(value, path), path)];
    case 'invalid_value':
      return [wordFinding(issue, valueAt(value, path), path)];
    case 'invalid_format':
      return [formatFinding(issue.format, valueAt(value, path), path)];
    case 'too_small':
    case 'too_big':
      return [sizeFinding(issue, path)];
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        inner.code === 'invalid_value' ? [wordFinding(inner, path.at(-1), path)] : [formatFinding('name', path.at(-1), path)],
      );
    default:
      return [typeFinding('', valueAt(value, path), path)];
  }
}

/** Of a union only the branch that the author plainly meant is spoken of: the one whose own type fits. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, value: unknown, path: PlanPath): PlanFinding[] {
  const written = valueAt(value, path);
  if (written === undefined) return [missing(path)];
  const isWrongAtOnce = (inner: z.core.$ZodIssue) => inner.path.length === 0 && inner.code === 'invalid_type';
  const meant = issue.errors.find((branch) => branch.length > 0 && !branch.some(isWrongAtOnce));
  if (meant !== undefined) return meant.flatMap((inner) => findingsOf(inner, value, path));
  const expected = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : [])),
  );
  if (issue.errors.length === 0 && issue.discriminator !== undefined) return [kindFinding(issue.discriminator, written, path)];
  return [typeFinding([...new Set(expected)].join(' | '), written, path)];
}

/** The word that tells the branches of a union apart is none of theirs. */
function kindFinding(key: string, written: unknown, path: PlanPath): PlanFinding {
  const union = plain(schemaAt(servicePlanSchema, path.slice(0, -1)) ?? servicePlanSchema);
  const known = union instanceof z.ZodDiscriminatedUnion ? [...(union._zod.propValues?.[key] ?? [])].map(String) : [];
  return error('unknownWord', path, {
    details: { written: shown(written), list: key, known: listed(known), ...near(shown(written), known) },
  });
}

function typeFinding(expected: string, written: unknown, path: PlanPath): PlanFinding {
  if (written === undefined) return missing(path);
  return error('wrongType', path, { details: { expected, written: kindOf(written), name: lastName(path) } });
}

function missing(path: PlanPath): PlanFinding {
  return error('missingKey', path, { details: { name: lastName(path) } });
}

function wordFinding(issue: z.core.$ZodIssueInvalidValue, written: unknown, path: PlanPath): PlanFinding {
  if (written === undefined) return missing(path);
  if (path.length === 1 && path[0] === 'planVersion') {
    return error('unsupportedVersion', path, {
      details: { written: shown(written), known: issue.values.map(String).join(', ') },
    });
  }
  const known = issue.values.map(String);
  const codes: Record<string, PlanCode> = { event: 'unknownEvent', subject: 'unknownSubject' };
  return error(codes[issue.message] ?? 'unknownWord', path, {
    details: { written: shown(written), list: issue.message, known: listed(known), ...near(shown(written), known) },
  });
}

function formatFinding(format: string, written: unknown, path: PlanPath): PlanFinding {
  const codes: Record<string, PlanCode> = {
    duration: 'invalidDuration',
    date: 'invalidDate',
    dateRange: 'invalidDate',
    hours: 'invalidInterval',
    timezone: 'invalidTimezone',
  };
  return error(codes[format] ?? 'invalidFormat', path, { details: { written: shown(written), format } });
}

function sizeFinding(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: PlanPath): PlanFinding {
  const isNumber = issue.origin === 'number' || issue.origin === 'int';
  const bound = String(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  if (!isNumber && issue.code === 'too_small') return error('emptyValue', path, { details: { name: lastName(path) } });
  return error('outOfRange', path, {
    details: { name: lastName(path), bound: `${issue.code === 'too_small' ? '≥' : '≤'} ${bound}` },
  });
}

function unknownKey(path: PlanPath, key: string): PlanFinding {
  const known = keysOfSchema(schemaAt(servicePlanSchema, path.slice(0, -1)));
  return error('unknownKey', path, { details: { name: key, known: listed(known), ...near(key, known) } });
}

function near(written: string, known: readonly string[]): Record<string, string> {
  const found = nearest(written, known);
  return found === undefined ? {} : { nearest: found };
}

/** Keys that a schema knows; of a union, those of every branch. */
function keysOfSchema(schema: z.core.$ZodType | undefined): string[] {
  if (schema === undefined) return [];
  const inner = plain(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap(keysOfSchema);
  if (inner instanceof z.ZodRecord) return inner.keyType instanceof z.ZodEnum ? inner.keyType.options.map(String) : [];
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The schema of what stands at a path; of a union, the first branch that knows the path. */
function schemaAt(schema: z.core.$ZodType, path: PlanPath): z.core.$ZodType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const inner = plain(schema);
  if (inner instanceof z.ZodUnion)
    return inner.options.map((option) => schemaAt(option, path)).find((found) => found !== undefined);
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType, rest);
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, rest);
  if (!(inner instanceof z.ZodObject)) return undefined;
  const next = Object.hasOwn(inner.shape, step) ? inner.shape[step] : inner.def.catchall;
  return next === undefined ? undefined : schemaAt(next, rest);
}

function plain(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return plain(schema.unwrap());
  return schema instanceof z.ZodPipe ? plain(schema.in) : schema;
}

function pathOf(path: readonly PropertyKey[]): PlanPath {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function lastName(path: PlanPath): string {
  return path.findLast((step) => typeof step === 'string') ?? '';
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
