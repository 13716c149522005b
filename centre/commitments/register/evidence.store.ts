import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Place } from '#platform/http/cursor.ts';
import type { Instant } from '#platform/time/instant.ts';
import { mayStillWarn, ofClock, stillAtRisk } from './at-risk.store.ts';
import { WAIVING_CAUSES, WAIVING_EVENTS } from './facts.store.ts';

/** One thing that happened to a commitment, with what proves it; instants are epoch milliseconds. */
export interface EvidenceFound {
  readonly what: string;
  readonly at: number;
  readonly requestId: string;
  readonly requestNumber: string;
  readonly projectName: { readonly zh: string; readonly en?: string };
  readonly receivedAt: string;
  readonly planId: string | null;
  /** The clock or, where `cycle` is 0, the guard that was judged; null for a step. */
  readonly clock: string | null;
  readonly cycle: number | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly dueAt: number | null;
  readonly lateSeconds: number | null;
  /** The event with its flow and type; a refusal has none. */
  readonly eventId: string | null;
  readonly flow: string | null;
  readonly step: string | null;
  readonly guards: string[] | null;
  readonly times: number | null;
  readonly recordId: string | null;
  readonly recordNumber: string | null;
  readonly cause: string | null;
  readonly measure: string | null;
  readonly responsible: string | null;
  readonly dueOn: string | null;
}

export interface EvidenceAsked {
  readonly commitment: string;
  /** Null for all that the provider has. */
  readonly projectIds: readonly string[] | null;
  readonly customerIds: readonly string[];
  /** Whether steps that passed its guards count for it. */
  readonly steps: boolean;
  readonly only: string | undefined;
  /** An instant: only what was recorded before it; null for all. */
  readonly until: string | null;
  /** The moment that is looked at: `until`, or now. */
  readonly at: Instant;
  /** Which requests the caller may see, asked of `request`. */
  readonly visible: RawBuilder<SqlBool>;
  readonly after: Place | null;
}

/** Requests that are looked through at a time, and rows that make a page. */
const WALKED = 100;
const ENOUGH = 40;
const PORTIONS = 20;

/**
 * What happened to a commitment, request by request, the newest first: of each request everything. It walks requests in their own index
 * and looks into each, until there is enough for a page or it has walked far; `next` is where it stopped, null at the end.
 */
export async function evidenceOf(
  tx: Transaction<Tables>,
  asked: EvidenceAsked,
): Promise<{ rows: readonly EvidenceFound[]; next: Place | null }> {
  const rows: EvidenceFound[] = [];
  let after = asked.after;
  for (let portion = 0; portion < PORTIONS && rows.length < ENOUGH; portion += 1) {
    const walked = await requestsAfter(tx, asked, after);
    if (walked.length === 0) return { rows, next: null };
    const ids = walked.map(({ id }) => id);
    rows.push(...(await inRequests(tx, asked, ids)));
    const last = walked.at(-1);
    if (last === undefined || walked.length < WALKED) return { rows, next: null };
    after = { value: last.receivedAt, id: last.id };
  }
  return { rows, next: after };
}

async function requestsAfter(
  tx: Transaction<Tables>,
  { projectIds, customerIds, visible }: EvidenceAsked,
  after: Place | null,
): Promise<{ id: string; receivedAt: string }[]> {
  const { rows } = await sql<{ id: string; receivedAt: string }>`
    select id, received_at::text as "receivedAt" from pledge.service_request request
    where provider_id = pledge.current_provider() and project_id is not null and ${visible}
      and ${projectIds === null ? sql`true` : sql`customer_id = any (${[...customerIds]}::uuid[]) and project_id = any (${[...projectIds]}::uuid[])`}
      and ${after === null ? sql`true` : sql`(received_at, id) < (${after.value}::timestamptz, ${after.id}::uuid)`}
    order by received_at desc, id desc limit ${WALKED}`.execute(tx);
  return rows;
}

async function inRequests(
  tx: Transaction<Tables>,
  asked: EvidenceAsked,
  requestIds: readonly string[],
): Promise<EvidenceFound[]> {
  const { rows } = await sql<EvidenceFound>`
    select found.*, request.number as "requestNumber", request.received_at::text as "receivedAt", request.plan_id as "planId", project.name as "projectName",
      event.payload->>'flow' as flow, coalesce(found.tried, event.type) as step, record.id as "recordId", record.record_number as "recordNumber"
    from (${sql.join([verdicts(asked, requestIds), refusals(asked, requestIds), ...(asked.steps ? [steps(asked, requestIds)] : [])], sql` union all `)}) found
      join pledge.service_request request on request.provider_id = pledge.current_provider() and request.id = found."requestId"
      join pledge.project project on project.provider_id = request.provider_id and project.id = request.project_id
      left join pledge.event event on event.provider_id = request.provider_id and event.id = found."eventId"
      left join pledge.record record on record.provider_id = request.provider_id and record.id = event.stream_id and event.stream_kind = 'record'
    where ${asked.only === undefined ? sql`true` : sql`found.what = ${asked.only}`}
    order by request.received_at desc, request.id desc, found.at desc`.execute(tx);
  const warned = rows.filter(({ what }) => what === 'warned');
  const standing = await stillAtRisk(tx, warned, { commitment: asked.commitment, at: asked.at });
  return rows.filter((row) => row.what !== 'warned' || standing.has(row));
}

