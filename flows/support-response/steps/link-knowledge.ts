import { callOffWork } from '#flows/dossier/call-off.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { knowledgeFields, knowledgeNamed, noteKnowledge } from '#flows/dossier/guards/knowledge-link.ts';
import { messageWordsOf } from '#flows/dossier/tell-customer.ts';
import { consultationComplete } from '#flows/intake/consultation-complete.ts';
import { freezeConsultation } from '#flows/intake/consultation-record.rules.ts';

/** What was learned is linked, the consultation record is complete and freezes, and the request is over. */
export const linkKnowledge = step({
  event: 'linkKnowledge',
  fields: knowledgeFields,
  guards: {
    knowledgeLink: knowledgeNamed,
    consultationComplete,
  },
  decide: (draft, context) => {
    const silent = context.dossier.request.details.confirmedBy === 'noReply';
    draft.request({ closedAt: draft.at, details: { closedAs: silent ? 'noReply' : 'solved' } });
    freezeConsultation(draft);
    noteKnowledge(draft, context);
    callOffWork(draft, messageWordsOf(context.dossier).requestOver);
  },
});
