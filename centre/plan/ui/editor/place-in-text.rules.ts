/** Where a position of a YAML text stands, while the text is being written and no parser would take it. */
import type { TextPath } from './schema-place.rules.ts';

export interface PlaceInText {
  /** To the mapping around it; to the value, where `isValue`. */
  readonly path: TextPath;
  readonly isValue: boolean;
  /** Keys that the mapping around it has already, before the position. */
  readonly present: readonly string[];
}

/** The place of a position: inside of braces and brackets by these, elsewhere by how far the lines are indented. */
export function placeInText(text: string, position: number): PlaceInText {
  const [outermost, ...inner] = openBrackets(text, position);
  if (outermost === undefined) return byIndent(text, position);
  const around = byIndent(text, outermost.at).path;
  const open = [outermost, ...inner];
  const last = open.at(-1) ?? outermost;
  const path = open.flatMap((bracket, depth) => (depth === open.length - 1 && bracket.sign === '{' ? [] : [stepOf(bracket)]));
  if (last.sign === '[') return { path: [...around, ...path], isValue: true, present: [] };
  const key = keyOf(text.slice(last.partFrom, position));
  if (key !== undefined) return { path: [...around, ...path, key], isValue: true, present: [] };
  return { path: [...around, ...path], isValue: false, present: last.keys };
}

interface Bracket {
  readonly sign: '{' | '[';
  readonly at: number;
  /** Where the part between commas begins in which the text goes on. */
  partFrom: number;
  readonly keys: string[];
  /** The key of that part, known once something opens in its value. */
  partKey?: string | undefined;
}

function stepOf({ sign, partKey }: Bracket): string | null {
  return sign === '[' ? null : (partKey ?? '');
}

const QUOTED = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?/y;
/** What a value may begin after. */
const VALUE_AFTER = /(?:^|\n)[ \t]*$|[:,[{-][ \t]*\n?[ \t]*$/;

/** The brackets that are open at a position, the outermost first. */
function openBrackets(text: string, position: number): Bracket[] {
  const open: Bracket[] = [];
  for (let at = 0; at < position; at += 1) {
    const sign = text[at] ?? '';
    const last = open.at(-1);
    if (sign === '\n') {
      // A line that begins at the margin begins anew, whatever was left open above.
      if (/^[^\s#}\]]/.test(text.slice(at + 1, at + 2))) open.length = 0;
    } else if (sign === '#' && /(^|\s)$/.test(text.slice(Math.max(0, at - 1), at))) {
      const end = text.indexOf('\n', at);
      at = (end === -1 ? position : end) - 1;
    } else if ((sign === '"' || sign === "'") && mayBegin(text, at)) {
      QUOTED.lastIndex = at;
      const length = QUOTED.exec(text)?.[0].length ?? 1;
      at += length - 1;
    } else if ((sign === '{' || sign === '[') && mayBegin(text, at)) {
      if (last !== undefined) last.partKey = keyOf(text.slice(last.partFrom, at));
      open.push({ sign, at, partFrom: at + 1, keys: [] });
    } else if ((sign === '}' || sign === ']') && last !== undefined) open.pop();
    else if (sign === ',' && last !== undefined) {
      const key = keyOf(text.slice(last.partFrom, at));
      if (key !== undefined) last.keys.push(key);
      last.partFrom = at + 1;
    }
  }
  return open;
}

function mayBegin(text: string, at: number): boolean {
  return VALUE_AFTER.test(text.slice(Math.max(0, at - 80), at));
}

const KEY = /^\s*("[^"\n]*"|'[^'\n]*'|[^\s:#{}[\],"'][^:#{}[\],\n]*?)\s*:(?=\s|$)/;

function keyOf(part: string): string | undefined {
  const key = KEY.exec(part)?.[1];
  return key === undefined ? undefined : unquoted(key);
}

interface LineBegin {
  /** Columns before the first sign, and before the first that is no dash of a list. */
  readonly indent: number;
  readonly keyIndent: number;
  readonly items: number;
  readonly key: string | undefined;
}

function beginning(line: string): LineBegin {
  const [, space = '', dashes = ''] = /^(\s*)((?:-(?:\s+|$))*)/.exec(line) ?? [];
  const items = dashes.split('-').length - 1;
  return {
    indent: space.length,
    keyIndent: space.length + dashes.length,
    items,
    key: keyOf(line.slice(space.length + dashes.length)),
  };
}

function byIndent(text: string, position: number): PlaceInText {
  const lines = text.slice(0, position).split('\n');
  const typed = lines.pop() ?? '';
  const here = beginning(typed);
  const isValue = here.key !== undefined;
  const path: (string | null)[] = [...Array<null>(here.items).fill(null), ...(here.key === undefined ? [] : [here.key])];
  const present: string[] = [];
  let depth = here.items > 0 ? here.indent : here.keyIndent;
  let isBeside = here.items === 0;
  for (const line of lines.toReversed()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const above = beginning(line);
    if (isBeside && above.keyIndent === here.keyIndent && above.key !== undefined) present.push(above.key);
    if (above.keyIndent < depth && above.key !== undefined) {
      path.unshift(above.key);
      depth = above.keyIndent;
    }
    if (above.items > 0 && above.indent < depth) {
      path.unshift(...Array<null>(above.items).fill(null));
      depth = above.indent;
    }
    if (depth < here.keyIndent) isBeside = false;
    if (depth === 0) break;
  }
  return { path, isValue, present };
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
