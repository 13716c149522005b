/**
 * A plan's text as a YAML 1.2 document with places. Bounded: size, number of tokens, depth and expansion of
 * aliases are limited before anything is built from them, so that a hostile file costs little.
 */
import { Composer, isMap, isPair, isScalar, isSeq, Lexer, LineCounter, Parser, visit } from 'yaml';
import type { CST, Document, Pair, YAMLMap } from 'yaml';
import type { PlacedFinding } from './plan-diagnostic.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { Locate, PlanFinding } from './plan-diagnostic.schema.ts';
import { syntaxFaults } from './broken-text.rules.ts';
import type { YamlError } from './yaml-faults.rules.ts';
import { isUnwritten, locator, startOf } from './yaml-places.rules.ts';
import type { FilePlace } from './yaml-places.rules.ts';

/** A plan is a text that people write: the sample has 0.1 MB. */
export const PLAN_BYTES_AT_MOST = 5_000_000;

export const LIMITS = { bytes: PLAN_BYTES_AT_MOST, tokens: 300_000, lines: 100_000, depth: 40, aliases: 200 };

export interface YamlReading {
  /** Undefined when the text is no document that could be looked at further. */
  value: unknown;
  faults: PlacedFinding[];
  locate: Locate;
}

const START: FilePlace = { line: 1, column: 1 };

/** Reads the text; every fault of the syntax at once. */
export function readYaml(text: string): YamlReading {
  if (text.length > LIMITS.bytes || new TextEncoder().encode(text).length > LIMITS.bytes)
    return refused('tooLarge', `${LIMITS.bytes / 1_000_000} MB`);
  const noText = text.search(NO_TEXT);
  if (noText !== -1) return refused('notText', '', placeIn(text, noText));
  const tooMany = tooManyAt(text);
  if (tooMany !== undefined) return refused('tooManyParts', String(LIMITS[tooMany.limit]), placeIn(text, tooMany.offset));
  const lines = new LineCounter();
  const placeOf = (offset: number): FilePlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tokens = tokensOf(text, lines);
  if (!('all' in tokens)) return refused('tooDeep', String(LIMITS.depth), placeOf(tokens.tooDeepAt));
  return lookAt(composed(tokens.all, text.length), { text, placeOf });
}

function composed(tokens: CST.Token[], length: number): Document.Parsed[] {
  const composer = new Composer({ version: '1.2', uniqueKeys: false, strict: true, logLevel: 'silent' });
  // `true` makes the composer give a document even for a text without one.
  return [...composer.compose(tokens, true, length)];
}

/** What the library says of a part of a text that is within the limits. */
function errorsOf(part: string): readonly YamlError[] {
  const tokens = tokensOf(part, new LineCounter());
  const [document] = 'all' in tokens ? composed(tokens.all, part.length) : [];
  return document === undefined ? [] : [...document.errors, ...document.warnings];
}

/** A zero byte, or what a decoder leaves of bytes that UTF-8 does not have. */
// eslint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000\ufffd]/;

function placeIn(text: string, offset: number): FilePlace {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Refused = 'tooLarge' | 'notText' | 'tooDeep' | 'tooManyParts';

function refused(code: Refused, limit: string, at = START): YamlReading {
  return { value: undefined, faults: [{ ...error(code, [], { details: { limit } }), at }], locate: () => START };
}

interface Written {
  text: string;
  placeOf: (offset: number) => FilePlace;
}

function lookAt([document, second]: readonly Document.Parsed[], { text, placeOf }: Written): YamlReading {
  if (document === undefined)
    return { value: undefined, faults: [{ ...error('notAMapping', []), at: START }], locate: () => START };
  const locate = locator(document, placeOf);
  const broken = syntaxFaults({ text, errors: [...document.errors, ...document.warnings], placeOf, errorsOf });
  if (second !== undefined) broken.push({ ...error('severalDocuments', []), at: placeOf(second.range[0]) });
  if (broken.length === 0 && !isMap(document.contents)) broken.push({ ...error('notAMapping', []), at: START });
  if (broken.length > 0) return { value: undefined, faults: broken, locate };
  const faults = [...duplicateKeys(document), ...joinSplitTexts(document), ...wideQuotes(document)].map(
    ({ finding, offset }) => ({
      ...finding,
      at: placeOf(offset),
    }),
  );
  const value = expanded(document);
  return value === undefined ? { value, faults: [aliasFault(document, placeOf)], locate } : { value, faults, locate };
}

/** The document as plain data; undefined where its aliases expand too often, or for ever because one stands inside its own anchor. */
function expanded(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: LIMITS.aliases });
    return holdsItself(value, new Set()) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** What keeps the aliases from being expanded, at the first that stands inside its own anchor, else at the first of too many. */
