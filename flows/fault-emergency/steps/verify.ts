import { step } from '#flows/dossier/dossier-step.ts';
import { subjectsUnder } from '#flows/dossier/forms.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { faultSeverities } from '../fault.rules.ts';
import { loweringAgreed } from '../lowering.ts';

/** The symptoms are verified: what is wrong, since when, how far, what changed before, whether there is a backup; the severity becomes final. */
export const verify = step({
  event: 'verify',
  versioned: true,
  fields: {
    symptom: { type: 'longText', required: true },
    since: { type: 'text', required: true },
    extent: { type: 'longText', required: true },
    changesBefore: { type: 'longText', required: true },
    backupState: { type: 'text', required: true },
    severity: { type: 'choice', required: true, options: 'severities' },
    emergencyKind: { type: 'choice', options: 'emergencyKinds' },
    agreedBy: { type: 'text', max: 60 },
    agreedAt: { type: 'instant' },
  },
  guards: {
    verificationChecklist: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const lacks = given(input, 'symptom', 'since', 'extent', 'changesBefore', 'backupState', 'severity');
        if (lacks !== true) return lacks;
        if (!faultSeverities(dossier).includes(input.severity ?? '')) return { fields: ['severity'] };
        return input.emergencyKind === undefined ||
          Object.hasOwn(dossier.surroundings.plan.faultHandling.emergencies, input.emergencyKind)
          ? true
          : { fields: ['emergencyKind'] };
      },
    },
    // What the customer proposed stands until the customer agrees to less; what the plan assumed was nobody's word.
    loweringAgreed: loweringAgreed(({ request }) => request.details.proposedSeverity ?? null),
  },
  // Whoever verifies corrects what was reported, and retypes nothing.
  initial: ({ dossier: { request, words } }) => ({
    severity: request.severity ?? undefined,
    symptom: words.symptom ?? words.content,
  }),
  decide: (draft, { input, dossier }) => {
    const { severity = '', emergencyKind } = input;
    const under = subjectsUnder(dossier);
    draft.request({ severity, details: { verifiedAt: draft.at, ...(emergencyKind === undefined ? {} : { emergencyKind }) } });
    fireRequest(draft, 'verify', {
      data: { severity, emergencyKind: emergencyKind ?? null, agreedAt: input.agreedAt ?? null },
      texts: {
        symptom: input.symptom,
        since: input.since,
        extent: input.extent,
        changesBefore: input.changesBefore,
        backupState: input.backupState,
        agreedBy: input.agreedBy,
      },
      fields: { severity },
      writes: [
        ...(emergencyKind === undefined ? [] : [{ type: 'emergencyKindSet', fields: { emergencyKind } }]),
        // Orders that went out before: their clocks count by the severity that was found.
        ...(under.length === 0 ? [] : [{ type: 'severitySet', fields: { severity }, subjects: under }]),
      ],
    });
  },
});
