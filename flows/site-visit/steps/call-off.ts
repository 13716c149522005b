import { callOffVisit } from '#flows/dossier/call-off.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';

/** Nobody goes any more: fired with the end of the order or of the request, never by hand. */
export const callOff = step({
  event: 'callOff',
  fields: { reason: { type: 'longText' } },
  guards: {},
  decide: (draft, { input, subjectId }) => callOffVisit(draft, subjectId, input.reason ?? ''),
});
