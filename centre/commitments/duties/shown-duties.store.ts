import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Place } from '#platform/http/cursor.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { FiguresAsked } from '../register/figures.store.ts';
import { within } from './duties.store.ts';
import type { DutyPart } from './duty-terms.rules.ts';

/** A duty as it is listed; instants are epoch milliseconds. */
export interface DutyFound extends DutyPart {
  /** Of the site, where it is owed for one. */
  readonly siteName: { readonly zh: string; readonly en?: string } | null;
  readonly id: string;
  readonly projectId: string;
  readonly projectName: { readonly zh: string; readonly en?: string };
  readonly planId: string;
  readonly work: string;
  readonly dueOn: string;
  readonly opensAt: number;
  readonly warnsAt: number;
  readonly dueAt: number;
}

/** A duty that was reported or came due. */
export interface DutyTold extends DutyFound {
  /** When it was reported in time, else when it came due. */
  readonly toldAt: number;
  /** Null where nobody had reported it: then nothing that follows holds. */
  readonly reportedAt: number | null;
  readonly doneOn: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly eventId: string | null;
  /** Of a missed one what was told last of its cause, null where nobody has; the words are null where they were erased. */
  readonly explanation: {
    readonly cause: string | null;
    readonly measure: string | null;
    readonly responsible: string | null;
    readonly dueOn: string;
  } | null;
}

/** Of which projects duties are shown, and as of when. */
export type DutiesShown = Pick<FiguresAsked, 'projectIds' | 'now' | 'until'>;

const SHOWN = 40;
const COLUMNS = sql`duty.id, duty.project_id as "projectId", project.name as "projectName", duty.plan_id as "planId", duty.work, duty.site, site.name as "siteName", duty.product,
  duty.due_on::text as "dueOn", duty.opens_at as "opensAt", duty.warns_at as "warnsAt", duty.due_at as "dueAt"`;
const NAMED = sql`
  join pledge.project project on project.provider_id = duty.provider_id and project.id = duty.project_id
  left join pledge.site site on site.provider_id = duty.provider_id and site.customer_id = duty.customer_id and site.code = duty.site`;
/** When a duty was reported in time, else when it came due: it orders what is evidence, and stands whatever is told afterwards. */
const TOLD_AT = sql`least(duty.reported_at, duty.due_at)`;

function at({ now, until }: DutiesShown): RawBuilder<unknown> {
  return sql`${until ?? formatInstant(now as Instant)}::timestamptz`;
}

function serving(commitment: string, asked: DutiesShown): RawBuilder<unknown> {
  return sql`duty.provider_id = pledge.current_provider() and ${commitment} = any (duty.commitments) and ${within(asked)}
    and ${asked.until === null ? sql`duty.withdrawn_at is null` : sql`(duty.withdrawn_at is null or duty.withdrawn_at > ${at(asked)})`}`;
}

/** Whether duties of a commitment were ever counted: whoever asks for others would look through all duties of the house in vain. */
export async function wereCounted(
  tx: Transaction<Tables>,
  commitment: string,
  { projectIds }: Pick<DutiesShown, 'projectIds'>,
): Promise<boolean> {
  const ofAll = tx.selectFrom('pledge.duty_house_month').select('month').where('commitment', '=', commitment).limit(1);
  if (projectIds === null) return (await ofAll.execute()).length > 0;
  const ofProjects = tx.selectFrom('pledge.duty_month').select('month').where('commitment', '=', commitment).limit(1);
  return (await ofProjects.where(sql<SqlBool>`project_id = any (${[...projectIds]}::uuid[])`).execute()).length > 0;
}

/** The duties of a commitment that nobody has reported and that have not come due, the next first; as of an earlier day those that had begun. */
export async function openDuties(tx: Transaction<Tables>, commitment: string, asked: DutiesShown): Promise<DutyFound[]> {
  const moment = at(asked);
  const open =
    asked.until === null
      ? sql`duty.reported_at is null`
      : sql`(duty.reported_at is null or duty.reported_at > ${moment}) and duty.opens_at <= ${moment}`;
  const { rows } = await sql<DutyFound>`
    select ${COLUMNS} from (
      select duty.* from pledge.duty duty where ${serving(commitment, asked)} and ${open} and duty.due_at >= ${moment}
      order by duty.due_at, duty.id limit ${SHOWN}) duty ${NAMED}
    order by duty.due_at, duty.id`.execute(tx);
  return rows;
}

/** The duties of a commitment that were reported or came due, the newest first, and where the next page begins; null at the end. */
export async function toldDuties(
  tx: Transaction<Tables>,
  commitment: string,
  asked: DutiesShown & { readonly only: 'kept' | 'breached' | null; readonly after: Place | null },
): Promise<{ rows: DutyTold[]; next: Place | null }> {
  const { only, after } = asked;
  const moment = at(asked);
  const reported = sql`case when duty.reported_at <= ${moment} then duty.reported_at end`;
  const ofKind = { kept: sql`${reported} <= duty.due_at`, breached: sql`coalesce(${reported} > duty.due_at, true)` };
  const { rows } = await sql<DutyTold>`
    select ${COLUMNS}, duty.told_at as "toldAt", duty.known_at as "reportedAt", duty.done_on::text as "doneOn", person.name as by,
      note.text as note, duty.file_id as "fileId", file.name as "fileName", duty.event_id as "eventId",
      explained.told as explanation
    from (
      select duty.*, ${TOLD_AT} as told_at, ${reported} as known_at from pledge.duty duty
      where ${serving(commitment, asked)} and ${TOLD_AT} <= ${moment} and (duty.reported_at <= ${moment} or duty.due_at < ${moment})
        and ${only === null ? sql`true` : ofKind[only]}
        and ${after === null ? sql`true` : sql`(${TOLD_AT}, duty.id) < (${after.value}::timestamptz, ${after.id}::uuid)`}
      order by ${TOLD_AT} desc, duty.id desc limit ${SHOWN + 1}) duty ${NAMED}
      left join pledge.person person on person.provider_id = duty.provider_id and person.id = duty.person_id
      left join pledge.file file on file.provider_id = duty.provider_id and file.id = duty.file_id
      left join pledge.event_text note on note.provider_id = duty.provider_id and note.event_id = duty.event_id and note.field = 'note'
      left join lateral (${explanation(moment)}) explained on duty.explained_at <= ${moment}
    order by duty.told_at desc, duty.id desc`.execute(tx);
  const shown = rows.slice(0, SHOWN);
  const last = rows.length > SHOWN ? shown.at(-1) : undefined;
  return { rows: shown, next: last === undefined ? null : { value: formatInstant(last.toldAt as Instant), id: last.id } };
}

/** What was told last of the cause of `duty`, as one value. */
function explanation(moment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select json_build_object('cause', cause.text, 'measure', measure.text, 'responsible', person.name, 'dueOn', event.payload->'data'->>'dueOn') as told
    from pledge.event event
      left join pledge.event_text cause on cause.provider_id = event.provider_id and cause.event_id = event.id and cause.field = 'cause'
      left join pledge.event_text measure on measure.provider_id = event.provider_id and measure.event_id = event.id and measure.field = 'measure'
      left join pledge.person person on person.provider_id = event.provider_id and person.id = (event.payload->'data'->>'responsibleId')::uuid
    where event.provider_id = duty.provider_id and event.stream_kind = 'duty' and event.stream_id = duty.id and event.type = 'breachExplained'
      and event.recorded_at <= ${moment}
    order by event.seq desc limit 1`;
}
