import { flowSetting } from '#centre/plan/plan.rules.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { messageWordsOf, partsOf, tellColleagues } from '#flows/dossier/tell-customer.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The round that the centre manager hears of, where the plan sets no other (our default, flows.md F5). */
const MANAGER_ROUND = 3;

/** What was tried did not solve it: the next round begins with diagnosis, because the type itself may be wrong. */
export const notSolved = step({
  event: 'notSolved',
  fields: { result: { type: 'longText', required: true } },
  guards: { resultNoted: { asks: 'input', holds: ({ input }) => given(input, 'result') } },
  decide: (draft, { input, dossier, actor }) => {
    const { request } = dossier;
    const next = request.round + 1;
    draft.request({ round: next, details: { stepCount: 0, reportedHow: undefined } });
    fireRequest(draft, 'notSolved', {
      data: { round: request.round, next },
      texts: { result: input.result },
      contactId: actor.contactId ?? null,
    });
    if (actor.kind === 'customer') {
      draft.say({
        channel: 'web',
        direction: 'incoming',
        text: input.result ?? '',
        author: 'actor',
        contactId: actor.contactId,
        fileIds: [],
        automatic: false,
        delivery: 'noted',
      });
    }
    const numbers = (text: string): string => text.replace('{round}', String(request.round)).replace('{next}', String(next));
    const words = messageWordsOf(dossier);
    tellColleagues(draft, `${numbers(words.roundAlert)}\n${partsOf(dossier, { result: input.result })}`);
    if (next === managerRound(dossier)) tellColleagues(draft, numbers(words.roundToManager));
  },
});

function managerRound(dossier: Dossier): number {
  const set = flowSetting(dossier.surroundings.plan, 'faultEmergency', 'managerRound');
  return typeof set === 'number' ? set : MANAGER_ROUND;
}
