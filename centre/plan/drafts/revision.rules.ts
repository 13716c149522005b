/** Single values of a plan's text written otherwise, everything else to the letter. */
import type { PlanPath } from '../plan-diagnostic.schema.ts';
import { valueAt } from '../plan-tree.rules.ts';
import { readYaml } from '../yaml-document.rules.ts';

/** The text with another revision in its head; unchanged where none stands there. */
export function withRevision(text: string, revision: number): string {
  return withValues(text, [[['plan', 'revision'], String(revision)]]);
}

/** What a plan is called that takes over the text of another. */
export interface OwnNames {
  readonly plan: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly customer: { readonly id: string; readonly name: string };
}

/** The text of another plan under names of its own, as a first revision. */
export function withNames(text: string, { plan, project, customer }: OwnNames): string {
  const named = (block: string, name: string): Written[] =>
    [[], ['zh'], ['en']].map((language) => [[block, 'name', ...language], JSON.stringify(name)]);
  return withValues(text, [
    [['plan', 'id'], plan],
    [['plan', 'revision'], '1'],
    [['project', 'id'], project.id],
    [['customer', 'id'], customer.id],
    ...named('project', project.name),
    ...named('customer', customer.name),
  ]);
}

type Written = readonly [path: PlanPath, value: string];

/** The text with single values at paths written otherwise; where no such value stands, nothing changes. A revision is a number. */
function withValues(text: string, values: readonly Written[]): string {
  const yaml = readYaml(text);
  const lines = text.split('\n');
  const edits = values
    .filter(([path]) => typeof valueAt(yaml.value, path) === (path.at(-1) === 'revision' ? 'number' : 'string'))
    .map(([path, value]) => ({ ...yaml.locate(path), value }))
    // From the end of a line on, so that places before it hold.
    .sort((a, b) => b.column - a.column);
  for (const { line, column, value } of edits) lines[line - 1] = replaced(lines[line - 1] ?? '', column - 1, value);
  return lines.join('\n');
}

function replaced(line: string, at: number, value: string): string {
  const [head, rest] = [line.slice(0, at), line.slice(at)];
  // Inside of braces a comma ends a text, elsewhere the line.
  const isFlow = head.lastIndexOf('{') > head.lastIndexOf('}');
  const bare = isFlow ? /^[^,}\r]*/ : /^.*?(?=\s+#|\r?$)/;
  const written = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(rest)?.[0] ?? bare.exec(rest)?.[0] ?? '';
  return head + value + rest.slice(written.trimEnd().length);
}
