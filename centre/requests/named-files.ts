import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { SignatureInput } from '#platform/flow/fields.ts';
import { refusal, type FieldFault, type Refusal } from '#platform/command/refusal.ts';
import type { StepAtHand } from './assess-step.ts';
import { namableFiles } from './files.store.ts';
import { unknownFile } from './files.texts.ts';

/** Refuses files that nobody uploaded, that failed their check, or that may not be named there: what a record names must be there to be opened. */
export async function refuseUnknownFiles(
  tx: Transaction<Tables>,
  { step, actor, now, dossier }: Pick<StepAtHand, 'step' | 'actor' | 'now' | 'dossier'>,
  input: Readonly<Record<string, unknown>>,
): Promise<Refusal | null> {
  const named = Object.entries(step.fields).flatMap(([field, spec]) => {
    const ids =
      spec.type === 'files' ? input[field] : spec.type === 'signature' ? (input[field] as SignatureInput)?.fileIds : undefined;
    return ((ids ?? []) as readonly string[]).map((id) => ({ field, id }));
  });
  const known = await namableFiles(tx, actor, {
    ids: named.map(({ id }) => id),
    customerId: dossier.request.customerId,
    now,
  });
  const fields = named
    .filter(({ id }) => !known.has(id))
    .map(({ field }): FieldFault => ({ field, code: 'unknownFile', message: unknownFile }));
  return fields.length === 0 ? null : refusal(422, 'unknownFile', unknownFile, { fields });
}
