import { z } from 'zod';
import { clientId, envelopeShape } from '#platform/command/envelope.ts';
import { name } from '../values.schema.ts';

/** Characters of a draft's text at most: five times the sample plan, and within the body that the door takes. */
export const DRAFT_LENGTH_AT_MOST = 500_000;

const text = z.string().max(DRAFT_LENGTH_AT_MOST).describe('The plan as YAML, however unfinished.');
const version = z.int().min(1).describe('Of the draft as you saw it; another than the present one is refused.');

export const checkPlanInput = z.strictObject({ ...envelopeShape, text });
export type CheckPlanInput = z.infer<typeof checkPlanInput>;
export const beginDraftInput = z.strictObject({ ...envelopeShape, id: clientId, projectId: z.uuid() });
export type BeginDraftInput = z.infer<typeof beginDraftInput>;
const namedInput = z.strictObject({ id: name, name: z.string().min(1).max(200) });
const ownNames = z.strictObject({ plan: name, project: namedInput, customer: namedInput });
export const beginFirstInput = z.strictObject({
  ...envelopeShape,
  id: clientId,
  source: z
    .union([
      z.strictObject({ text }),
      z.strictObject({ copyOf: z.uuid().describe('Project whose text in force is taken.'), as: ownNames }),
    ])
    .describe('A text that names its project and customer, or that of another project under names of its own, as revision 1.'),
});
export type BeginFirstInput = z.infer<typeof beginFirstInput>;
export const saveDraftInput = z.strictObject({ ...envelopeShape, version, text });
export type SaveDraftInput = z.infer<typeof saveDraftInput>;
export const draftInput = z.strictObject({ ...envelopeShape, version });
export type DraftInput = z.infer<typeof draftInput>;
export const attestInput = z.strictObject({
  ...envelopeShape,
  version,
  contact: z.string().min(1).max(60).describe('Id of the representative in the plan, `CT-02`.'),
  approvedOn: z.iso.date(),
  evidenceFileId: z.uuid().describe('The writing that carries the approval, uploaded by you.'),
});
export type AttestInput = z.infer<typeof attestInput>;

const words = z.object({ zh: z.string(), en: z.string() });

export const diagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  line: z.number(),
  column: z.number(),
  path: z.string(),
  message: words,
  remedy: words,
  clauses: z.array(z.string()),
});
export type Diagnostic = z.infer<typeof diagnostic>;

export const planChecked = z.object({
  /** What the text calls itself; null where it cannot be read. */
  plan: z.object({ code: z.string(), revision: z.number(), commitments: z.number() }).nullable(),
  diagnostics: z.array(diagnostic),
});
export type PlanChecked = z.infer<typeof planChecked>;

const project = z.object({ id: z.string(), code: z.string(), name: words, customer: words });

export const planVersion = z.object({
  id: z.string(),
  code: z.string(),
  revision: z.number(),
  status: z.enum(['active', 'superseded']),
  project,
  appliedAt: z.string(),
});
export type PlanVersion = z.infer<typeof planVersion>;

export const planDraft = z.object({
  id: z.string(),
  /** Its id is null until the project is there: once its first plan is activated. */
  project: project.extend({ id: z.string().nullable() }),
  version: z.number(),
  state: z.enum(['open', 'activated', 'discarded']),
  changedAt: z.string(),
  changedBy: z.string(),
  /** Shown to the customer as it stands. */
  offered: z.boolean(),
});
export type PlanDraft = z.infer<typeof planDraft>;

export const plans = z.object({
  versions: z.array(planVersion),
  drafts: z.array(planDraft),
  /** Projects for whose plan the caller may begin a draft. */
  projects: z.array(project),
  /** Whether the caller may begin the first plan of a project that is not there yet. */
  mayBeginFirst: z.boolean(),
});
export type Plans = z.infer<typeof plans>;

export const planText = planVersion.extend({ text: z.string() });
export type PlanText = z.infer<typeof planText>;

/** What the caller may do to a draft as it is now. */
const deeds = z.object({ change: z.boolean(), activate: z.boolean(), approve: z.boolean() });

export const draftText = planDraft.extend({
  text: z.string(),
  authors: z.array(z.string()),
  may: deeds,
  /** The version of the plan that came of it. */
  planId: z.string().nullable(),
});
export type DraftText = z.infer<typeof draftText>;

const difference = z.object({
  /** Place and values as the plan has them. */
  path: z.string(),
  before: z.string(),
  after: z.string(),
  /** The same as people read it. */
  words: z.object({ place: words, before: words, after: words }),
  isWeaker: z.boolean(),
  /** The value of before was a default of the author's, which needs nobody's approval to change. */
  wasAssumed: z.boolean(),
});
export const CHECK_STATES = ['passed', 'warned', 'failed', 'notChecked'] as const;

const check = z.object({ number: z.number(), state: z.enum(CHECK_STATES), diagnostics: z.array(diagnostic) });
const clausesChanged = z.object({
  clauses: z.array(z.object({ id: z.string(), clause: z.string(), quote: z.string(), zh: z.string(), en: z.string() })),
  differences: z.array(difference),
});
/** Differences of one set of clauses. */
export type ClausesChanged = z.infer<typeof clausesChanged>;
/** The customer's word on this very text; `here` by a click, else by a writing. */
const approval = z.object({ by: z.string(), approvedOn: z.string(), here: z.boolean() }).nullable();

/** What a version changed when it was activated. */
export const versionChanges = z.object({
  /** The version that was in force until then; null where this was the project's first. */
  replaced: z.object({ id: z.string(), code: z.string(), revision: z.number() }).nullable(),
  /** By clause; none of a first version. */
  differences: z.array(clausesChanged),
  approval,
  /** Told to staff; null where it is not to be told or no longer known. */
  activatedBy: z.string().nullable(),
});
export type VersionChanges = z.infer<typeof versionChanges>;

/** What stands between a draft and its activation, told as each part of it is known: first `begun`, then each check, `done` last. */
export const reviewLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begun'),
    version: z.number(),
    /** What keeps the text from being read as a plan at all; the checks wait for that. */
    reading: z.array(diagnostic),
    approval,
  }),
  z.object({ kind: z.literal('check'), check }),
  z.object({
    kind: z.literal('done'),
    /** Against the version in force, by clause; null where the text is no plan. */
    differences: z.array(clausesChanged).nullable(),
    /** There is no version in force to compare with. */
    isFirst: z.boolean(),
    /** Who on the customer's side may approve. */
    representatives: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
]);
export type ReviewLine = z.infer<typeof reviewLine>;
type LineOf<Kind extends ReviewLine['kind']> = Omit<Extract<ReviewLine, { kind: Kind }>, 'kind'>;

/** All of it, once it was told. */
export type DraftReview = LineOf<'begun'> & LineOf<'done'> & { readonly checks: readonly z.infer<typeof check>[] };
