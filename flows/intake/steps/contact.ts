import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { subjectsOf } from '#flows/dossier/forms.rules.ts';
import { given } from '#platform/flow/step.ts';
import { lifted, paused } from '../pauses.rules.ts';

/** The reason by which a plan says that the customer cannot be reached: what pauses the clocks that wait for a call back. */
export function unreachableReason({ dossier }: Pick<DossierContext, 'dossier'>): string | undefined {
  const waiting = Object.values(dossier.surroundings.plan.clocks).filter((clock) => clock.stop.includes('callBackMade'));
  return waiting.flatMap((clock) => clock.pauseOn ?? [])[0];
}

/** Somebody reached the customer: the call or message is logged with the person reached. */
export const contact = step({
  event: 'contact',
  fields: {
    contactName: { type: 'text', required: true, max: 60 },
    channel: { type: 'choice', required: true, options: 'contactChannel' },
    text: { type: 'longText', required: true },
  },
  guards: {
    contactLogged: { asks: 'input', holds: ({ input }) => given(input, 'contactName', 'channel', 'text') },
  },
  repeated: ({ dossier }) => dossier.request.details.firstContactAt !== undefined,
  initial: ({ dossier }) => ({
    contactName: dossier.surroundings.contacts.find((known) => known.id === dossier.request.contactId)?.name,
    channel: 'phone',
  }),
  decide: (draft, { input, dossier }) => {
    const { details } = dossier.request;
    // Whoever is reached is unreachable no longer; a contact of before says nothing of that.
    const unreachable = unreachableReason({ dossier });
    const lifts =
      unreachable !== undefined &&
      details.pausedFor?.includes(unreachable) === true &&
      draft.at >= (details.pauseTurnedAt?.[unreachable] ?? draft.at);
    draft.request({
      details: {
        firstContactAt: details.firstContactAt ?? draft.at,
        failedAttempts: 0,
        ...(lifts ? lifted(details, unreachable, draft.at) : {}),
      },
    });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: dossier.request.id },
      event: 'contact',
      data: { channel: input.channel ?? 'phone' },
      texts: { contactName: input.contactName },
      contactId: dossier.request.contactId,
      writes: lifts ? [{ type: 'resume', reason: unreachable, subjects: subjectsOf(dossier) }] : [],
    });
    draft.say({
      channel: input.channel ?? 'phone',
      direction: 'outgoing',
      text: input.text ?? '',
      author: 'actor',
      contactId: dossier.request.contactId,
      fileIds: [],
      automatic: false,
      delivery: 'noted',
    });
  },
});

/** After so many failed attempts the customer counts as unreachable and what waits for the customer pauses (our default, flows.md Intake). */
const ATTEMPTS_UNTIL_UNREACHABLE = 3;

/** Somebody tried and reached nobody. */
export const attemptContact = step({
  event: 'attemptContact',
  fields: {
    number: { type: 'text', required: true, max: 60 },
    result: { type: 'choice', required: true, options: 'attemptResult' },
    note: { type: 'longText' },
  },
  guards: {
    attemptLogged: { asks: 'input', holds: ({ input }) => given(input, 'number', 'result') },
  },
  initial: ({ dossier }) => ({
    number: dossier.surroundings.contacts.find((known) => known.id === dossier.request.contactId)?.phone ?? undefined,
  }),
  decide: (draft, { input, dossier }) => {
    const { request } = dossier;
    const failed = (request.details.failedAttempts ?? 0) + 1;
    const reason = unreachableReason({ dossier });
    const pauses =
      failed >= ATTEMPTS_UNTIL_UNREACHABLE && reason !== undefined && request.details.pausedFor?.includes(reason) !== true;
    draft.request({
      details: {
        failedAttempts: failed,
        ...(pauses ? paused(request.details, reason, draft.at) : {}),
      },
    });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: request.id },
      event: 'attemptContact',
      data: { result: input.result ?? null, attempt: failed },
      texts: { number: input.number, note: input.note },
      contactId: request.contactId,
      writes: pauses ? [{ type: 'pause', reason, subjects: subjectsOf(dossier) }] : [],
    });
  },
});
