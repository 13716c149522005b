import { step } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** A removal tool or signatures were given, and to whom of the customer. */
export const giveTool = step({
  event: 'giveTool',
  fields: {
    tool: { type: 'text', required: true },
    givenTo: { type: 'text', required: true, max: 60 },
    files: { type: 'files' },
  },
  guards: { toolNamed: { asks: 'input', holds: ({ input }) => given(input, 'tool', 'givenTo') } },
  decide: (draft, { input, dossier }) => {
    fireRequest(draft, 'giveTool', {
      data: { files: input.files ?? [] },
      texts: { tool: input.tool, givenTo: input.givenTo },
      contactId: dossier.request.contactId,
    });
  },
});
