import { isRemote, remoteLimitFrom } from '../remote.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { subjectsOf } from '#flows/dossier/forms.rules.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { faultSeverities } from '../fault.rules.ts';
import { loweringAgreed } from '../lowering.ts';

/** Another severity: the limits are counted again from the same start. Lower only with the customer's agreement, where the plan asks it. */
export const setSeverity = step({
  event: 'setSeverity',
  versioned: true,
  replaces: true,
  fields: {
    severity: { type: 'choice', required: true, options: 'severities' },
    reason: { type: 'longText', required: true },
    agreedBy: { type: 'text', max: 60 },
    agreedAt: { type: 'instant', said: true },
  },
  guards: {
    severityReason: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const lacks = given(input, 'severity', 'reason');
        if (lacks !== true) return lacks;
        const { severity = '' } = input;
        return faultSeverities(dossier).includes(severity) && severity !== dossier.request.severity
          ? true
          : { fields: ['severity'], code: 'same' };
      },
    },
    loweringAgreed: loweringAgreed(({ request }) => request.severity),
  },
  restsOn: ({ dossier }) => [earlier('faultEmergency', 'setSeverity', dossier.request.details.severitySetAt)],
  decide: (draft, { input, dossier }) => {
    const { severity = '' } = input;
    const { remoteStartedAt, wakeAt } = dossier.request.details;
    const changed = { ...dossier, request: { ...dossier.request, severity } };
    // A remote attempt under way may go on for as long as the severity that holds now allows.
    const wake =
      remoteStartedAt === undefined || wakeAt === undefined || !isRemote(dossier)
        ? {}
        : { wakeAt: remoteLimitFrom(changed, remoteStartedAt) };
    draft.request({ severity, details: { severitySetAt: draft.at, ...wake } });
    fireRequest(draft, 'setSeverity', {
      data: { from: dossier.request.severity, severity, agreedAt: input.agreedAt ?? null },
      texts: { reason: input.reason, agreedBy: input.agreedBy },
      // No clock starts or stops on it: it tells those that run, of the request and of its orders, which terms hold now.
      writes: [{ type: 'severitySet', fields: { severity }, subjects: subjectsOf(dossier) }],
    });
  },
});
