import { step } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** What kind of fault it is, where it sits, and what shows it: by phone, from afar or on site. */
export const classify = step({
  event: 'classify',
  versioned: true,
  fields: {
    faultType: { type: 'choice', required: true, options: 'faultTypes' },
    faultPoint: { type: 'text', required: true },
    evidence: { type: 'longText', required: true },
    emergencyKind: { type: 'choice', options: 'emergencyKinds' },
    damageCause: { type: 'choice', options: 'damageCauses' },
  },
  guards: {
    faultClassified: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const lacks = given(input, 'faultType', 'faultPoint', 'evidence');
        if (lacks !== true) return lacks;
        const { types, emergencies } = dossier.surroundings.plan.faultHandling;
        if (!Object.hasOwn(types, input.faultType ?? '')) return { fields: ['faultType'] };
        return input.emergencyKind === undefined || Object.hasOwn(emergencies, input.emergencyKind)
          ? true
          : { fields: ['emergencyKind'] };
      },
    },
  },
  initial: ({ dossier }) => ({
    faultType: dossier.request.details.faultType,
    emergencyKind: dossier.request.details.emergencyKind,
  }),
  decide: (draft, { input, dossier }) => {
    const { faultType = '', emergencyKind, damageCause } = input;
    const { details } = dossier.request;
    draft.request({
      details: {
        faultType,
        // Somebody knows what it is: time alone gives up no remote attempt any more.
        wakeAt: undefined,
        ...(emergencyKind === undefined ? {} : { emergencyKind }),
        ...(damageCause === undefined ? {} : { damageCause }),
      },
    });
    fireRequest(draft, 'classify', {
      data: { faultType, emergencyKind: emergencyKind ?? null, damageCause: damageCause ?? null },
      texts: { faultPoint: input.faultPoint, evidence: input.evidence },
      fields: { faultType, ...(damageCause === undefined ? {} : { damageCause }) },
      // What verification named already has its clocks.
      writes:
        emergencyKind === undefined || emergencyKind === details.emergencyKind
          ? []
          : [{ type: 'emergencyKindSet', fields: { emergencyKind } }],
    });
  },
});
