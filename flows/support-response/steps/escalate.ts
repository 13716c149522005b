import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { engineerCompetent } from '#flows/dossier/guards/engineer-competent.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { staffOf } from '#flows/dossier/task-orders.rules.ts';
import { messageWordsOf, tellColleagues } from '#flows/dossier/tell-customer.ts';
import { given, type GuardVerdict } from '#platform/flow/step.ts';

const BRANCH = ['branchEngineer'];
const HEADQUARTERS = ['supportEngineer', 'seniorSupportEngineer'];

/** The branch cannot solve it and says why: headquarters owe it an answer from here on. */
export const escalate = step({
  event: 'escalate',
  fields: { reason: { type: 'longText', required: true } },
  guards: { escalationReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') } },
  decide: (draft, { input, dossier }) => {
    draft.request({ details: { escalatedAt: draft.at } });
    fireRequest(draft, 'escalate', { texts: { reason: input.reason }, visibility: 'internal' });
    tellColleagues(draft, messageWordsOf(dossier).escalated.replace('{reason}', input.reason ?? ''));
  },
});

/** Headquarters join in: their engineer works on it from here on, and somebody of the branch stays with it as its owner. */
export const assignHeadquarters = step({
  event: 'assignHeadquarters',
  versioned: true,
  fields: {
    joiningId: { type: 'person', required: true, options: 'owners' },
    stayingId: { type: 'person', required: true, options: 'owners' },
  },
  guards: {
    engineerCompetent: { asks: 'input', holds: (context) => isCompetent(context, context.input.joiningId) },
    branchStays: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        if (!isOneOf(dossier, input.joiningId, HEADQUARTERS)) return { fields: ['joiningId'], code: 'headquarters' };
        return isOneOf(dossier, input.stayingId, BRANCH) ? true : { fields: ['stayingId'] };
      },
    },
  },
  initial: ({ dossier: { request } }) => ({ stayingId: request.details.engineerId }),
  decide: (draft, { input, dossier }) => {
    const staying = staffOf(dossier, input.stayingId ?? '');
    draft.request({
      ownerUnitId: staying?.unitId ?? dossier.request.ownerUnitId,
      ownerPersonId: staying?.id ?? null,
      // Whose it was before it went up is not whom it could be given back to.
      details: { engineerId: input.joiningId, ownerBefore: undefined },
    });
    fireRequest(draft, 'assignHeadquarters', {
      data: { joiningId: input.joiningId ?? null, stayingId: staying?.id ?? null },
      visibility: 'internal',
    });
  },
});

/** What headquarters find, or what the branch is to do next: the answer that the branch waits for. */
export const adviseBranch = step({
  event: 'adviseBranch',
  fields: { finding: { type: 'longText', oneOf: true }, nextStep: { type: 'longText', oneOf: true } },
  guards: {
    adviceWritten: {
      asks: 'input',
      holds: ({ input }) => (input.finding || input.nextStep ? true : { fields: ['finding', 'nextStep'] }),
    },
  },
  decide: (draft, { input }) => {
    fireRequest(draft, 'adviseBranch', {
      texts: { finding: input.finding, nextStep: input.nextStep },
      visibility: 'internal',
    });
  },
});

function isOneOf(dossier: DossierContext['dossier'], personId: string | undefined, positions: readonly string[]): boolean {
  return staffOf(dossier, personId ?? '')?.positions.some((position) => positions.includes(position)) === true;
}

function isCompetent(context: DossierContext, personId: string | undefined): GuardVerdict {
  const people = personId === undefined ? [] : [{ personId, level: 2 }];
  const verdict = engineerCompetent.holds({ ...context, input: { people } });
  return verdict === true ? true : { ...verdict, fields: ['joiningId'] };
}
