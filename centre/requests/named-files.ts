import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { SignatureInput } from '#platform/flow/fields.ts';
import { isRefusal, refusal, type FieldFault, type Refusal } from '#platform/command/refusal.ts';
import type { StepAtHand } from './assess-step.ts';
import { fileFor } from './files.store.ts';
import { unknownFile } from './files.texts.ts';

/** Refuses files that nobody uploaded, that failed their check, or that the actor may not see: what a record names must be there to be opened. */
export async function refuseUnknownFiles(
  tx: Transaction<Tables>,
  { step, actor, now }: Pick<StepAtHand, 'step' | 'actor' | 'now'>,
  input: Readonly<Record<string, unknown>>,
): Promise<Refusal | null> {
  const fields: FieldFault[] = [];
  for (const [field, spec] of Object.entries(step.fields)) {
    const named =
      spec.type === 'files' ? input[field] : spec.type === 'signature' ? (input[field] as SignatureInput)?.fileIds : [];
    for (const id of (named ?? []) as readonly string[]) {
      if (isRefusal(await fileFor(tx, actor, { id, now }))) fields.push({ field, code: 'unknownFile', message: unknownFile });
    }
  }
  return fields.length === 0 ? null : refusal(422, 'unknownFile', unknownFile, { fields });
}
