/** Faults of shape that a schema finds in a document, as findings: each with its path, and with the known name nearest to a wrong one. */
import { z } from 'zod';
import { listed, nearest } from '#platform/text/nearest.rules.ts';
import { meant, meantNumber, percentageOf } from './meant.rules.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { PlanCode, PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { valueAt } from './plan-tree.rules.ts';
import { keysOfSchema, numberAtMost, plain, schemaAt, takesDuration, wordsOfSchema } from './schema-walk.rules.ts';
import { shortened } from '#platform/text/characters.rules.ts';

/** Of one mapping no more unknown keys are looked into than anybody would read; the search for a near name costs. */
const FOUND_AT_MOST = 200;

/** What is looked at: a document and the schema that it should have the shape of. */
interface Looked {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** Everything that the schema refused in the value, each fault once. */
export function shapeFindings(schema: z.core.$ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): PlanFinding[] {
  return withoutMisspelt(issues.flatMap((issue) => findingsOf(issue, { schema, value }, [])));
}

/** A key written wrongly is unknown and makes the one that was meant missing: only the first is told. */
function withoutMisspelt(findings: PlanFinding[]): PlanFinding[] {
  const place = (path: PlanPath, key: string | number | undefined) => JSON.stringify([...path.slice(0, -1), key]);
  const meant = new Set(
    findings.flatMap(({ code, path, details }) => {
      const key = code === 'unknownKey' ? details['nearest'] : details['begun'];
      return key === undefined ? [] : [place(path, key)];
    }),
  );
  return findings.filter(({ code, path }) => code !== 'missingKey' || !meant.has(place(path, path.at(-1))));
}

function findingsOf(issue: z.core.$ZodIssue, looked: Looked, above: PlanPath): PlanFinding[] {
  const path = [...above, ...pathOf(issue.path)];
  const { value } = looked;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, FOUND_AT_MOST).map((key) => unknownKey(looked, [...path, key], key));
    case 'invalid_union':
      return unionFindings(issue, looked, path);
    case 'invalid_type':
      return [typeFinding(issue.expected, looked, path)];
    case 'invalid_value':
      return [wordFinding(issue, looked, path)];
    case 'invalid_format':
      return [numberFinding(looked, path) ?? formatFinding(issue.format, valueAt(value, path), path)];
    case 'too_small':
    case 'too_big':
      return [sizeFinding(issue, looked, path)];
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        inner.code === 'invalid_value'
          ? [wordFinding(inner, looked, path, path.at(-1))]
          : [formatFinding(inner.code === 'invalid_format' ? inner.format : 'name', path.at(-1), path)],
      );
    default:
      return [typeFinding('', looked, path)];
  }
}

/** Of a union only the branch that the author plainly meant is spoken of: the one whose own type fits. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, looked: Looked, path: PlanPath): PlanFinding[] {
  const written = valueAt(looked.value, path);
  if (written === undefined) return [missing(looked, path)];
  const expected = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : [])),
  );
  if (typeof written === 'number' && takesDuration(schemaAt(looked.schema, path)))
    return [formatFinding('duration', written, path)];
  const isWrongAtOnce = (inner: z.core.$ZodIssue) => inner.path.length === 0 && inner.code === 'invalid_type';
  const meantBranch = issue.errors.find((branch) => branch.length > 0 && !branch.some(isWrongAtOnce));
  if (meantBranch !== undefined) return meantBranch.flatMap((inner) => findingsOf(inner, looked, path));
  if (issue.errors.length === 0 && issue.discriminator !== undefined) return [kindFinding(looked, issue.discriminator, path)];
  return [typeFinding([...new Set(expected)].join(' | '), looked, path)];
}

/** A number written as a text, where one may stand: full-width digits, quotes, a percent sign. */
function numberFinding(looked: Looked, path: PlanPath): PlanFinding | undefined {
  const written = valueAt(looked.value, path);
  const atMost = numberAtMost(schemaAt(looked.schema, path));
  if (typeof written !== 'string' || atMost === undefined) return undefined;
  const percentage = percentageOf(written);
  // Where a number goes up to 100 it is a percentage itself; elsewhere it is a share.
  if (percentage !== undefined && atMost !== 100) return error('percentOutOfRange', path, { details: { written } });
  const number = percentage ?? meantNumber(written);
  if (number === undefined) return undefined;
  return error('wrongType', path, {
    details: { expected: 'number', written: 'string', value: written, name: lastName(path), nearest: number },
  });
}

