import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal, type Words } from '#platform/command/refusal.ts';
import { refuseForbidden } from '../forbidden-phrase.ts';
import { toldBreachTexts } from './told-breach.texts.ts';

const words = z.string().trim().min(1).max(2_000);

/** What is told of a breach, whatever was broken: the customer reads it. */
export const toldBreachShape = {
  cause: words,
  measure: words.describe('What was done so that it does not happen again.'),
  responsibleId: z.uuid().describe('Who of the provider answers for the measure.'),
  dueOn: z.iso.date().describe('Until when it is done.'),
};
type ToldBreach = z.infer<z.ZodObject<typeof toldBreachShape>>;

/** Refuses words that the plan forbids towards customers, and an answer for the measure by nobody of the provider. */
export async function refuseTold(
  tx: Transaction<Tables>,
  { plan, told }: { readonly plan: ServicePlan; readonly told: ToldBreach },
): Promise<Refusal | null> {
  const forbidden =
    refuseForbidden(plan, { field: 'cause', text: told.cause }) ??
    refuseForbidden(plan, { field: 'measure', text: told.measure });
  if (forbidden !== null) return forbidden;
  const person = await tx
    .selectFrom('pledge.person')
    .select('id')
    .where('id', '=', told.responsibleId)
    .where('customer_id', 'is', null)
    .where('is_program', '=', false)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return person === undefined ? refusedTold('responsibleId', 'unknownPerson', toldBreachTexts.unknownPerson) : null;
}

/** A refusal of what was told, at the field it is about. */
export function refusedTold(field: string, code: string, message: Words): Refusal {
  return refusal(422, code, message, { fields: [{ field, code, message }] });
}
