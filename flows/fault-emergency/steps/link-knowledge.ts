import { step } from '#flows/dossier/dossier-step.ts';
import { knowledgeFields, knowledgeNamed, noteKnowledge } from '#flows/dossier/guards/knowledge-link.ts';

/** What the fault taught: an article, or that there is nothing new and why. */
export const linkKnowledge = step({
  event: 'linkKnowledge',
  fields: knowledgeFields,
  guards: { knowledgeLink: knowledgeNamed },
  decide: noteKnowledge,
});
