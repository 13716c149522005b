import type { ColumnType } from 'kysely';
import type { At, MaybeAt, WithDefault } from './columns.ts';

/** Numbers of one commitment in one month; `month` is its first day, as text. */
interface MonthCounts {
  commitment: string;
  month: string;
  kept: number;
  breached: number;
  waived: number;
  passed: number;
  refused: number;
  explained: number;
  last_at: At;
  last_event_id: string;
}

/** What duties that came due in a month say of one commitment. */
type DutyCounts = Pick<MonthCounts, 'commitment' | 'month' | 'kept' | 'breached' | 'explained' | 'last_at'> & {
  /** Null while none of them was reported. */
  last_event_id: string | null;
};

/** What the register of commitments keeps counted; all of it can be counted anew from events and verdicts. */
export interface RegisterTables {
  'pledge.fulfilment_mark': {
    provider_id: string;
    seq: ColumnType<number, never, never>;
    request_id: string;
    event_ids: string[];
  };
  'pledge.fulfilment_month': MonthCounts & { provider_id: string; customer_id: string; project_id: string };
  'pledge.fulfilment_house_month': MonthCounts & { provider_id: string };
  'pledge.step_refusal': {
    provider_id: string;
    id: string;
    customer_id: string | null;
    request_id: string;
    subject_kind: string;
    subject_id: string;
    step: string;
    guards: string[];
    commitments: string[];
    actor_key: string;
    person_id: string | null;
    refused_on: string;
    times: WithDefault<number>;
    first_at: At;
    last_at: At;
  };
  'pledge.breach_explanation': {
    provider_id: string;
    customer_id: string | null;
    request_id: string;
    subject_kind: string;
    subject_id: string;
    clock: string;
    cycle: number;
    first_event_id: string;
    event_id: string;
    responsible_id: string;
    due_on: string;
    explained_at: At;
  };
  'pledge.attestation': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    commitment: string;
    person_id: string;
    file_id: string;
    attested_on: string;
    holds_until: string;
    recorded_at: At;
    seq: number;
    last_hash: Buffer;
  };
  'pledge.duty': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    plan_id: string;
    work: string;
    due_on: string;
    site: string | null;
    product: string | null;
    opens_at: At;
    warns_at: At;
    due_at: At;
    due_month: string;
    commitments: string[];
    withdrawn_at: MaybeAt;
    reported_at: MaybeAt;
    done_on: WithDefault<string | null>;
    person_id: WithDefault<string | null>;
    file_id: WithDefault<string | null>;
    event_id: WithDefault<string | null>;
    seq: WithDefault<number | null>;
    last_hash: WithDefault<Buffer | null>;
    explained_at: MaybeAt;
    counted_at: MaybeAt;
  };
  'pledge.duty_month': DutyCounts & { provider_id: string; customer_id: string; project_id: string };
  'pledge.duty_house_month': DutyCounts & { provider_id: string };
  'pledge.duty_course': {
    provider_id: string;
    project_id: string;
    customer_id: string;
    plan_id: string | null;
    since: At;
    next_at: MaybeAt;
  };
  'pledge.register_counting': {
    provider_id: string;
    stage: 'clearing' | 'unassigned' | 'projects';
    project_id: string | null;
    request_id: string | null;
    requests: WithDefault<number>;
    begun_at: At;
  };
  'pledge.register_count': { provider_id: string; counted_at: At };
}
