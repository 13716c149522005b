import type { Transaction } from 'kysely';
import { limitText, noticedDays, noticesAt, type Outlooks } from '#centre/commitments/index.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import { planById, takenBackAt, type StoredPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { ClockChangeView, ClockRecountView } from './recounts.schema.ts';
import type { ChangeRow, RecountRow } from './recounts.store.ts';

/** A recount as the API tells it; the dates that a notice changed are worked out from the holiday table. */
export async function recountView(tx: Transaction<Tables>, row: RecountRow): Promise<ClockRecountView> {
  const notices = row.noticed_at === null ? [] : await noticesAt(tx, instant(row.noticed_at));
  const takingsBack = row.noticed_at === null ? [] : await takenBackAt(tx, instant(row.noticed_at));
  const { code, revision, project } = row;
  return {
    id: row.id,
    cause: row.cause,
    notices: notices.map((notice) => ({
      set: notice.set,
      year: notice.year,
      source: notice.source,
      days: noticedDays(notice),
      takenBack: takingsBack.some(({ set, year }) => set === notice.set && year === notice.year),
    })),
    plan:
      typeof row.plan_id === 'string' && code !== null && revision !== null && project !== null
        ? { id: row.plan_id, code, revision, project }
        : null,
    by: row.person ?? row.operator ?? null,
    state: row.state,
    askedAt: formatInstant(instant(row.asked_at)),
    beginsAt: formatInstant(instant(row.begins_at)),
    endedAt: text(row.ended_at),
    requests: row.requests ?? null,
    count: {
      done: row.done,
      moved: row.moved,
      stayed: row.stayed,
      changed: row.changed,
      breached: row.breached,
      warned: row.warned,
    },
  };
}

/** What was written of changed clocks, with the names that their plans give them. `toCome`: a version that is not stored. */
export async function changeViews(
  tx: Transaction<Tables>,
  rows: readonly ChangeRow[],
  toCome?: StoredPlan,
): Promise<ClockChangeView[]> {
  const views: ClockChangeView[] = [];
  for (const row of rows) {
    const { plan } = toCome?.id === row.plan_id ? toCome : await planById(tx, row.plan_id);
    views.push({
      id: row.id,
      request: { id: row.request_id, number: row.number },
      clock: row.clock,
      name: clockName(row.clock, plan),
      state: row.state,
      cancelCause: row.cancel_cause,
      dueBefore: text(row.due_before),
      dueAfter: text(row.due_after),
      remainingBefore: row.remaining_before,
      remainingAfter: row.remaining_after,
      limitBefore: row.limit_before,
      limitAfter: row.limit_after,
      timezone: plan.calendars[row.calendar_after]?.timezone ?? plan.plan.timezone,
      days: row.days,
      breachedAt: text(row.breached_at),
    });
  }
  return views;
}

/** The same of what a recount would change; `numbers`: of the requests that the caller may see, the others are left out. */
export async function foreseenViews(
  tx: Transaction<Tables>,
  told: { readonly first: Outlooks['first']; readonly toCome?: StoredPlan },
  numbers: ReadonlyMap<string, string>,
): Promise<ClockChangeView[]> {
  const rows = told.first.flatMap((foreseen, place): ChangeRow[] => {
    const number = numbers.get(foreseen.requestId);
    return number === undefined ? [] : [rowOf(foreseen, { number, id: String(place) })];
  });
  return changeViews(tx, rows, told.toCome);
}

function rowOf({ requestId, planId, difference }: Outlooks['first'][number], named: { number: string; id: string }): ChangeRow {
  const [was, is] = [difference.before.clock, difference.after.clock];
  return {
    ...named,
    request_id: requestId,
    plan_id: planId,
    clock: is.clock,
    state: is.state,
    cancel_cause: is.cancelCause,
    due_before: was.answer.dueAt,
    due_after: is.answer.dueAt,
    remaining_before: was.answer.remainingSeconds,
    remaining_after: is.answer.remainingSeconds,
    limit_before: limitText(was.definition),
    limit_after: limitText(is.definition),
    calendar_after: is.definition.calendar,
    days: [...difference.days],
    breached_at: difference.breachedAt,
  };
}

function text(at: number | null): string | null {
  return at === null ? null : formatInstant(instant(at));
}
