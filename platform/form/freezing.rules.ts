import type { Block, BlockClosing, FormDefinition, FormValues } from './definition.schema.ts';
import { holds, isFilled } from './missing.rules.ts';

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

/** True when the statement in place of a signature is given and allowed, so that it may close the block. */
export function statementCloses(definition: FormDefinition, block: string, values: FormValues): boolean {
  const statement = blockOf(definition, block).closing?.statement;
  return statement !== undefined && holds(statement.when, values) && statement.fields.every((field) => isFilled(values[field]));
}
