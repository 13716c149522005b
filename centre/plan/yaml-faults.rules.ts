/** Faults of the syntax, told by what the author did and where. */
import { nearest } from '#platform/text/nearest.rules.ts';
import type { PlacedFinding } from './plan-diagnostic.rules.ts';
import { error } from './plan-diagnostic.schema.ts';
import type { FilePlace } from './yaml-places.rules.ts';

/** What the library says of one place: its code, its words, and an offset in the text. */
export interface YamlError {
  code: string;
  message: string;
  pos: readonly [number, number];
}

/** The first fault of a text that has any; `errors` as the library gives them, places counted in `lines`. */
export function firstFault(
  lines: readonly string[],
  errors: readonly YamlError[],
  placeOf: (offset: number) => FilePlace,
): PlacedFinding | undefined {
  const [fault] = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  return fault && faultAt(lines, { fault, at: placeOf(fault.pos[0]), isOfIndent: isOfIndent(fault, errors) });
}

/** Lines at the margin that look like a block and are none, when the text cannot be read otherwise. */
export function strayBlocks(text: string, blocks: readonly string[]): PlacedFinding[] {
  return text.split(/\r\n|[\r\n]/).flatMap((line, index) => {
    const name = /^([A-Za-z]\w*)\s*:(?:\s|$)/.exec(line)?.[1];
    if (name === undefined || blocks.includes(name)) return [];
    const near = nearest(name, blocks);
    return [
      {
        ...error('strayBlock', [], { details: { name, ...(near === undefined ? {} : { nearest: near }) } }),
        at: { line: index + 1, column: 1 },
      },
    ];
  });
}

/** Faults that stand in none of the blocks given by their first lines. */
export function outsideBlocks(text: string, faults: readonly PlacedFinding[], blocks: readonly PlacedFinding[]): PlacedFinding[] {
  // A text that is refused for its million lines is not taken apart for that.
  if (blocks.length === 0) return [...faults];
  const lines = text.split(/\r\n|[\r\n]/);
  const begun = new Set(blocks.map(({ at }) => at?.line));
  return faults.filter(({ at }) => at === undefined || !begun.has(blockOf(lines, at.line)));
}

