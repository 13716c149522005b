import assert from 'node:assert/strict';
import pg from 'pg';
import { commitmentsOfGate, type ServicePlan } from '#centre/plan/index.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { flowModules } from '#flows/registry.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { reported, type Course } from '../course.ts';
import type { HttpAnswer, TestServer } from '../test-server.ts';

type Body = Readonly<Record<string, unknown>>;

/** How a step is refused: by inputs other than those that pass (undefined leaves one out), by another person, by a form whose version was taken back. */
export interface Refusing {
  readonly but?: Body;
  readonly who?: HouseName;
  readonly withoutForm?: string;
}

/** Refusals by the guard that speaks; several ways in which one guard refuses stand in a list. */
type Refusals = Readonly<Record<string, Refusing | readonly Refusing[]>>;

/** A course on which each guard is shown refusing and letting pass. */
export interface GuardCourse extends Course {
  /** Shows each refusal, then has the step carried out. */
  readonly step: (who: HouseName, event: string, body?: Body, refusals?: Refusals) => Promise<HttpAnswer>;
  /** Shows a refusal where the step is not to be taken (yet). */
  readonly refused: (who: HouseName, event: string, body: Body, guard: string) => Promise<void>;
}

export interface GuardDesk {
  readonly server: TestServer;
  readonly person: (who: HouseName) => string;
  readonly contact: (who: 'technician' | 'siteStaff' | 'representative') => string;
  readonly open: (who: HouseName, report: Body) => Promise<GuardCourse>;
  /** `flow.event.guard` of all that were shown so far. */
  readonly shown: Shown;
}

export interface Shown {
  readonly refusing: Set<string>;
  readonly passing: Set<string>;
  /** By guard, the commitments that its refusals named. */
  readonly named: Map<string, Set<string>>;
}

export function guardDesk(server: TestServer, plan: ServicePlan): GuardDesk {
  const shown: Shown = { refusing: new Set(), passing: new Set(), named: new Map() };
  return {
    server,
    shown,
    person: (who) => server.house.actors[who].personId ?? '',
    contact: (who) => server.house.actors[who].contactId ?? '',
    open: async (who, report) => guardCourse({ server, plan, shown }, await reported(server, who, report)),
  };
}

type Parts = Pick<GuardDesk, 'server' | 'shown'> & { readonly plan: ServicePlan };

function guardCourse(parts: Parts, course: Course): GuardCourse {
  const refuse = async (
    who: HouseName,
    event: string,
    asked: { guard: string; body: Body; withoutForm?: string },
  ): Promise<void> => {
    const { guard, body, withoutForm } = asked;
    const flow = await flowOf(parts.server, course, event);
    const answer = await withPlan(parts.server, course.id, withoutForm, () => course.fire(who, event, body));
    const told = `${event} by ${who} against ${guard}: ${JSON.stringify(answer.body)}`;
    assert.deepEqual([answer.status, answer.body.code], [422, 'guardRefused'], told);
    assert.ok(answer.body.guards.includes(guard), told);
    const behind = commitmentsOfGate(parts.plan, guard);
    for (const commitment of behind === 'off' ? [] : behind) assert.ok(answer.body.commitments.includes(commitment), told);
    assert.ok(answer.body.detail.length > 5, told);
    parts.shown.refusing.add(`${flow}.${camel(event)}.${guard}`);
    parts.shown.named.set(guard, new Set([...(parts.shown.named.get(guard) ?? []), ...(answer.body.commitments as string[])]));
  };
  return {
    ...course,
    refused: (who, event, body, guard) => refuse(who, event, { guard, body }),
    step: async (who, event, body = {}, refusals = {}) => {
      for (const [guard, ways] of Object.entries(refusals)) {
        for (const way of Array.isArray(ways) ? (ways as readonly Refusing[]) : [ways as Refusing]) {
          await refuse(way.who ?? who, event, {
            guard,
            body: { ...body, ...way.but },
            ...(way.withoutForm === undefined ? {} : { withoutForm: way.withoutForm }),
          });
        }
      }
      const flow = await flowOf(parts.server, course, event);
      const answer = await course.take(who, event, { ...body });
      for (const row of flowModules[flow]?.flow.rows.filter((known) => known.event === camel(event)) ?? []) {
        for (const guard of row.guards) parts.shown.passing.add(`${flow}.${row.event}.${guard}`);
      }
      return answer;
    },
  };
}

/** The flow whose event is posted: that of the order, the visit or the record, or the one of the request as it stands. */
async function flowOf(server: TestServer, course: Course, event: string): Promise<string> {
  const subject = event.split('/')[0] ?? '';
  if (event === 'task-orders' || subject === 'order') return 'taskOrder';
  if (subject === 'visit') return 'siteVisit';
  if (subject.startsWith('record:')) return 'record';
  return server.house.within(
    null,
    async (tx) =>
      (await tx.selectFrom('pledge.service_request').select('flow').where('id', '=', course.id).executeTakeFirstOrThrow()).flow,
  );
}

/** `record:taskOrder/sign-record` → `signRecord`; the request's own list of orders begins one. */
function camel(event: string): string {
  const name = event.split('/').at(-1) ?? '';
  return name === 'task-orders' ? 'draft' : name.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

/** Has the request run for a moment under a plan whose version of a form was taken back: one that no check would let become active. */
async function withPlan<Result>(
  server: TestServer,
  requestId: string,
  form: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (form === undefined) return work();
  const owner = new pg.Client({ connectionString: server.house.ownerUrl });
  await owner.connect();
  try {
    await owner.query("select set_config('pledge.provider', $1, false)", [server.house.providerId]);
    const { rows } = await owner.query<{ plan_id: string }>('select plan_id from pledge.service_request where id = $1', [
      requestId,
    ]);
    const planId = rows[0]?.plan_id;
    const lapsed = uuidv7(server.house.time.current());
    await owner.query(
      `insert into pledge.service_plan (provider_id, id, customer_id, project_id, code, revision, status, source, document, digest, applied_at, seq, last_hash)
       select provider_id, $1, customer_id, project_id, code, (select max(revision) + 1 from pledge.service_plan), 'superseded', source, document #- array['forms', $3::text], digest, applied_at, seq, last_hash
       from pledge.service_plan where id = $2`,
      [lapsed, planId, form],
    );
    await owner.query('update pledge.service_request set plan_id = $1 where id = $2', [lapsed, requestId]);
    try {
      return await work();
    } finally {
      await owner.query('update pledge.service_request set plan_id = $1 where id = $2', [planId, requestId]);
    }
  } finally {
    await owner.end();
  }
}
