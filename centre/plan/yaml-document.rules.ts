/**
 * A plan's text as a YAML 1.2 document with places. Bounded: size, number of tokens, depth and expansion of
 * aliases are limited before anything is built from them, so that a hostile file costs little.
 */
import { Composer, isAlias, isMap, isNode, isPair, isScalar, isSeq, Lexer, LineCounter, Parser, visit } from 'yaml';
import type { CST, Document, Node, Pair, YAMLMap } from 'yaml';
import type { PlacedFinding } from './plan-diagnostic.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { Locate, PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';

export const LIMITS = { bytes: 5_000_000, tokens: 600_000, depth: 40, aliases: 200 };

export interface YamlReading {
  /** Undefined when the text is no document that could be looked at further. */
  value: unknown;
  faults: PlacedFinding[];
  locate: Locate;
}

const START = { line: 1, column: 1 };

/** Reads the text; every fault of the syntax at once. */
export function readYaml(text: string): YamlReading {
  const refused = (code: 'tooLarge' | 'tooDeep' | 'tooManyParts' | 'aliasBomb', at = START, details = {}): YamlReading => ({
    value: undefined,
    faults: [{ ...error(code, [], { details }), at }],
    locate: () => START,
  });
  if (text.length > LIMITS.bytes || new TextEncoder().encode(text).length > LIMITS.bytes) {
    return refused('tooLarge', START, { limit: `${LIMITS.bytes / 1_000_000} MB` });
  }
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tokens = tokensOf(text, lines);
  if ('refused' in tokens) return refused(tokens.refused, place(tokens.offset), { limit: String(LIMITS[tokens.refused === 'tooDeep' ? 'depth' : 'tokens']) });

  const composer = new Composer({ version: '1.2', uniqueKeys: false, strict: true, stringKeys: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens.tokens, true, text.length)] as Document.Parsed[];
  const [document, second] = documents;
  const faults: PlacedFinding[] = [];
  if (document === undefined) return { value: undefined, faults: [{ ...error('notAMapping', []), at: START }], locate: () => START };
  for (const fault of [...document.errors, ...document.warnings]) {
    faults.push({ ...error('yamlSyntax', [], { details: { reason: fault.message.split('\n')[0] ?? '' } }), at: place(fault.pos[0]) });
  }
  if (second !== undefined) faults.push({ ...error('severalDocuments', []), at: place(second.range?.[0] ?? 0) });
  const locate = locator(document, place);
  if (faults.length > 0) return { value: undefined, faults, locate };
  if (!isMap(document.contents)) {
    return { value: undefined, faults: [...faults, { ...error('notAMapping', []), at: START }], locate };
  }
  for (const found of [...duplicateKeys(document), ...joinSplitTexts(document)]) faults.push({ ...found.finding, at: place(found.offset) });
  const value = expanded(document);
  return value === undefined ? refused('aliasBomb', START, { limit: String(LIMITS.aliases) }) : { value, faults, locate };
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

function holdsItself(value: unknown, around: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.has(value)) return true;
  around.add(value);
  const found = Object.values(value).some((inner) => holdsItself(inner, around));
  around.delete(value);
  return found;
}

type Tokens = { tokens: CST.Token[] } | { refused: 'tooDeep' | 'tooManyParts'; offset: number };

/** The concrete syntax, token by token: the count and the depth are known before the recursive composer sees it. */
function tokensOf(text: string, lines: LineCounter): Tokens {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > LIMITS.tokens) return { refused: 'tooManyParts', offset: parser.offset };
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > LIMITS.depth) return { refused: 'tooDeep', offset: parser.offset };
  }
  tokens.push(...parser.end());
  return { tokens };
}

interface Found {
  finding: PlanFinding;
  offset: number;
}

/** Own and not the library's, whose comparison of each key with each other is quadratic. */
function duplicateKeys(document: Document.Parsed): Found[] {
  const found: Found[] = [];
  visit(document, {
    Map(_key, map: YAMLMap) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) found.push({ finding: error('duplicateKey', [], { details: { name } }), offset: key.range?.[0] ?? 0 });
        seen.add(name);
      }
    },
  });
  return found;
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
        const before = kept.at(-1);
        const text = splitEnd(pair);
        const cut = before?.value;
        if (text !== undefined && isScalar(cut) && typeof cut.value === 'string') {
          const whole = `${cut.value}, ${text}`;
          cut.value = whole;
          joined.push({
            finding: warning('splitText', [], { details: { text: whole } }),
            offset: isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0,
          });
        } else kept.push(pair);
      }
      map.items = kept;
    },
  });
  return joined;
}

/** The text of a key that has no value and is no identifier (`Ltd.`): the rest of a text that a comma cut. */
function splitEnd(pair: Pair): string | undefined {
  const empty = pair.value === null || (isScalar(pair.value) && pair.value.value === null && (pair.value.range?.[0] === pair.value.range?.[1]));
  if (!empty || !isScalar(pair.key) || typeof pair.key.value !== 'string') return undefined;
  return /^[a-z][A-Za-z0-9]*$/.test(pair.key.value) ? undefined : pair.key.value;
}

/** A collection is shown at its key, a single value at itself, what is missing at what would hold it. */
function locator(document: Document.Parsed, place: (offset: number) => { line: number; column: number }): Locate {
  return (path: PlanPath) => {
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0] ?? 0;
    for (const step of path) {
      const entry = stepInto(resolved(node, document), step);
      if (entry === undefined) break;
      offset = entry.offset;
      node = entry.node;
    }
    return place(offset);
  };
}

function stepInto(node: unknown, step: string | number): { node: unknown; offset: number } | undefined {
  if (isSeq(node)) {
    const item = typeof step === 'number' ? node.items[step] : node.items.find((entry) => isMap(entry) && entry.get('id') === step);
    return isNode(item) ? { node: item, offset: item.range?.[0] ?? 0 } : undefined;
  }
  if (!isMap(node)) return undefined;
  // The last of two equal keys is the one whose value was taken.
  const pair = node.items.findLast((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
  if (pair === undefined || !isNode(pair.key)) return undefined;
  const value = pair.value;
  const shown: Node = isScalar(value) && value.range != null && value.range[0] !== value.range[1] ? value : pair.key;
  return { node: value, offset: shown.range?.[0] ?? 0 };
}

function resolved(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}