/** The line, from 1, at whose margin the block around a line begins. */
export function blockOf(lines: readonly string[], line: number): number {
  for (let at = line; at > 1; at -= 1) if (/^[^\s#}\]-]/.test(lines[at - 1] ?? '')) return at;
  return 1;
}

interface Stumble {
  fault: YamlError;
  at: FilePlace;
  isOfIndent: boolean;
}

function faultAt(lines: readonly string[], { fault, at, isOfIndent: ofIndent }: Stumble): PlacedFinding {
  const line = lines[at.line - 1] ?? '';
  const wide = fullWidthMark(line) ?? undefined;
  if (wide !== undefined) {
    const details = { mark: wide.mark, meant: FULL_WIDTH[wide.mark] ?? '' };
    const code = details.meant === ' ' ? 'strangeSpace' : 'fullWidthMark';
    return { ...error(code, [], { details }), at: { line: at.line, column: wide.column } };
  }
  const before = neighbour(lines, at.line, -1) ?? at.line;
  const wideIndent = /^ *([\u00a0\u3000])/u.exec(lines[before - 1] ?? '');
  if (wideIndent !== null) {
    const details = { mark: wideIndent[1] ?? '', meant: ' ' };
    return { ...error('strangeSpace', [], { details }), at: { line: before, column: wideIndent[0].length } };
  }
  const head = wideColonAbove(lines, at.line);
  if (head !== undefined) return { ...error('fullWidthMark', [], { details: { mark: '：', meant: ':' } }), at: head };
  if (fault.code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) return { ...error('yamlTab', []), at: { line: at.line, column: 1 } };
  const quote = /^Missing closing (["'])/.exec(fault.message)?.[1];
  if (quote !== undefined) return { ...error('yamlQuote', [], { details: { mark: quote } }), at: openQuote(lines, at, quote) };
  const open = isOfFlow(fault) ? unclosed(lines, at) : undefined;
  if (open !== undefined) {
    const details = { mark: open.mark, closing: open.mark === '{' ? '}' : ']' };
    return { ...error('yamlBracket', [], { details }), at: { line: open.line, column: open.column } };
  }
  if (ofIndent) return indentFault(lines, at.line);
  if (fault.code === 'BLOCK_IN_FLOW' || fault.code === 'BLOCK_AS_IMPLICIT_KEY') return { ...error('yamlColon', []), at };
  if (/need to be followed by map values|Implicit keys need to be on a single line/.test(fault.message))
    return { ...error('yamlNoColon', []), at };
  return { ...error('yamlSyntax', [], { details: { reason: fault.message.split('\n')[0] ?? '' } }), at };
}

/** Where a quote opens that its own line does not close: the nearest above, since all that follows was read as its text. */
function openQuote(lines: readonly string[], at: FilePlace, quote: string): FilePlace {
  for (let line = at.line; line >= 1; line -= 1) {
    const column = withoutQuotes(lines[line - 1] ?? '').indexOf(quote) + 1;
    if (column > 0) return { line, column };
  }
  return at;
}

function isOfFlow({ message }: YamlError): boolean {
  return /^Flow (?:map|sequence)/.test(message);
}

/** A value of one line that the next lines are indented under comes as two faults at one place. */
function isOfIndent(fault: YamlError, all: readonly YamlError[]): boolean {
  if (/same column|must be indented|sufficiently indented/.test(fault.message)) return true;
  return (
    fault.code === 'BLOCK_AS_IMPLICIT_KEY' &&
    all.some(({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] === fault.pos[0])
  );
}

/** The line that is indented wrongly: the one spoken of, or the one under it that stands deeper than a value allows. */
function indentFault(lines: readonly string[], line: number): PlacedFinding {
  const next = neighbour(lines, line, 1);
  const wrong =
    next !== undefined && indentOf(lines, next) > indentOf(lines, line) && /^\s*[^\s#].*:\s*\S/.test(lines[line - 1] ?? '')
      ? next
      : line;
  const above = neighbour(lines, wrong, -1) ?? wrong;
  const dash = listAbove(lines, wrong);
  if (dash !== undefined)
    return {
      ...error('yamlList', [], { details: { above: String(dash) } }),
      at: { line: wrong, column: indentOf(lines, wrong) + 1 },
    };
  const details = { spaces: String(indentOf(lines, wrong)), above: String(above), aboveSpaces: String(indentOf(lines, above)) };
  return { ...error('yamlIndent', [], { details }), at: { line: wrong, column: indentOf(lines, wrong) + 1 } };
}

/** A line as far in as this one that begins with a dash, where this one does not. */
function listAbove(lines: readonly string[], line: number): number | undefined {
  const indent = indentOf(lines, line);
  if (/^\s*-(?: |$)/.test(lines[line - 1] ?? '')) return undefined;
  for (let at = neighbour(lines, line, -1); at !== undefined && indentOf(lines, at) >= indent; at = neighbour(lines, at, -1))
    if (indentOf(lines, at) === indent) return /^\s*-(?: |$)/.test(lines[at - 1] ?? '') ? at : undefined;
  return undefined;
}

export function indentOf(lines: readonly string[], line: number): number {
  return /^ */.exec(lines[line - 1] ?? '')?.[0].length ?? 0;
}

/** The next line up or down that is neither empty nor a remark. */
function neighbour(lines: readonly string[], from: number, step: 1 | -1): number | undefined {
  for (let line = from + step; line >= 1 && line <= lines.length; line += step)
    if (/^\s*[^\s#]/.test(lines[line - 1] ?? '')) return line;
  return undefined;
}

/** So many lines above a fault an open bracket is looked for. */
const LOOKED_BACK = 40;

/** The nearest bracket above a place that its own line does not close. */
function unclosed(lines: readonly string[], { line }: FilePlace): { mark: string; line: number; column: number } | undefined {
  for (let at = line; at >= Math.max(1, line - LOOKED_BACK); at -= 1) {
    const open: { mark: string; column: number }[] = [];
    const text = withoutQuotes(lines[at - 1] ?? '');
    for (const [index, mark] of [...text].entries()) {
      if (mark === '{' || mark === '[') open.push({ mark, column: index + 1 });
      else if (mark === '}' || mark === ']') open.pop();
    }
    const [first] = open;
    if (first !== undefined) return { ...first, line: at };
  }
  return undefined;
}

/** Marks that a Chinese keyboard gives, and what YAML knows. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '“': '"',
  '”': '"',
  '；': ',',
  '、': ',',
  '\u3000': ' ',
  '\u00a0': ' ',
};

/** The first full-width mark of a line that stands in no quotes. */
function fullWidthMark(line: string): { mark: string; column: number } | null {
  const found = /[：，｛｝［］“”；、\u3000\u00a0]/u.exec(withoutQuotes(line));
  return found === null ? null : { mark: found[0], column: found.index + 1 };
}

/** A line above, of those that this one stands in, that ends in a full-width colon: what is below it has nothing to stand in. */
function wideColonAbove(lines: readonly string[], line: number): FilePlace | undefined {
  let indent = indentOf(lines, line);
  for (let at = neighbour(lines, line, -1); at !== undefined && indent > 0; at = neighbour(lines, at, -1)) {
    if (indentOf(lines, at) >= indent) continue;
    indent = indentOf(lines, at);
    const text = withoutQuotes(lines[at - 1] ?? '').trimEnd();
    if (/^\s*\w+：$/u.test(text)) return { line: at, column: text.length };
  }
  return undefined;
}

/** The line with what stands in quotes, and the remark at its end, blanked out: columns stay. */
function withoutQuotes(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|\s)#.*$/g, (quoted) => ' '.repeat(quoted.length));
}
