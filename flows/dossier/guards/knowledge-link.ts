import type { DossierContext } from '../dossier-step.ts';
import type { Draft } from '../draft.schema.ts';
import type { FieldSpecs, InputOf } from '#platform/flow/fields.ts';
import { given, type Guard } from '#platform/flow/step.ts';
import type { Dossier } from '../dossier.schema.ts';

/** What a request leaves for the knowledge base: an article, or the word that there is nothing new and why. */
export const knowledgeFields = {
  articleReference: { type: 'text', max: 200, oneOf: true },
  nothingNew: { type: 'boolean', oneOf: true },
  nothingNewReason: { type: 'longText' },
} as const satisfies FieldSpecs;
type KnowledgeInput = InputOf<typeof knowledgeFields>;

export const knowledgeNamed: Guard<Dossier, KnowledgeInput> = {
  asks: 'input',
  holds: ({ input }) => {
    if (input.articleReference) return true;
    return input.nothingNew ? given(input, 'nothingNewReason') : { fields: ['articleReference'] };
  },
};

/** Asked of the dossier where a later step needs what `linkKnowledge` left. */
export const knowledgeOnFile: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: ({ dossier }) => (dossier.request.details.knowledgeLinkedAt !== undefined ? true : { code: 'lacking' }),
};

/** Notes the link on the request and fires the row that says so; both flows share it. */
export function noteKnowledge(draft: Draft, { input, dossier }: DossierContext<KnowledgeInput>): void {
  draft.request({ details: { knowledgeLinkedAt: draft.at } });
  draft.fire({
    flow: draft.requestFlow(),
    subject: { kind: 'serviceRequest', id: dossier.request.id },
    event: 'linkKnowledge',
    data: { nothingNew: !input.articleReference },
    texts: {
      articleReference: input.articleReference,
      nothingNewReason: input.articleReference ? undefined : input.nothingNewReason,
    },
    // How the knowledge base is kept is the provider's own affair.
    visibility: 'internal',
  });
}