/** The word that tells the branches of a union apart is none of theirs. */
function kindFinding(looked: Looked, key: string, path: PlanPath): PlanFinding {
  const written = valueAt(looked.value, path);
  const union = plain(schemaAt(looked.schema, path.slice(0, -1)) ?? looked.schema);
  const known = union instanceof z.ZodDiscriminatedUnion ? [...(union._zod.propValues?.[key] ?? [])].map(String) : [];
  return error('unknownWord', path, {
    details: { written: shown(written), list: key, known: listed(known), ...near(shown(written), known) },
  });
}

function typeFinding(expected: string, looked: Looked, path: PlanPath): PlanFinding {
  const written = valueAt(looked.value, path);
  if (written === undefined) return missing(looked, path);
  const asNumber = numberFinding(looked, path);
  // A plain number in quotes is told by its type alone.
  if (asNumber !== undefined && (asNumber.code === 'percentOutOfRange' || asNumber.details['nearest'] !== written))
    return asNumber;
  if (written === null) return emptyFinding(looked, path);
  return error('wrongType', path, {
    details: { expected, written: kindOf(written), value: shown(written), name: lastName(path) },
  });
}

/** Where only some words may stand, they are told with it. */
function missing(looked: Looked, path: PlanPath): PlanFinding {
  const words = wordsOfSchema(schemaAt(looked.schema, path));
  return error('missingKey', path, {
    details: { name: lastName(path), words: words.length === 0 ? '' : ` (${words.join(' | ')})` },
  });
}

function wordFinding(
  issue: z.core.$ZodIssueInvalidValue,
  looked: Looked,
  path: PlanPath,
  written = valueAt(looked.value, path),
): PlanFinding {
  if (written === undefined) return missing(looked, path);
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
  const plainly = typeof written === 'string' ? meant(format, written) : undefined;
  return error(codes[format] ?? 'invalidFormat', path, {
    details: { written: shown(written), format, ...(plainly === undefined ? {} : { nearest: plainly }) },
  });
}

/** What is empty may be removed where it need not stand. */
function emptyFinding({ schema }: Looked, path: PlanPath): PlanFinding {
  const around = schemaAt(schema, path.slice(0, -1));
  const isKey = around !== undefined && plain(around) instanceof z.ZodObject;
  const isNeeded = isKey && schemaAt(schema, path)?._zod.optin !== 'optional';
  return error(isNeeded ? 'emptyNeeded' : 'emptyValue', path, { details: { name: lastName(path) } });
}

function sizeFinding(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, looked: Looked, path: PlanPath): PlanFinding {
  const isNumber = issue.origin === 'number' || issue.origin === 'int';
  const bound = String(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  if (!isNumber && issue.code === 'too_small') return emptyFinding(looked, path);
  return error('outOfRange', path, {
    details: { name: lastName(path), bound: `${issue.code === 'too_small' ? '≥' : '≤'} ${bound}` },
  });
}

function unknownKey(looked: Looked, path: PlanPath, key: string): PlanFinding {
  const known = keysOfSchema(schemaAt(looked.schema, path.slice(0, -1)));
  // A colon, or the space behind it, that YAML takes for a letter leaves the value in the key.
  const [, begun = '', mark] = /^(\w+)\s*(：|:[\u00a0\u3000])/u.exec(key) ?? [];
  if (mark !== undefined)
    return error(mark === '：' ? 'fullWidthMark' : 'strangeSpace', path, { details: { mark, meant: ': ', begun } });
  return error('unknownKey', path, { details: { name: key, known: listed(known), ...near(key, known) } });
}

function near(written: string, known: readonly string[]): Record<string, string> {
  const found = nearest(written, known);
  return found === undefined ? {} : { nearest: found };
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
  return shortened(text, 60);
}
