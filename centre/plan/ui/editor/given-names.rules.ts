/** Names that a plan gives, read off its text while it is written and no parser would take it. */

/** Blocks whose keys are names, and lists whose entries have an id. */
const KEYED: readonly string[] = [
  'calendars',
  'holidaySets',
  'requestKinds',
  'severities',
  'clocks',
  'flows',
  'channels',
  'schedules',
  'faultHandling.types',
  'faultHandling.emergencies',
];
const LISTED: readonly string[] = ['commitments', 'customer.sites', 'organisation.units', 'phases'];

export interface GivenName {
  readonly name: string;
  /** What the plan says it is, in either language. */
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}

/** Names by the block that gives them. */
export type GivenNames = ReadonlyMap<string, readonly GivenName[]>;

type Fields = Record<string, string>;

/** What stands around a line: keys that opened above it, and the entry that goes on in it. */
interface Around {
  open: { readonly indent: number; readonly key: string }[];
  entry: { readonly path: string; readonly fields: Fields } | undefined;
  readonly found: Map<string, Fields[]>;
}

export function givenNames(text: string): GivenNames {
  const around: Around = { open: [], entry: undefined, found: new Map() };
  for (const line of text.split('\n')) if (/^\s*[^\s#]/.test(line)) readLine(line, around);
  return new Map([...around.found].map(([block, entries]) => [block, entries.flatMap(asName)]));
}

function asName({ id, zh, en, name }: Fields): GivenName[] {
  return id === undefined ? [] : [{ name: id, zh: zh ?? name, en: en ?? name }];
}

function readLine(line: string, around: Around): void {
  const [, space = '', dashes = '', body = ''] = /^(\s*)((?:-\s+)*)(.*)$/.exec(line) ?? [];
  const isItem = dashes !== '';
  // A list may stand as far in as the key that it belongs to.
  const depth = isItem ? space.length + 1 : space.length;
  while ((around.open.at(-1)?.indent ?? -1) >= depth) around.open.pop();
  const path = around.open.map(({ key }) => key).join('.');
  const [field, value = ''] = keyAndValue(body) ?? [];
  if (isItem && LISTED.includes(path)) begin(around, path, body.startsWith('{') ? fieldsOf(body) : {});
  if (field === undefined || body.startsWith('{')) return;
  if (!isItem && KEYED.includes(path)) begin(around, path, { ...fieldsOf(value), id: field });
  else if (around.entry?.path === path) around.entry.fields[field] ??= plain(value);
  const below = path === '' ? field : `${path}.${field}`;
  if (KEYED.includes(below))
    for (const [id, written] of Object.entries(fieldsOf(value))) begin(around, below, { ...fieldsOf(written), id });
  if (!isItem) around.open.push({ indent: space.length, key: field });
}

function begin(around: Around, block: string, fields: Fields): void {
  const entries = around.found.get(block) ?? [];
  entries.push(fields);
  around.found.set(block, entries);
  around.entry = { fields, path: LISTED.includes(block) ? block : `${block}.${fields['id'] ?? ''}` };
}

function keyAndValue(body: string): [string, string] | undefined {
  const [, quoted, bare, value = ''] = /^(?:"([^"]*)"|([^\s:#{}[\],"'][^:#{}[\],]*?))\s*:(?:\s+(.*))?$/.exec(body) ?? [];
  const key = quoted ?? bare;
  return key === undefined ? undefined : [key, value];
}

/** Keys and values in braces, as they are written; none where no brace opens. */
function fieldsOf(written: string): Fields {
  if (!written.startsWith('{')) return {};
  const fields: Fields = {};
  for (const part of parts(written.slice(1))) {
    const [key, value = ''] = keyAndValue(part.trim()) ?? [];
    if (key !== undefined) fields[key] = plain(value);
  }
  return fields;
}

/** What stands between the commas of the outermost braces, up to where they close. */
function parts(inside: string): string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: sign, index } of inside.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    if (sign === '{' || sign === '[') depth += 1;
    else if ((sign === '}' || sign === ']') && depth > 0) depth -= 1;
    else if ((sign === ',' && depth === 0) || sign === '}') {
      found.push(inside.slice(from, index));
      from = index + 1;
      if (sign === '}') return found;
    }
  }
  return [...found, inside.slice(from)];
}

function plain(value: string): string {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"/.exec(value) ?? [];
  return quoted ?? (value.startsWith('{') ? value : value.replace(/\s+#.*$/, '').trim());
}
