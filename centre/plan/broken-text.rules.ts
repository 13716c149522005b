/**
 * Every fault of the syntax that stands by itself. One makes a reader stumble on the lines that follow, so blocks that begin at the margin
 * are read one by one, and each again without the entry that was just told, until nothing is left to tell in it.
 */
import type { PlacedFinding } from './plan-diagnostic.rules.ts';
import { error, type PlanCode } from './plan-diagnostic.schema.ts';
import { blockOf, firstFault, indentOf, type YamlError } from './yaml-faults.rules.ts';
import type { FilePlace } from './yaml-places.rules.ts';

/** Faults of a block are told one by one up to here: who has mended so many checks again. */
const IN_A_BLOCK_AT_MOST = 20;

/** Characters that are read again at most: reading costs by them, and a hostile text has a fault in every line. */
const READ_AGAIN_AT_MOST = 2_000_000;

export interface BrokenText {
  readonly text: string;
  /** What the library says of the whole. */
  readonly errors: readonly YamlError[];
  readonly placeOf: (offset: number) => FilePlace;
  /** What it says of a part of it. */
  readonly errorsOf: (part: string) => readonly YamlError[];
}

/** Faults in the order of the text; none where the library has found none. */
export function syntaxFaults({ text, errors, placeOf, errorsOf }: BrokenText): PlacedFinding[] {
  if (errors.length === 0) return [];
  const lines = text.split(/\r\n|[\r\n]/);
  const merge = lines.findIndex((line) => /^(?:<{7}|>{7})(?: |$)/.test(line));
  if (merge !== -1) return [{ ...error('mergeMark', []), at: { line: merge + 1, column: 1 } }];
  let left = READ_AGAIN_AT_MOST;
  const read = (part: readonly string[]): PlacedFinding | undefined => {
    const joined = part.join('\n');
    left -= joined.length;
    return left < 0 ? undefined : firstFault(part, errorsOf(joined).filter(isOfThePart), placesOf(part));
  };
  const found = blocksOf(lines).flatMap(({ from, part }) => faultsOf(part, read).map((fault) => movedDown(fault, from)));
  const whole = found.length > 0 ? undefined : firstFault(lines, errors, placeOf);
  return whole === undefined ? found : [whole];
}

/** An anchor may stand in another block. */
function isOfThePart({ code }: YamlError): boolean {
  return code !== 'BAD_ALIAS';
}

/** The faults of a block, each told once the entries of those before it are out of the way. */
function faultsOf(block: readonly string[], read: (part: readonly string[]) => PlacedFinding | undefined): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  const part = [...block];
  while (found.length < IN_A_BLOCK_AT_MOST) {
    const fault = read(part);
    const line = fault?.at?.line;
    // A line that is out of the way and is told again was not what is wrong.
    if (fault === undefined || line === undefined || part[line - 1]?.trim() === '') return found;
    found.push(fault);
    const length = RUNS_ON.includes(fault.code) ? runLength(part, line) : entryLength(part, line);
    part.fill('', line - 1, line - 1 + length);
  }
  return found;
}

/** What an author does to lines beside one another is one mistake. */
const RUNS_ON: readonly PlanCode[] = ['yamlTab', 'yamlIndent'];

/** How many lines, from one that is indented wrongly, are indented likewise. */
function runLength(lines: readonly string[], line: number): number {
  const isLikewise = /^ *\t/.test(lines[line - 1] ?? '')
    ? (index: number) => /^ *\t/.test(lines[index] ?? '')
    : (index: number) => indentOf(lines, index + 1) >= indentOf(lines, line);
  return lengthWhile(lines, line, isLikewise);
}

/** How many lines an entry has: its own, and those below that stand deeper. */
function entryLength(lines: readonly string[], line: number): number {
  return lengthWhile(lines, line, (index) => indentOf(lines, index + 1) > indentOf(lines, line));
}

function lengthWhile(lines: readonly string[], line: number, belongs: (index: number) => boolean): number {
  const after = lines.findIndex((text, index) => index >= line && text.trim() !== '' && !belongs(index));
  return (after === -1 ? lines.length : after) - (line - 1);
}

/** The parts of the text that begin at the margin; `from` is the number of lines above. */
function blocksOf(lines: readonly string[]): { from: number; part: readonly string[] }[] {
  const starts = lines.flatMap((_line, index) => (blockOf(lines, index + 1) === index + 1 ? [index] : []));
  return starts.map((from, index) => ({ from, part: lines.slice(from, starts[index + 1]) }));
}

function placesOf(lines: readonly string[]): (offset: number) => FilePlace {
  const ends = lines.map(() => 0);
  let end = 0;
  for (const [index, line] of lines.entries()) ends[index] = end += line.length + 1;
  return (offset) => {
    const found = ends.findIndex((at) => offset < at);
    const index = found === -1 ? lines.length - 1 : found;
    return { line: index + 1, column: Math.max(1, offset - (ends[index - 1] ?? 0) + 1) };
  };
}

function movedDown(fault: PlacedFinding, lines: number): PlacedFinding {
  const above = fault.details['above'];
  return {
    ...fault,
    ...(fault.at === undefined ? {} : { at: { ...fault.at, line: fault.at.line + lines } }),
    ...(above === undefined ? {} : { details: { ...fault.details, above: String(Number(above) + lines) } }),
  };
}
