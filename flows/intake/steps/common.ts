import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { callOffWork } from '#flows/dossier/call-off.rules.ts';
import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { subjectsOf } from '#flows/dossier/forms.rules.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { SILENCE_OVER } from '#flows/dossier/silence.rules.ts';
import { messageWordsOf, tellCustomer } from '#flows/dossier/tell-customer.ts';
import { given } from '#platform/flow/step.ts';
import { lastTurn, lifted, paused } from '../pauses.rules.ts';
import { fillFirstAnswer, freezeConsultation } from '../consultation-record.rules.ts';
import { unreachableReason } from './contact.ts';

/** Reasons that a plan's clocks pause on: the only ones that a pause may name. */
export function pauseReasonsOf(context: Pick<DossierContext, 'dossier'>): string[] {
  const clocks = Object.values(context.dossier.surroundings.plan.clocks);
  return [...new Set(clocks.flatMap((clock) => clock.pauseOn ?? []))];
}

const toCustomer = noForbiddenPhrase('reason');

/** States in which the house says that it has done what was asked. */
const MET: readonly string[] = ['answered', 'restored', 'resolved', 'reported'];

/** The customer withdraws, or the dedicated service manager ends it with a reason that the customer reads. */
export const cancel = step({
  event: 'cancel',
  fields: { reason: { type: 'longText', required: true } },
  guards: {
    cancelReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') },
    noForbiddenPhrase: {
      asks: 'input',
      holds: (context) => (context.actor.kind === 'customer' ? true : toCustomer.holds(context)),
    },
  },
  // A customer whose need was met confirms it, or says that it was not: there is nothing left to withdraw.
  offered: ({ actor, dossier: { request } }) => actor.kind !== 'customer' || !MET.includes(request.state),
  decide: (draft, { input, dossier, actor }) => {
    const by = actor.kind === 'customer' ? 'withdrawn' : 'cancelled';
    draft.request({ closedAt: draft.at, details: { ...SILENCE_OVER, closedAs: by } });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: dossier.request.id },
      event: 'cancel',
      data: { by },
      texts: { reason: input.reason },
      // Whoever reads a clock sees who ended it: the customer, who needed it no more, or the house.
      reason: by,
      // Every clock of the request, of its orders and of their records ends as cancelled.
      subjects: subjectsOf(dossier),
    });
    callOffWork(draft, input.reason ?? '');
    // How it ended stands where an answer would: for want of one the sheet would say nothing.
    const { withdrawnByCustomer } = messageWordsOf(dossier);
    fillFirstAnswer(
      draft,
      actor.kind === 'customer' ? withdrawnByCustomer.replace('{reason}', input.reason ?? '') : (input.reason ?? ''),
    );
    freezeConsultation(draft);
    if (actor.kind !== 'customer') tellCustomer(draft, { text: input.reason ?? '', channel: 'web' });
  },
});

/** A pause lies with the customer: who of the customer said so, and when. */
export const pause = step({
  event: 'pause',
  fields: {
    reason: { type: 'choice', required: true, options: 'pauseReasons' },
    saidBy: { type: 'text', required: true, max: 60 },
    saidAt: { type: 'instant', required: true, said: true },
    note: { type: 'longText' },
  },
  guards: {
    pauseCause: {
      asks: 'input',
      holds: (context) => {
        const lacks = given(context.input, 'reason', 'saidBy', 'saidAt');
        if (lacks !== true) return lacks;
        return pauseReasonsOf(context).includes(context.input.reason ?? '') ? true : { fields: ['reason'] };
      },
    },
  },
  restsOn: ({ input, dossier: { request } }) => [lastTurn(request.flow, request.details, input.reason ?? '')],
  decide: (draft, { input, dossier }) => {
    const reason = input.reason ?? '';
    draft.request({ details: paused(dossier.request.details, reason, draft.at) });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: dossier.request.id },
      event: 'pause',
      data: { reason, saidAt: input.saidAt ?? null },
      texts: { saidBy: input.saidBy, note: input.note },
      contactId: dossier.request.contactId,
      writes: [{ type: 'pause', reason, subjects: subjectsOf(dossier) }],
    });
  },
});

function pausedFor({ request }: Dossier): readonly string[] {
  return request.details.pausedFor ?? [];
}

export const resume = step({
  event: 'resume',
  fields: { reason: { type: 'choice', required: true, options: 'pauseReasons' }, note: { type: 'longText' } },
  guards: {
    // Only what is paused can go on; where one reason alone holds, it is the one meant.
    pauseCause: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const held = pausedFor(dossier);
        if (held.length === 0) return { code: 'notPaused' };
        return held.includes(input.reason ?? (held.length === 1 ? (held[0] ?? '') : ''))
          ? true
          : { fields: ['reason'], code: 'notPaused' };
      },
    },
  },
  offered: ({ dossier }) => pausedFor(dossier).length > 0,
  initial: ({ dossier }) => ({ reason: dossier.request.details.pausedFor?.[0] }),
  restsOn: ({ input, dossier: { request } }) => [
    lastTurn(request.flow, request.details, input.reason ?? request.details.pausedFor?.[0] ?? ''),
  ],
  decide: (draft, { input, dossier }) => {
    const { details } = dossier.request;
    const reason = input.reason ?? details.pausedFor?.[0] ?? '';
    // Whoever was unreachable is so again only after as many failures as the first time.
    const counted = reason === unreachableReason({ dossier }) ? { failedAttempts: 0 } : {};
    draft.request({ details: { ...lifted(details, reason, draft.at), ...counted } });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: dossier.request.id },
      event: 'resume',
      data: { reason },
      texts: { note: input.note },
      writes: [{ type: 'resume', reason, subjects: subjectsOf(dossier) }],
    });
  },
});
