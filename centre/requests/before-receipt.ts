import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { stepTexts } from './step.texts.ts';

/** What happened to a request happened after it was received: before, its clocks hear nothing, and no late entry can be right. */
export function beforeReceipt({ request }: Pick<Dossier, 'request'>, at: Instant): Refusal | null {
  if (at >= request.receivedAt) return null;
  return refusal(422, 'occurredBeforeReceipt', stepTexts.beforeReceipt, {
    fields: [{ field: 'occurredAt', code: 'occurredBeforeReceipt', message: stepTexts.beforeReceipt }],
  });
}
