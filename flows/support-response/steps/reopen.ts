import { flowSetting } from '#centre/plan/plan.rules.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { plusDuration } from '#flows/dossier/durations.rules.ts';
import { reviseConsultation } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** How long after its end a customer may have a request taken up again (our default, flows.md F1). */
const REOPEN_WITHIN = 'P30D';

/** It was not over: handled again under the same number, with a new revision of its record. */
export const reopen = step({
  event: 'reopen',
  fields: { reason: { type: 'longText', required: true } },
  guards: {
    reopenReason: {
      asks: 'input',
      holds: ({ input, dossier, actor, now }) => {
        // By when it is asked, not by when it is said to have been.
        if (actor.kind === 'customer' && now > reopenUntil(dossier, now)) return { code: 'late' };
        return given(input, 'reason');
      },
    },
  },
  decide: (draft, { input, dossier, actor }) => {
    const { details, contactId } = dossier.request;
    draft.request({
      closedAt: null,
      details: {
        reopenedTimes: (details.reopenedTimes ?? 0) + 1,
        closedAs: undefined,
        confirmedBy: undefined,
        knowledgeLinkedAt: undefined,
        reminders: [],
      },
    });
    reviseConsultation(draft, input.reason ?? '');
    fireRequest(draft, 'reopen', { texts: { reason: input.reason }, contactId: actor.contactId ?? contactId });
    if (actor.kind === 'customer') {
      draft.say({
        channel: 'web',
        direction: 'incoming',
        text: input.reason ?? '',
        author: 'actor',
        contactId: actor.contactId,
        fileIds: [],
        automatic: false,
        delivery: 'noted',
      });
    }
  },
});

function reopenUntil(dossier: Dossier, at: number): number {
  const { plan } = dossier.surroundings;
  const set = flowSetting(plan, 'supportResponse', 'reopenWithin');
  const { closedAt } = dossier.request;
  return closedAt === null ? at : plusDuration(plan.plan.timezone, closedAt, typeof set === 'string' ? set : REOPEN_WITHIN);
}
