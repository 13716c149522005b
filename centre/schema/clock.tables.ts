import type { ColumnType } from 'kysely';
import type { At, JsonOf, MaybeAt, MaybeJson } from './columns.ts';

/** What clocks are told, what they answer, what became of them. */
export interface ClockTables {
  'pledge.clock_event': {
    provider_id: string;
    seq: ColumnType<number, never, never>;
    subject_kind: string;
    subject_id: string;
    event_id: string;
    place: number;
    customer_id: string | null;
    request_id: string;
    type: string;
    at: At;
    recorded_at: At;
    reason: string | null;
    automatic: boolean;
    fields: MaybeJson<Record<string, unknown>>;
  };
  'pledge.clock': {
    provider_id: string;
    subject_kind: string;
    subject_id: string;
    clock: string;
    cycle: number;
    customer_id: string | null;
    project_id: string | null;
    site_id: string | null;
    request_id: string;
    plan_id: string;
    state: string;
    limit_text: string | null;
    unit: string | null;
    calendar: string;
    limit_seconds: number | null;
    elapsed_seconds: number;
    remaining_seconds: number | null;
    started_at: MaybeAt;
    due_at: MaybeAt;
    stopped_at: MaybeAt;
    breached: boolean;
    breached_at: MaybeAt;
    past_breaches: JsonOf<{ limit: string; breachedAt: number }[]>;
    warn_at: JsonOf<(number | null)[]>;
    paused_for: string[];
    cancel_cause: string | null;
    provisional: boolean;
    counts: boolean;
    commitments: string[];
    next_at: MaybeAt;
  };
  'pledge.clock_outcome': {
    provider_id: string;
    subject_kind: string;
    subject_id: string;
    clock: string;
    cycle: number;
    verdict: string;
    at: At;
    customer_id: string | null;
    project_id: string | null;
    site_id: string | null;
    unit_id: string | null;
    person_id: string | null;
    request_id: string;
    plan_id: string;
    commitments: string[];
    limit_text: string | null;
    due_at: MaybeAt;
    late_seconds: number | null;
    event_id: string;
    recorded_at: At;
  };
}
