import { step, visitOf } from '#flows/dossier/dossier-step.ts';
import { isWorkSigned, logStep } from '#flows/dossier/service-records.rules.ts';
import { messageWordsOf, partsOf, tellColleagues } from '#flows/dossier/tell-customer.ts';
import { earlier, firstOf } from '#flows/dossier/time-order.rules.ts';
import { given } from '#platform/flow/step.ts';
import { consentFor, consentGuard } from '../consents.rules.ts';
import { visitWordsOf } from '../words.rules.ts';

/** One step of the work on site; with a scope where it needs the customer's consent. A changed setting keeps its old and its new value. */
export const act = step({
  event: 'act',
  fields: {
    text: { type: 'longText', required: true, max: 4_000 },
    scope: { type: 'choice', options: 'siteScopes' },
    oldValue: { type: 'text' },
    newValue: { type: 'text' },
  },
  guards: {
    stepsRecorded: {
      asks: 'input',
      holds: (context) => {
        const lacks = given(context.input, 'text');
        if (lacks !== true) return lacks;
        return isWorkSigned(context.dossier, visitOf(context)?.taskOrderId) ? { code: 'recordSigned' } : true;
      },
    },
    consentLogIn: consentGuard('logIn'),
    consentOpenEquipment: consentGuard('openEquipment'),
    consentAdjust: consentGuard('adjust'),
    consentUsePhone: consentGuard('usePhone'),
    consentUseInternet: consentGuard('useInternet'),
  },
  restsOn: ({ input, dossier, subjectId }) => [
    firstOf(
      dossier.consents
        .filter(({ visitId, scope, refused }) => visitId === subjectId && scope === input.scope && !refused)
        .map(({ from }) => earlier('siteVisit', 'askConsent', from)),
    ),
  ],
  decide: (draft, context) => {
    const { input, dossier, subjectId } = context;
    const visit = visitOf(context);
    const { scope } = input;
    const changed =
      input.oldValue === undefined && input.newValue === undefined ? '' : changeWords(visitWordsOf(dossier).changed, input);
    draft.visit(subjectId, { details: { stepCount: (visit?.details.stepCount ?? 0) + 1 } });
    draft.request({ details: { stepCount: (dossier.request.details.stepCount ?? 0) + 1 } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'act',
      data: {
        scope: scope ?? null,
        consentId: scope === undefined ? null : (consentFor(dossier, { visitId: subjectId, scope, at: draft.at })?.id ?? null),
      },
      texts: { text: input.text, oldValue: input.oldValue, newValue: input.newValue },
    });
    logStep(draft, `${input.text ?? ''}${changed}`, visit?.taskOrderId);
  },
});

function changeWords(words: string, input: { readonly oldValue?: string; readonly newValue?: string }): string {
  return words.replace('{old}', input.oldValue ?? '—').replace('{new}', input.newValue ?? '—');
}

/** The branch asks for headquarters beside itself; both stay on the order, and the service manager decides whom to send. */
export const callSecondLevel = step({
  event: 'callSecondLevel',
  fields: { reason: { type: 'longText', required: true } },
  guards: { levelTwoReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') } },
  decide: (draft, { input, subjectId, dossier }) => {
    draft.visit(subjectId, { level: 2 });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'callSecondLevel',
      data: { level: 2 },
      texts: { reason: input.reason },
    });
    tellColleagues(draft, `${messageWordsOf(dossier).secondLevel}\n${partsOf(dossier, { reason: input.reason })}`);
  },
});
