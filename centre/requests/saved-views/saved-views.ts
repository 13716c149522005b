import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { administers } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { idTaken } from '../id-taken.ts';
import { QUERY_AT_MOST, type ChangeViewInput, type SavedViews, type SaveViewInput } from './saved-views.schema.ts';
import * as store from './saved-views.store.ts';
import { viewFaults, viewRefusals } from './saved-views.texts.ts';
import { spelt } from './spelt.rules.ts';
import { faultsOf, wrongIn } from './view-query.rules.ts';

/** Counts stand beside them, so there are not more than one reading can count. */
const AT_MOST = 40;

type Owner = Actor & { readonly personId: string };
type Run = CommandRun<Tables>;

export function isOwner(actor: Actor): actor is Owner {
  return actor.kind === 'staff' && actor.personId !== null;
}

/** The views that stand beside the actor's list, each with what no longer holds of it. */
export async function savedViewsOf(tx: Transaction<Tables>, actor: Owner): Promise<SavedViews> {
  const [views, units, known] = await Promise.all([
    store.viewsFor(tx, actor),
    store.unitNames(tx, store.unitsOf(actor)),
    store.knownOf(tx, actor),
  ]);
  return {
    items: views.map((view) => ({
      id: view.id,
      name: view.name,
      query: view.query,
      own: view.person_id === actor.personId,
      owner: view.owner ?? '',
      unit: view.unit_id === null ? null : { id: view.unit_id, name: view.unit_name ?? '' },
      version: view.version,
      faults: faultsOf(view.query, known),
    })),
    units,
  };
}

interface ViewCommand {
  readonly actor: Actor;
  readonly path: string;
  readonly input: Envelope;
  readonly work: (run: Run, owner: Owner) => Promise<Answer | Refusal>;
}

async function command(house: House, { actor, path, input, work }: ViewCommand): Promise<Answer | Refusal> {
  if (!isOwner(actor)) return viewRefusals.notStaff;
  const answer = runCommand<Tables>({
    db: house.db,
    time: house.time,
    scope: { providerId: actor.providerId, customerId: null },
    actorKey: `${actor.kind}:${actor.personId}`,
    path,
    envelope: input,
    body: input,
    work: (run) => work(run, actor),
  });
  return answer.catch((error: unknown) => {
    const { constraint } = error as { constraint?: string };
    if (constraint === 'saved_view_provider_id_person_id_name_key') return viewRefusals.nameTaken;
    if (constraint === 'saved_view_pkey') return idTaken;
    throw error;
  });
}

/** Keeps the list as it is asked for under a name. */
export function saveView(house: House, actor: Actor, input: SaveViewInput): Promise<Answer | Refusal> {
  return command(house, {
    actor,
    path: '/api/saved-views',
    input,
    work: async ({ tx, now }, owner) => {
      const refused = refusedQuery(input.query) ?? refusedUnit(owner, input.unitId);
      if (refused !== null) return refused;
      await store.holdOwner(tx, owner);
      const own = await store.ownIds(tx, owner);
      if (own.length >= AT_MOST) return viewRefusals.tooMany;
      const id = input.id ?? uuidv7(now);
      const query = spelt(input.query);
      await store.insertView(tx, owner, { id, name: input.name, query, unitId: input.unitId, place: own.length + 1 });
      return { status: 201, body: { id, version: 1 } };
    },
  });
}

/** Gives it another name, another query, shares it or takes it back. */
export function changeView(house: House, actor: Actor, asked: { id: string; input: ChangeViewInput }): Promise<Answer | Refusal> {
  const { id, input } = asked;
  return command(house, {
    actor,
    path: `/api/saved-views/${id}/change`,
    input,
    work: async ({ tx }, owner) => {
      const refused =
        (input.query === undefined ? null : refusedQuery(input.query)) ??
        (input.unitId === undefined ? null : refusedUnit(owner, input.unitId));
      if (refused !== null) return refused;
      const view = await store.ownView(tx, owner, id);
      if (view === undefined) return viewRefusals.notFound;
      if (view.version !== input.version)
        return { ...viewRefusals.changedMeanwhile, details: { version: view.version } } satisfies Refusal;
      const version = view.version + 1;
      await store.updateView(tx, id, {
        version,
        name: input.name,
        unit_id: input.unitId,
        query: input.query === undefined ? undefined : spelt(input.query),
      });
      return { status: 200, body: { id, version } };
    },
  });
}

/** By whoever saved it; what people shared who have left is deleted by an administrator. */
export function deleteView(house: House, actor: Actor, asked: { id: string; input: Envelope }): Promise<Answer | Refusal> {
  return command(house, {
    actor,
    path: `/api/saved-views/${asked.id}/delete`,
    input: asked.input,
    work: async ({ tx }, owner) => {
      const isTheirs = (await store.ownView(tx, owner, asked.id)) !== undefined;
      const mayDelete = isTheirs || (administers(owner) && (await store.viewsLeft(tx, asked.id)).length > 0);
      if (!mayDelete) return viewRefusals.notFound;
      await store.deleteView(tx, asked.id);
      return { status: 200, body: { id: asked.id } };
    },
  });
}

/** Puts the own views in an order that names each of them once. */
export function orderViews(
  house: House,
  actor: Actor,
  input: Envelope & { readonly ids: readonly string[] },
): Promise<Answer | Refusal> {
  return command(house, {
    actor,
    path: '/api/saved-views/order',
    input,
    work: async ({ tx }, owner) => {
      const own = await store.ownIds(tx, owner);
      const named = new Set(input.ids);
      if (named.size !== input.ids.length || own.length !== named.size || !own.every((id) => named.has(id)))
        return viewRefusals.notTheseViews;
      await store.placeViews(tx, input.ids);
      return { status: 200, body: { ids: input.ids } };
    },
  });
}

function refusedQuery(query: string): Refusal | null {
  // As it is kept it may be longer than it came: what is no letter of the Latin alphabet is spelt out.
  const words = [...wrongIn(query), ...(spelt(query).length > QUERY_AT_MOST ? [viewFaults.tooLong] : [])];
  if (words.length === 0) return null;
  const message = { zh: words.map(({ zh }) => zh).join(''), en: words.map(({ en }) => en).join(' ') };
  return refusal(400, 'invalid', message, { fields: [{ field: 'query', code: 'invalid', message }] });
}

function refusedUnit(owner: Owner, unitId: string | null): Refusal | null {
  return unitId === null || store.unitsOf(owner).includes(unitId) ? null : viewRefusals.notYourUnit;
}