function aliasFault(document: Document.Parsed, placeOf: Written['placeOf']): PlacedFinding {
  const aliases: { readonly name: string; readonly offset: number; readonly isInside: boolean }[] = [];
  visit(document, {
    Alias(_key, alias, around) {
      const isInside = around.some((node) => (isMap(node) || isSeq(node)) && node.anchor === alias.source);
      aliases.push({ name: alias.source, offset: startOf(alias), isInside });
    },
  });
  const loop = aliases.find(({ isInside }) => isInside);
  if (loop !== undefined) return { ...error('aliasLoop', [], { details: { name: loop.name } }), at: placeOf(loop.offset) };
  return { ...error('aliasBomb', [], { details: { limit: String(LIMITS.aliases) } }), at: placeOf(aliases[0]?.offset ?? 0) };
}

function holdsItself(value: unknown, around: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.has(value)) return true;
  around.add(value);
  const found = Object.values(value).some((inner) => holdsItself(inner, around));
  around.delete(value);
  return found;
}

/** Lines and lexemes are counted before anything is kept of them; undefined where they are few enough. */
function tooManyAt(text: string): { limit: 'lines' | 'tokens'; offset: number } | undefined {
  let offset = -1;
  for (let line = 0; line < LIMITS.lines; line += 1) {
    offset = text.indexOf('\n', offset + 1);
    if (offset === -1) break;
  }
  if (offset !== -1) return { limit: 'lines', offset };
  let [count, length] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    // Marks of the lexer stand for no character.
    if (!MARKS.has(lexeme)) length += lexeme.length;
    if (count > LIMITS.tokens) return { limit: 'tokens', offset: length };
  }
  return undefined;
}
const MARKS: ReadonlySet<string> = new Set(['\u{FEFF}', '\x02', '\x18', '\x1f']);

type Tokens = { all: CST.Token[] } | { tooDeepAt: number };

/** The concrete syntax, token by token: the depth is known before the recursive composer sees it. */
function tokensOf(text: string, lines: LineCounter): Tokens {
  const parser = new Parser(lines.addNewLine);
  const all: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    all.push(...parser.next(lexeme));
    if (parser.stack.length > LIMITS.depth) return { tooDeepAt: parser.offset };
  }
  all.push(...parser.end());
  return { all };
}

interface Found {
  finding: PlanFinding;
  offset: number;
}

/** Own and not the library's, whose comparison of each key with each other is quadratic. */
function duplicateKeys(document: Document.Parsed): Found[] {
  const found: Found[] = [];
  visit(document, {
    Map(_key, map: YAMLMap, around) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          const path = [...keysAround(around), name];
          found.push({ finding: error('duplicateKey', path, { details: { name } }), offset: startOf(key) });
        }
        seen.add(name);
      }
    },
  });
  return found;
}

/** Keys from the root to a mapping, as far as no list stands between. */
function keysAround(around: readonly unknown[]): string[] {
  const list = around.findIndex((node) => isSeq(node));
  const pairs = around.slice(0, list === -1 ? around.length : list).filter((node) => isPair(node));
  return pairs.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
}

/**
 * `{ en: Example Co., Ltd. }` is two keys in YAML: `en: Example Co.` and `Ltd.` without a value. In a mapping of
 * texts that is never meant, so the text is joined again and the author told to quote it.
 */
function joinSplitTexts(document: Document.Parsed): Found[] {
  const joined: Found[] = [];
  visit(document, {
    Map(_key, map: YAMLMap) {
      if (map.flow !== true) return;
      const kept: Pair[] = [];
      for (const pair of map.items) {
        const cut = kept.at(-1)?.value;
        const rest = restOfText(pair);
        if (rest !== undefined && isScalar(cut) && typeof cut.value === 'string') {
          const whole = `${cut.value}, ${rest}`;
          cut.value = whole;
          joined.push({ finding: warning('splitText', [], { details: { text: whole } }), offset: startOf(pair.key) });
        } else kept.push(pair);
      }
      map.items = kept;
    },
  });
  return joined;
}

/** “ and ” around a text that no quotes hold are letters of it: it is read, and the author told. */
function wideQuotes(document: Document.Parsed): Found[] {
  const found: Found[] = [];
  visit(document, {
    Scalar(_key, scalar) {
      if (scalar.type !== 'PLAIN' || typeof scalar.value !== 'string' || !/^“.*”$/u.test(scalar.value)) return;
      found.push({ finding: warning('fullWidthMark', [], { details: { mark: '“', meant: '"' } }), offset: startOf(scalar) });
    },
  });
  return found;
}

/** The text of a key that has no value and is no identifier (`Ltd.`), nor one before a full-width colon: the rest of a text that a comma cut. */
function restOfText({ key, value }: Pair): string | undefined {
  if (!isUnwritten(value) || !isScalar(key) || typeof key.value !== 'string') return undefined;
  return /^[a-z][A-Za-z0-9]*(?:\s*：.*)?$/u.test(key.value) ? undefined : key.value;
}
