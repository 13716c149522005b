import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { Guard } from '#platform/flow/step.ts';
import { lacksOfConsultation } from './consultation-record.rules.ts';

/** A request ends with a whole consultation record: the answer, or 是 with the printed number of the task order, and whoever wrote it. */
export const consultationComplete: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: ({ dossier }) => {
    const lacking = lacksOfConsultation(dossier);
    if (lacking.length === 0) return true;
    return { code: lacking.includes('answer') ? 'answer' : lacking.includes('taskOrderNumber') ? 'number' : 'other' };
  },
};
