import type { FlowDefinition } from '#platform/flow/flow.ts';
import type { FlowTexts } from '#platform/flow/texts.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { DossierStep } from './dossier-step.ts';
import type { Dossier, SubjectKind } from './dossier.schema.ts';

/** A step that time alone brings to a subject of a dossier. */
export interface TimedStep {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly event: string;
  /** When it is due: it is fired by whoever looks first after that. */
  readonly at: Instant;
  /** What became true at `at` happened then, however late it is written; what is done to somebody happens when it is done. */
  readonly happens: 'atDue' | 'whenFired';
  readonly input: Readonly<Record<string, unknown>>;
}

/** A flow as its folder gives it: the table, the steps that carry it out, the words. */
export interface FlowModule {
  readonly flow: FlowDefinition;
  readonly steps: readonly DossierStep[];
  readonly texts: { readonly zh: FlowTexts; readonly en: FlowTexts };
  /** What time alone will bring to the dossier as it stands, unless something else comes before. */
  readonly timed?: (dossier: Dossier) => readonly TimedStep[];
}
