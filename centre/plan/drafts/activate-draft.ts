import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { applyPlan } from '../apply-plan.ts';
import { approvePlan, type ApprovalWord } from '../approve-plan.ts';
import { readPlan } from '../read-plan.ts';
import type { AttestInput, DraftInput } from './plan-drafts.schema.ts';
import { onDraft, type DraftAtHand } from './plan-drafts.ts';
import { ownFileDigest, writeDraft } from './plan-drafts.store.ts';
import { draftRefusals } from './plan-drafts.texts.ts';

/** Puts the draft's text in force, as `pledge plan apply` does: by somebody who did not write in it. */
export function activateDraft(house: House, actor: Actor, asked: { id: string; input: DraftInput }): Promise<Answer | Refusal> {
  return onDraft(house, actor, {
    ...asked,
    action: 'activate',
    work: async (run, { draft, author, may }) => {
      if (!may('approve') || actor.kind !== 'staff') return draftRefusals.mayNotActivate;
      if (namesAnother(draft)) return draftRefusals.otherProject;
      const answer = await applyPlan(run, { actor, text: draft.text, authorIds: draft.author_ids });
      if (isRefusal(answer)) return answer;
      const { id: planId } = answer.body as { id: string };
      await writeDraft(run.tx, draft, { author, now: run.now, state: 'activated', planId });
      return answer;
    },
  });
}

/** Puts the customer's approval of this text on record, by the writing that carries it, as `pledge plan approve` does. */
export function attestApproval(house: House, actor: Actor, asked: { id: string; input: AttestInput }): Promise<Answer | Refusal> {
  const { contact, approvedOn, evidenceFileId } = asked.input;
  return onDraft(house, actor, {
    ...asked,
    action: 'attest',
    work: async (run, { draft, author, may }) => {
      if (actor.kind !== 'staff' || (!may('change') && !may('approve'))) return draftRefusals.mayNotAttest;
      if (namesAnother(draft)) return draftRefusals.otherProject;
      const evidenceDigest = await ownFileDigest(run.tx, author, evidenceFileId);
      if (evidenceDigest === undefined) return draftRefusals.unknownFile;
      const word: ApprovalWord['word'] = { contact, approvedOn, evidenceDigest };
      return approvePlan(run, { actor, text: draft.text, word });
    },
  });
}

/** The representative's own word on the text that was offered. */
export function approveDraft(house: House, actor: Actor, asked: { id: string; input: DraftInput }): Promise<Answer | Refusal> {
  return onDraft(house, actor, {
    ...asked,
    action: 'approve',
    work: async (run, { draft, may }) => {
      const { contactId } = actor;
      if (contactId === null || !may('approve')) return draftRefusals.mayNotApprove;
      if (namesAnother(draft)) return draftRefusals.otherProject;
      return approvePlan(run, { actor, text: draft.text, word: { contactId } });
    },
  });
}

/** Whether the text is the plan of another project or customer: rights were asked for these. What cannot be read is refused by its checks. */
function namesAnother({ text, project_code: project, customer_code: customer }: DraftAtHand): boolean {
  const reading = readPlan(text, 'plan');
  return 'plan' in reading && (reading.plan.project.id !== project || reading.plan.customer.id !== customer);
}
