import { z } from 'zod';
import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { holds, type ByName } from '#centre/people/index.ts';
import { activePlan, appendHouseEvent, NoActivePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { envelopeShape } from '#platform/command/envelope.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { attestTerms, holdsAtMost, type AttestTerms } from './attest-terms.rules.ts';
import { attestWords } from './attest.texts.ts';
import { plansInReach, readsPlans, unitsAround, type PlanInReach } from './plans-in-reach.store.ts';
import { notYours, unknownCommitment } from './read-register.ts';

export const attestInput = z.strictObject({
  ...envelopeShape,
  projectId: z.uuid(),
  fileId: z.uuid().describe('What shows it, uploaded before by whoever attests.'),
  holdsUntil: z.iso.date().optional().describe('The last day; without it as long as the plan’s interval, or a year.'),
});
export type AttestInput = z.infer<typeof attestInput>;

/** Gives one's word that a commitment is kept in a project, with a file that shows it; the next word takes its place. */
export async function attest(
  house: Pick<House, 'db' | 'time'>,
  command: { actor: Actor; commitment: string; input: AttestInput; path: string },
): Promise<Answer | Refusal> {
  const { actor, commitment, input } = command;
  return runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: command.path,
    envelope: input,
    body: input,
    work: async (run) => {
      if (!readsPlans(actor)) return notYours();
      const [project] = (await plansInReach(run.tx, actor, { project: input.projectId })).plans;
      const terms = project === undefined ? null : await termsIn(run.tx, project, commitment);
      if (project === undefined || terms === null) return unknownCommitment();
      const { personId } = actor;
      if (personId === null || !(await mayAttest(run.tx, actor, { project, terms }))) return attestWords.notYours;
      const today = dateIn(project.timezone, run.now);
      const most = holdsAtMost(terms, today);
      const until = input.holdsUntil ?? most;
      if (until <= today || until > most) return attestWords.wrongEnd(most);
      if (!(await takeFile(run.tx, { fileId: input.fileId, personId, customerId: project.customerId })))
        return attestWords.unknownFile;
      const id = await keep(run, { command, project, personId, attestedOn: today, until });
      return { status: 201, body: { id, commitment, holdsUntil: until } };
    },
  });
}

/** How a commitment of the project's plan is attested; null where the plan has no such commitment, or measures it otherwise. */
async function termsIn(tx: Transaction<Tables>, project: PlanInReach, commitment: string): Promise<AttestTerms | null> {
  const { plan } = await activePlan(tx, project.projectId).catch((error: unknown) => {
    if (error instanceof NoActivePlan) return { plan: null };
    throw error;
  });
  const isAttested = plan?.commitments.some(({ id, means }) => id === commitment && means.includes('attest')) === true;
  return plan !== null && isAttested ? attestTerms(plan, commitment) : null;
}

/** Whether the actor holds, for the project, one of the positions that the plan has attest. */
export async function mayAttest(
  tx: Transaction<Tables>,
  actor: Actor,
  { project, terms }: { readonly project: PlanInReach; readonly terms: AttestTerms },
): Promise<boolean> {
  return holdsAny(tx, actor, { project, by: terms.by });
}

/** Whether the actor holds one of these positions for the project. */
export async function holdsAny(
  tx: Transaction<Tables>,
  actor: Actor,
  { project, by }: { readonly project: PlanInReach; readonly by: readonly string[] },
): Promise<boolean> {
  if (actor.kind !== 'staff') return false;
  const { customerId, projectId } = project;
  const unitIds = (await unitsAround(tx)).get(customerId) ?? [];
  return holds(actor, by as readonly ByName[], {
    providerId: actor.providerId,
    customerId,
    projectId,
    unitIds,
  });
}

/** Makes the file the project's customer's to see; false where it is not the own, or another customer's. */
export async function takeFile(
  tx: Transaction<Tables>,
  about: { fileId: string; personId: string; customerId: string },
): Promise<boolean> {
  const taken = await tx
    .updateTable('pledge.file')
    .set({ customer_id: about.customerId })
    .where('id', '=', about.fileId)
    .where('person_id', '=', about.personId)
    .where('status', '<>', 'refused')
    .where((or) => or.or([or('customer_id', 'is', null), or('customer_id', '=', about.customerId)]))
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

async function keep(
  run: CommandRun<Tables>,
  about: {
    command: { actor: Actor; commitment: string; input: AttestInput };
    project: PlanInReach;
    personId: string;
    attestedOn: string;
    until: string;
  },
): Promise<string> {
  const { command, project, personId, attestedOn, until } = about;
  const { actor, commitment, input } = command;
  const id = uuidv7(run.now);
  const end = appendHouseEvent(run, {
    actor,
    customerId: project.customerId,
    stream: { kind: 'attestation', id },
    type: 'commitmentAttested',
    contactId: null,
    visibility: 'shared',
    commitments: [commitment],
    data: { projectId: project.projectId, fileId: input.fileId, attestedOn, holdsUntil: until },
  });
  await run.tx
    .insertInto('pledge.attestation')
    .values({
      provider_id: actor.providerId,
      id,
      customer_id: project.customerId,
      project_id: project.projectId,
      commitment,
      person_id: personId,
      file_id: input.fileId,
      attested_on: attestedOn,
      holds_until: until,
      recorded_at: formatInstant(run.now),
      seq: end.seq,
      last_hash: end.hash,
    })
    .execute();
  return id;
}
