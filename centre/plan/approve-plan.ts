import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer, CommandRun } from '#platform/command/run-command.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import { dateIn } from '#platform/time/local.ts';
import { unreadPlan } from './apply-plan.ts';
import { approvalOf, representativeOf, storeApproval } from './plan-approvals.store.ts';
import type { ServicePlan } from './plan.schema.ts';
import { readPlan } from './read-plan.ts';

export interface ApprovalWord {
  actor: Actor;
  /** The plan's text, to the letter: another text is not approved. */
  text: string;
  fileName?: string;
  word:
    | {
        /** Id of the customer's representative in the plan (`CT-02`). */
        contact: string;
        /** Local date on which the approval was given, `YYYY-MM-DD`. */
        approvedOn: string;
        /** SHA-256, in hex, of the writing that carries the approval. */
        evidenceDigest: string;
      }
    /** The representative gives it here and now, signed in as this contact. */
    | { contactId: string };
}

/**
 * Puts on record that the customer's representative approved this text of a plan. Either gives it in person, or whoever gives the command
 * attests it, by name, with the digest of the writing. The same text again gives the approval that is there.
 */
export async function approvePlan(run: CommandRun<Tables>, approval: ApprovalWord): Promise<Answer | Refusal> {
  const { actor, text, word, fileName = 'plan' } = approval;
  const reading = readPlan(text, fileName);
  if ('diagnostics' in reading) return unreadPlan(reading.diagnostics);
  const { plan } = reading;
  const digest = sha256(text);
  const about = { code: plan.plan.id, revision: plan.plan.revision, digest };
  const known = await approvalOf(run.tx, digest);
  if (known !== undefined) return { status: 200, body: { ...about, ...known } };
  const here = 'contactId' in word;
  const by = await representativeOf(run.tx, plan, here ? { id: word.contactId } : { code: word.contact });
  if (by === undefined) return unknownRepresentative(plan, here ? actor.name : word.contact);
  const today = dateIn(plan.plan.timezone, run.now);
  const { approvedOn, evidenceDigest } = here ? { approvedOn: today, evidenceDigest: null } : word;
  if (approvedOn > today)
    return refusal(422, 'approvedInFuture', {
      zh: `批准日期${approvedOn}还没有到。`,
      en: `The day of the approval, ${approvedOn}, has not come yet.`,
    });
  const made = await storeApproval(run, { actor, plan, digest, by, approvedOn, evidenceDigest });
  return { status: 201, body: { ...about, ...made } };
}

function unknownRepresentative({ project }: ServicePlan, contact: string): Refusal {
  return refusal(422, 'unknownRepresentative', {
    zh: `项目${project.id}的客户没有编号为${contact}的客户代表。请写方案中role为customerRepresentative的联系人编号；客户的第一份方案不需要批准记录。`,
    en: `The customer of project ${project.id} has no representative ${contact}. Name a contact of the plan whose role is customerRepresentative; a customer's first plan needs no approval on record.`,
  });
}
