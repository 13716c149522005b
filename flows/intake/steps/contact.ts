import { step } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';

const UNREACHABLE = 'customerUnreachable';

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
  initial: ({ dossier }) => ({
    contactName: dossier.surroundings.contacts.find((known) => known.id === dossier.request.contactId)?.name,
    channel: 'phone',
  }),
  decide: (draft, { input, dossier }) => {
    const { details } = dossier.request;
    // Whoever is reached is unreachable no longer.
    const lifted = details.pausedFor?.includes(UNREACHABLE) === true;
    draft.request({
      details: {
        firstContactAt: details.firstContactAt ?? draft.at,
        failedAttempts: 0,
        ...(lifted ? { pausedFor: details.pausedFor?.filter((reason) => reason !== UNREACHABLE) } : {}),
      },
    });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: dossier.request.id },
      event: 'contact',
      data: { channel: input.channel ?? 'phone' },
      texts: { contactName: input.contactName },
      contactId: dossier.request.contactId,
      writes: lifted ? [{ type: 'resume', reason: UNREACHABLE }] : [],
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
    const unreachable = failed === ATTEMPTS_UNTIL_UNREACHABLE && !(request.details.pausedFor ?? []).includes(UNREACHABLE);
    draft.request({
      details: {
        failedAttempts: failed,
        ...(unreachable ? { pausedFor: [...(request.details.pausedFor ?? []), UNREACHABLE] } : {}),
      },
    });
    draft.fire({
      flow: draft.requestFlow(),
      subject: { kind: 'serviceRequest', id: request.id },
      event: 'attemptContact',
      data: { result: input.result ?? null, attempt: failed },
      texts: { number: input.number, note: input.note },
      contactId: request.contactId,
      writes: unreachable ? [{ type: 'pause', reason: UNREACHABLE }] : [],
    });
  },
});
