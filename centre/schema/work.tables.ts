import type { ColumnType } from 'kysely';
import type { At, JsonOf, MaybeAt, MaybeJson, Told } from './columns.ts';

/** Orders, visits, consents and records of a request. */
export interface WorkTables {
  'pledge.task_order': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    site_id: string | null;
    request_id: string;
    state: string;
    flow_version: number;
    urgent: boolean;
    proposer_id: string | null;
    leader_id: string | null;
    service_mode: string;
    required_by: MaybeAt;
    issued_at: MaybeAt;
    approve_by: MaybeAt;
    approved_at: MaybeAt;
    approval_overdue_at: Told<number | null>;
    details: JsonOf<Record<string, unknown>>;
    seq: number;
    last_hash: Buffer;
    version: number;
  };
  'pledge.task_assignee': {
    provider_id: string;
    task_order_id: string;
    person_id: string;
    unit_id: string | null;
    level: number;
    customer_id: string;
  };
  /** Kept by triggers on requests and the lines of orders. */
  'pledge.request_doer': {
    provider_id: string;
    request_id: string;
    person_id: string;
    received_at: At;
    closed_at: MaybeAt;
    customer_id: string | null;
  };
  'pledge.site_visit': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    site_id: string | null;
    request_id: string;
    task_order_id: string;
    state: string;
    flow_version: number;
    level: number;
    details: JsonOf<Record<string, unknown>>;
    seq: number;
    last_hash: Buffer;
    version: number;
    /** Epoch milliseconds; null while the visit goes on. */
    ended_at: ColumnType<number | null, never, never>;
  };
  'pledge.consent': {
    provider_id: string;
    id: string;
    customer_id: string;
    request_id: string;
    visit_id: string | null;
    scope: string;
    what: string;
    why: string;
    given_by: string | null;
    means: string | null;
    refused: boolean;
    from_at: At;
    until_at: MaybeAt;
    withdrawn_at: MaybeAt;
  };
  'pledge.record': {
    provider_id: string;
    id: string;
    customer_id: string | null;
    project_id: string | null;
    site_id: string | null;
    request_id: string;
    task_order_id: string | null;
    form: string;
    document_number: string;
    document_version: string;
    record_number: string | null;
    state: 'draft' | 'open' | 'frozen' | 'voided';
    field_values: JsonOf<Record<string, unknown>>;
    stored: JsonOf<Record<string, unknown>>;
    replaces_id: string | null;
    void_reason: string | null;
    voided_at: MaybeAt;
    seq: number;
    last_hash: Buffer;
    version: number;
    created_at: At;
  };
  'pledge.record_signature': {
    provider_id: string;
    id: string;
    customer_id: string | null;
    record_id: string;
    field: string;
    block: string;
    signer_name: string;
    signer_role: string;
    person_id: string | null;
    contact_id: string | null;
    means: string;
    strokes: MaybeJson<unknown>;
    covers: string[];
    digest: string;
    signed_at: At;
    recorded_at: At;
  };
}
