import type { FlowDefinition } from '#platform/flow/flow.ts';
import type { FlowTexts } from '#platform/flow/texts.ts';
import type { DossierStep } from './dossier-step.ts';

/** A flow as its folder gives it: the table, the steps that carry it out, the words. */
export interface FlowModule {
  readonly flow: FlowDefinition;
  readonly steps: readonly DossierStep[];
  readonly texts: { readonly zh: FlowTexts; readonly en: FlowTexts };
}