/** That a moment in a column was before what is asked for. */
function known(column: string, until: string | null): RawBuilder<unknown> {
  return until === null ? sql`true` : sql`${sql.ref(column)} < ${until}::timestamptz`;
}

function verdicts({ commitment, until }: EvidenceAsked, requestIds: readonly string[]): RawBuilder<unknown> {
  return sql`select case when outcome.verdict = 'cancelled' then 'waived' when outcome.verdict like 'warning%' then 'warned' else outcome.verdict end as what,
      outcome.at, outcome.request_id as "requestId", outcome.clock, outcome.cycle, outcome.subject_kind as "subjectKind", outcome.subject_id as "subjectId",
      outcome.due_at as "dueAt", coalesce(outcome.late_seconds, case when outcome.verdict = 'breached' and ${known('clock.stopped_at', until)} then extract(epoch from clock.stopped_at - outcome.at)::bigint end) as "lateSeconds", outcome.event_id as "eventId", null::text as tried, null::text[] as guards, null::int as times,
      cause.text as cause, measure.text as measure, person.name as responsible, told.due_on as "dueOn"
    from pledge.clock_outcome outcome
      left join ${explanations(until)} told on outcome.verdict = 'breached' and told.provider_id = outcome.provider_id
        and told.subject_kind = outcome.subject_kind and told.subject_id = outcome.subject_id and told.clock = outcome.clock and told.cycle = outcome.cycle
      -- A breach is recorded when it comes; how late it was in the end the clock knows, and whom it serves since its terms became others.
      left join pledge.clock clock on (outcome.verdict = 'breached' or outcome.verdict like 'warning%') and ${ofClock('outcome')}
      left join pledge.event_text cause on cause.provider_id = told.provider_id and cause.event_id = told.event_id and cause.field = 'cause'
      left join pledge.event_text measure on measure.provider_id = told.provider_id and measure.event_id = told.event_id and measure.field = 'measure'
      left join pledge.person person on person.provider_id = told.provider_id and person.id = told.responsible_id
    where outcome.provider_id = pledge.current_provider() and outcome.request_id = any (${[...requestIds]}::uuid[]) and ${known('outcome.recorded_at', until)}
      and ((${commitment} = any (outcome.commitments) and (outcome.verdict in ('kept', 'breached') or outcome.cause = any (${WAIVING_CAUSES}::text[])))
        or (outcome.verdict like 'warning%' and ${commitment} = any (outcome.commitments || clock.commitments) and ${mayStillWarn(until)}))`;
}

/** Causes and measures as they were told last by the moment that is looked at: their row has the newest, their events have all. */
function explanations(until: string | null): RawBuilder<unknown> {
  if (until === null) return sql`pledge.breach_explanation`;
  return sql`(select distinct on (latest.provider_id, latest.subject_kind, latest.subject_id, latest.clock, latest.cycle)
      latest.provider_id, latest.subject_kind, latest.subject_id, latest.clock, latest.cycle, event.id as event_id,
      (event.payload->'data'->>'responsibleId')::uuid as responsible_id, event.payload->'data'->>'dueOn' as due_on
    from pledge.breach_explanation latest
      join pledge.event event on event.provider_id = latest.provider_id and event.request_id = latest.request_id and event.type = 'breachExplained'
        and event.payload->'data'->>'subjectId' = latest.subject_id::text and event.payload->'data'->>'clock' = latest.clock
        and (event.payload->'data'->>'cycle')::int = latest.cycle and ${known('event.recorded_at', until)}
    order by latest.provider_id, latest.subject_kind, latest.subject_id, latest.clock, latest.cycle, event.recorded_at desc, event.seq desc)`;
}

function refusals({ commitment, until }: EvidenceAsked, requestIds: readonly string[]): RawBuilder<unknown> {
  return sql`select 'refused', refusal.first_at, refusal.request_id, null, null, refusal.subject_kind, refusal.subject_id,
      null, null, null, refusal.step, refusal.guards, refusal.times, null, null, null, null
    from pledge.step_refusal refusal
    where refusal.provider_id = pledge.current_provider() and refusal.request_id = any (${[...requestIds]}::uuid[]) and ${commitment} = any (refusal.commitments) and ${known('refusal.first_at', until)}`;
}

function steps({ commitment, until }: EvidenceAsked, requestIds: readonly string[]): RawBuilder<unknown> {
  return sql`select case when passed.type = any (${WAIVING_EVENTS}::text[]) then 'waived' else 'passed' end, passed.occurred_at, passed.request_id, null, null, passed.stream_kind, passed.stream_id,
      null, null, passed.id, null, null, null, null, null, null, null
    from pledge.event passed
    where passed.provider_id = pledge.current_provider() and passed.request_id = any (${[...requestIds]}::uuid[]) and ${commitment} = any (passed.commitments)
      and passed.payload->>'flow' is not null and ${known('passed.recorded_at', until)}`;
}
