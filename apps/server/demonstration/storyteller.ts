import { randomUUID } from 'node:crypto';
import type { Actor } from '#centre/people/actor.schema.ts';
import { loadActor } from '#centre/people/index.ts';
import { fireStep, report } from '#centre/requests/index.ts';
import { reportInput } from '#centre/requests/report.schema.ts';
import { flowModules } from '#flows/registry.ts';
import type { SubjectKind } from '#flows/dossier/dossier.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { zodShapeOf } from '#platform/flow/fields.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { z } from 'zod';
import type { Assembled } from '../assemble.ts';

/** What a step leaves behind for the next one to name. */
export interface Told {
  readonly id: string;
  readonly order: string | undefined;
  readonly visit: string | undefined;
}

export interface Storyteller {
  /** The moment of loading; stories are told so many minutes before it. */
  readonly now: Instant;
  readonly at: (minutesAgo: number) => Instant;
  readonly iso: (minutesFromNow: number) => string;
  readonly person: (login: string) => string;
  readonly site: (code: string) => string;
  readonly asset: (serialNumber: string) => string;
  readonly contact: (code: string) => string;
  readonly report: (minutesAgo: number, who: string, input: Record<string, unknown>) => Promise<Told>;
  /** Fires an event of the request, of its newest order or of its newest visit. */
  readonly fire: (
    minutesAgo: number,
    who: string,
    step: readonly [subject: 'request' | 'order' | 'visit', event: string, input?: Record<string, unknown>],
  ) => Promise<void>;
}

/**
 * Tells stories by the product's own commands, each at its moment: the loader is the one who assembles the house, and the
 * time source it hands to these commands says when. A refusal ends the loading: a demonstration that breaks its plan is a fault.
 */
export async function storyteller(house: Assembled, providerId: string): Promise<Storyteller> {
  const scope = { providerId, customerId: null };
  let present = instant(0);
  const deps = { ...house.house, time: { now: () => present } };
  const facts = await inTransaction(house.db, scope, async (tx, databaseNow) => ({
    now: instant(Math.floor(databaseNow / 60_000) * 60_000),
    people: await tx.selectFrom('pledge.person_reach').select(['login', 'person_id']).execute(),
    sites: await tx.selectFrom('pledge.site').select(['code', 'id']).execute(),
    assets: await tx.selectFrom('pledge.asset').select(['serial_number', 'id']).execute(),
    contacts: await tx.selectFrom('pledge.contact').select(['code', 'id']).execute(),
  }));
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`the demonstration knows no ${what}`);
    return value;
  };
  const person = (login: string): string => found(facts.people.find((row) => row.login === login)?.person_id, login);
  const actorAt = async (login: string): Promise<Actor> =>
    inTransaction(house.db, scope, async (tx) => found((await loadActor(tx, person(login), present)) ?? undefined, login));
  let told: Told = { id: '', order: undefined, visit: undefined };
  const done = (
    answer: Answer | { refused: true; code: string; message: { en: string } },
    what: string,
  ): Record<string, unknown> => {
    if (isRefusal(answer)) throw new Error(`${what}: ${answer.code}, ${answer.message.en}`);
    return (answer as Answer).body as Record<string, unknown>;
  };
  return {
    now: facts.now,
    at: (minutesAgo) => instant(facts.now - minutesAgo * 60_000),
    iso: (minutesFromNow) => new Date(facts.now + minutesFromNow * 60_000).toISOString(),
    person,
    site: (code) => found(facts.sites.find((row) => row.code === code)?.id, code),
    asset: (serial) => found(facts.assets.find((row) => row.serial_number === serial)?.id, serial),
    contact: (code) => found(facts.contacts.find((row) => row.code === code)?.id, code),
    report: async (minutesAgo, who, input) => {
      present = instant(facts.now - minutesAgo * 60_000);
      const answer = await report(deps, {
        actor: await actorAt(who),
        input: reportInput.parse({ commandId: randomUUID(), ...input }),
        path: '/api/service-requests',
      });
      told = { id: String(done(answer, 'report')['id']), order: undefined, visit: undefined };
      return told;
    },
    fire: async (minutesAgo, who, [subject, event, input = {}]) => {
      present = instant(facts.now - minutesAgo * 60_000);
      const [kind, id] = (
        { request: ['serviceRequest', told.id], order: ['taskOrder', told.order], visit: ['siteVisit', told.visit] } as const
      )[subject] satisfies readonly [SubjectKind, string | undefined];
      const parsed = shapeOf(event).parse(input);
      const answer = await fireStep(deps, {
        actor: await actorAt(who),
        subjectKind: kind,
        subjectId: found(id, subject),
        event,
        envelope: { commandId: randomUUID() },
        input: parsed,
        body: input,
        path: `demonstration/${event}`,
      });
      const body = done(answer, event) as { taskOrders: { id: string }[]; visits: { id: string }[] };
      told = { id: told.id, order: body.taskOrders.at(-1)?.id, visit: body.visits.at(-1)?.id };
    },
  };
}

/** All inputs that any flow's step of the name takes: the same shape as at the door. */
function shapeOf(event: string): z.ZodType<Record<string, unknown>> {
  const steps = Object.values(flowModules).flatMap((module) => module?.steps.filter((step) => step.event === event) ?? []);
  return z.strictObject(Object.assign({}, ...steps.map((step) => zodShapeOf(step.fields))) as Record<string, z.ZodType>);
}
