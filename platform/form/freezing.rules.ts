import type { Block, BlockClosing, FieldValue, FormDefinition, FormValues } from './definition.schema.ts';
import { holds, isFilled } from './missing.rules.ts';

/** Identifies the digest's layout inside the digest itself, so that a later layout cannot be taken for this one. */
const LAYOUT = 'form/1';

function blockOf(definition: FormDefinition, id: string): Block {
  const block = definition.blocks.find((candidate) => candidate.id === id);
  if (block === undefined) throw new RangeError(`${definition.id} has no block ${id}`);
  return block;
}

/**
 * The fields a closing of the block freezes now. A block above that is still to be closed and that the
 * definition excepts (the approval of an urgent order) stays out and so stays open.
 */
export function coveredFields(definition: FormDefinition, block: string, closings: readonly BlockClosing[]): readonly string[] {
  const closing = blockOf(definition, block).closing;
  if (closing === undefined) throw new RangeError(`block ${block} of ${definition.id} is closed by nobody`);
  const open = (closing.exceptWhileOpen ?? []).filter((id) => !closings.some((closed) => closed.block === id));
  const left = new Set(open.flatMap((id) => blockOf(definition, id).fields));
  return closing.covers.filter((field) => !left.has(field));
}

/** Fields nobody may change any more: what the closings cover, and the signatures that closed them. */
export function frozenFields(definition: FormDefinition, closings: readonly BlockClosing[]): ReadonlySet<string> {
  const frozen = new Set(closings.flatMap((closed) => closed.covers));
  for (const { block } of closings) {
    const signature = blockOf(definition, block).closing?.signature;
    if (signature) frozen.add(signature.field).add(signature.dateField);
  }
  return frozen;
}

export type OpenQuestion = {
  readonly definition: FormDefinition;
  readonly closings: readonly BlockClosing[];
  /** The parts the person takes in this record (`proposer`, `taskLeader` …). */
  readonly parts: readonly string[];
};

/** Fields the person may write now: of the own blocks, not frozen, not written by a command, no signature. */
export function openFields({ definition, closings, parts }: OpenQuestion): ReadonlySet<string> {
  const frozen = frozenFields(definition, closings);
  const own = definition.blocks.filter((block) => block.by.some((part) => parts.includes(part))).flatMap((block) => block.fields);
  return new Set(
    own.filter((field) => {
      const spec = definition.fields[field];
      return spec !== undefined && spec.type !== 'signature' && spec.automatic !== true && !frozen.has(field);
    }),
  );
}

/** Fields of `changed` that are frozen: a correction of these needs a new revision. */
export function refusedChanges(
  definition: FormDefinition,
  closings: readonly BlockClosing[],
  change: { readonly before: FormValues; readonly after: FormValues },
): readonly string[] {
  const same = (field: string): boolean => canonical(change.before[field]) === canonical(change.after[field]);
  return [...frozenFields(definition, closings)].filter((field) => !same(field));
}

/** True when the statement in place of a signature is given and allowed, so that it may close the block. */
export function statementCloses(definition: FormDefinition, block: string, values: FormValues): boolean {
  const statement = blockOf(definition, block).closing?.statement;
  return statement !== undefined && holds(statement.when, values) && statement.fields.every((field) => isFilled(values[field]));
}

export type DigestQuestion = {
  readonly definition: FormDefinition;
  /** The fields covered: {@link coveredFields} when a block closes, the stored `covers` when it is verified. */
  readonly covers: readonly string[];
  readonly values: FormValues;
  readonly documentNumber: string;
  readonly documentVersion: string;
};

/**
 * Canonical JSON of exactly the covered fields with document number and version; a digest of it stands in
 * the signature. The record number is not in it: it is issued later and identifies, it states nothing.
 * An empty field and an absent one read alike, and the order of keys does not matter.
 */
export function coveredDigestInput(question: DigestQuestion): string {
  const { definition, covers, values, documentNumber, documentVersion } = question;
  const fields: Record<string, FieldValue | null> = {};
  for (const field of covers) {
    if (definition.fields[field] === undefined) throw new RangeError(`${definition.id} has no field ${field}`);
    const value = values[field];
    fields[field] = value !== undefined && isFilled(value) ? value : null;
  }
  return canonical({ layout: LAYOUT, form: definition.id, documentNumber, documentVersion, fields });
}

/** JSON with keys in code-unit order and no white space; `undefined` members are left out, as an empty field reads. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return value === undefined || value === '' ? 'null' : JSON.stringify(value);
}
