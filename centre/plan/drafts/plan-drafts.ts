import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { planRights } from '../plan-rights.store.ts';
import { activeText, nextRevision } from '../plan-versions.store.ts';
import type { BeginDraftInput, DraftInput, SaveDraftInput } from './plan-drafts.schema.ts';
import * as store from './plan-drafts.store.ts';
import { draftRefusals } from './plan-drafts.texts.ts';
import { withRevision } from './revision.rules.ts';

type Run = CommandRun<Tables>;
export type DraftAtHand = store.StoredDraft & { readonly text: string };

interface PlanCommand {
  readonly actor: Actor;
  readonly path: string;
  readonly input: Envelope;
  readonly work: (run: Run, person: store.Author) => Promise<Answer | Refusal>;
}

/** A command about drafts in the actor's scope; lists of plans are read anew after it. */
export async function planCommand(house: House, { actor, path, input, work }: PlanCommand): Promise<Answer | Refusal> {
  const { personId } = actor;
  if (personId === null) return draftRefusals.notFound;
  const answer = await runCommand<Tables>({
    db: house.db,
    time: house.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${personId}`,
    path,
    envelope: input,
    body: input,
    work: (run) => work(run, { ...actor, personId }),
  });
  if (!isRefusal(answer)) house.changed(['plans']);
  return answer;
}

/** Begins a draft with the text in force for a project, its revision raised to the next that is free. */
export function beginDraft(house: House, actor: Actor, input: BeginDraftInput): Promise<Answer | Refusal> {
  return planCommand(house, {
    actor,
    path: '/api/plan-drafts',
    input,
    work: async ({ tx, now }, author) => {
      const active = await textInForce(tx, input.projectId, await planRights(tx, actor));
      if (isRefusal(active)) return active;
      const { customerId, code } = active;
      const place = { customerId, projectId: input.projectId, toCome: null } as const;
      const id = input.id ?? uuidv7(now);
      const text = withRevision(active.text, await nextRevision(tx, code));
      const made = await store.insertDraft(tx, author, { id, text, now, place });
      return made ? { status: 201, body: { id, version: 1 } } : draftRefusals.idTaken;
    },
  });
}

/** The text in force for a project, for whoever may write its next version. */
export async function textInForce(
  tx: Run['tx'],
  projectId: string,
  may: Awaited<ReturnType<typeof planRights>>,
): Promise<NonNullable<Awaited<ReturnType<typeof activeText>>> | Refusal> {
  const active = await activeText(tx, projectId);
  if (active === undefined) return draftRefusals.noActivePlan;
  const plan = { customerId: active.customerId, projectId, state: 'draft' } as const;
  // A project of which one sees nothing answers as one that is not there.
  if (!may('read', plan)) return draftRefusals.noActivePlan;
  return may('create', plan) ? active : draftRefusals.mayNotWrite;
}

/** Keeps the text as it stands, however unfinished. Somebody else's version in between is not written over: both are there to compare. */
export function saveDraft(house: House, actor: Actor, asked: { id: string; input: SaveDraftInput }): Promise<Answer | Refusal> {
  return onDraft(house, actor, {
    ...asked,
    action: 'save',
    work: async ({ tx, now }, { draft, author, may }) => {
      if (!may('change')) return draftRefusals.mayNotWrite;
      const { text } = asked.input;
      if (text === draft.text) return { status: 200, body: { version: draft.version } };
      return { status: 200, body: { version: await store.writeDraft(tx, draft, { author, now, text }) } };
    },
  });
}

/** Puts a draft aside; it stays to be read. */
export function discardDraft(house: House, actor: Actor, asked: { id: string; input: DraftInput }): Promise<Answer | Refusal> {
  return onDraft(house, actor, {
    ...asked,
    action: 'discard',
    work: async ({ tx, now }, { draft, author, may }) => {
      if (!may('change')) return draftRefusals.mayNotWrite;
      return { status: 200, body: { version: await store.writeDraft(tx, draft, { author, now, state: 'discarded' }) } };
    },
  });
}

/** Shows the text as it stands to the customer's people, whose representative may approve it. Another word in it, and they see nothing until it is offered again. */
export function offerDraft(house: House, actor: Actor, asked: { id: string; input: DraftInput }): Promise<Answer | Refusal> {
  return onDraft(house, actor, {
    ...asked,
    action: 'offer',
    work: async ({ tx }, { draft, may }) => {
      if (!may('change') && !may('approve')) return draftRefusals.mayNotAttest;
      await store.offerVersion(tx, draft);
      return { status: 200, body: { version: draft.version } };
    },
  });
}

export interface DraftWork {
  readonly id: string;
  readonly action: string;
  readonly input: DraftInput;
  readonly work: (
    run: Run,
    at: {
      readonly draft: DraftAtHand;
      readonly author: store.Author;
      readonly may: (verb: 'change' | 'approve') => boolean;
    },
  ) => Promise<Answer | Refusal>;
}

/** A command on a draft that the actor may see, in the version that the actor saw, while it is open. */
export function onDraft(house: House, actor: Actor, { id, action, input, work }: DraftWork): Promise<Answer | Refusal> {
  return planCommand(house, {
    actor,
    path: `/api/plan-drafts/${id}/${action}`,
    input,
    work: async (run, author) => {
      const draft = await store.lockedDraft(run.tx, id);
      if (draft === undefined) return draftRefusals.notFound;
      const rights = await planRights(run.tx, actor);
      const plan = planOf(draft);
      if (!rights('read', plan)) return draftRefusals.notFound;
      if (draft.state !== 'open') return draftRefusals.notOpen;
      if (draft.version !== input.version)
        return { ...draftRefusals.changedMeanwhile, details: { version: draft.version, changedBy: draft.changed_by_name } };
      return work(run, { draft, author, may: (verb) => rights(verb, plan) });
    },
  });
}

/** A draft as rights see it. */
export function planOf(draft: store.StoredDraft): Parameters<Awaited<ReturnType<typeof planRights>>>[1] {
  return { customerId: draft.customer_id, projectId: draft.project_id, state: 'draft', authorIds: draft.author_ids };
}
