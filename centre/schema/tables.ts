import type { ColumnType } from 'kysely';
import type { PeopleTables } from '#centre/people/people.tables.ts';
import type { EvidenceTables } from '#platform/evidence-log/evidence.tables.ts';

/** An instant: read as epoch milliseconds, written as ISO 8601 with offset. */
type At = ColumnType<number, string, string>;
type MaybeAt = ColumnType<number | null, string | null | undefined, string | null>;
/** Read as a value, written as JSON text: a bare list would be taken for an SQL array. */
type JsonOf<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;
interface Names {
  zh: string;
  en: string;
}

export interface Tables extends EvidenceTables, PeopleTables {
  'pledge.provider': { provider_id: string; name: JsonOf<Names>; created_at: At };
  'pledge.command_receipt': { provider_id: string; command_id: string; actor_key: string; path: string; body_digest: string; status: number | null; answer: MaybeJson<unknown>; recorded_at: At };
  'pledge.number_series': { provider_id: string; series: string; year: number; last: number };
  'pledge.customer': { provider_id: string; id: string; code: string; name: JsonOf<Names> };
  'pledge.site': { provider_id: string; id: string; customer_id: string; code: string; name: JsonOf<Names>; is_central: boolean; serving_unit_id: string | null; travel_time: string | null; address: string | null };
  'pledge.contact': { provider_id: string; id: string; customer_id: string; code: string | null; name: string | null; role: string; site_id: string | null; phone: string | null; email: string | null; erased_at: MaybeAt; erased_under: string | null | undefined };
  'pledge.contact_stream': { provider_id: string; id: string; customer_id: string; seq: number; last_hash: Buffer };
  'pledge.project': { provider_id: string; id: string; customer_id: string; code: string; name: JsonOf<Names>; manager_id: string | null };
  'pledge.contract': { provider_id: string; id: string; customer_id: string; project_id: string; number: string };
  'pledge.phase': { provider_id: string; customer_id: string; project_id: string; phase: string; from_on: string | null; to_on: string | null };
  'pledge.partner': { provider_id: string; id: string; project_id: string; code: string; kind: string; name: string };
  'pledge.asset': { provider_id: string; id: string; customer_id: string; project_id: string; site_id: string | null; name: string; model: string | null; serial_number: string | null };
  'pledge.service_plan': { provider_id: string; id: string; customer_id: string; project_id: string; code: string; revision: number; status: 'draft' | 'active' | 'superseded'; source: string; document: JsonOf<unknown>; digest: string; applied_at: At; seq: number; last_hash: Buffer };
  'pledge.provider_block': { provider_id: string; block: string; document: JsonOf<unknown>; plan_id: string };
  'pledge.holiday_year': { provider_id: string; holiday_set: string; year: number; off: JsonOf<string[]>; make_up: JsonOf<string[]>; source: string | null; imported_at: At };
  'pledge.service_request': {
    provider_id: string; id: string; customer_id: string | null; project_id: string | null; site_id: string | null; plan_id: string | null; number: string; title: string; content: string;
    kind: string | null; severity: string | null; channel: string; contact_id: string | null; enquirer_name: string | null; enquirer_phone: string | null; enquirer_email: string | null; asset_id: string | null;
    flow: string; flow_version: number; state: string; road: string; round: number; owner_unit_id: string | null; owner_person_id: string | null; received_at: At; closed_at: MaybeAt;
    details: JsonOf<Record<string, unknown>>; next_due_at: MaybeAt; seq: number; last_hash: Buffer; version: number;
  };
  'pledge.message': {
    provider_id: string; id: string; customer_id: string | null; request_id: string; event_id: string; channel: string; direction: 'incoming' | 'outgoing' | 'internal'; author_kind: string; person_id: string | null; contact_id: string | null;
    text: string; file_ids: string[]; delivery: 'noted' | 'queued' | 'sent' | 'failed' | 'read'; external_id: string | null; automatic: boolean; occurred_at: At; recorded_at: At;
  };
  'pledge.outbox': { provider_id: string; id: string; message_id: string; channel: string; recipient: string; attempts: WithDefault<number>; next_at: MaybeAt; delivered_at: MaybeAt; last_error: string | null | undefined };
  'pledge.file': { provider_id: string; id: string; customer_id: string | null; digest: string; name: string; media_type: string; size: number; status: 'unchecked' | 'clean' | 'refused'; person_id: string | null; uploaded_at: At };
  'pledge.clock_event': { provider_id: string; seq: ColumnType<number, never, never>; subject_kind: string; subject_id: string; event_id: string; place: number; customer_id: string | null; request_id: string; type: string; at: At; recorded_at: At; reason: string | null; automatic: boolean; fields: MaybeJson<Record<string, unknown>> };
  'pledge.clock': {
    provider_id: string; subject_kind: string; subject_id: string; clock: string; cycle: number; customer_id: string | null; project_id: string | null; site_id: string | null; request_id: string; plan_id: string;
    state: string; limit_text: string | null; unit: string | null; calendar: string; limit_seconds: number | null; elapsed_seconds: number; remaining_seconds: number | null; started_at: MaybeAt; due_at: MaybeAt; stopped_at: MaybeAt;
    breached: boolean; breached_at: MaybeAt; warn_at: JsonOf<(number | null)[]>; paused_for: string[]; cancel_cause: string | null; provisional: boolean; counts: boolean; commitments: string[]; next_at: MaybeAt;
  };
  'pledge.clock_outcome': {
    provider_id: string; subject_kind: string; subject_id: string; clock: string; cycle: number; verdict: string; at: At; customer_id: string | null; project_id: string | null; site_id: string | null; unit_id: string | null; person_id: string | null;
    request_id: string; plan_id: string; commitments: string[]; limit_text: string | null; due_at: MaybeAt; late_seconds: number | null; event_id: string; recorded_at: At;
  };
  'pledge.task_order': {
    provider_id: string; id: string; customer_id: string; project_id: string; site_id: string | null; request_id: string; state: string; flow_version: number; urgent: boolean; proposer_id: string | null; leader_id: string | null; service_mode: string;
    required_by: MaybeAt; issued_at: MaybeAt; approve_by: MaybeAt; approved_at: MaybeAt; details: JsonOf<Record<string, unknown>>; seq: number; last_hash: Buffer; version: number;
  };
  'pledge.task_assignee': { provider_id: string; task_order_id: string; person_id: string; unit_id: string | null; level: number; customer_id: string };
  'pledge.site_visit': { provider_id: string; id: string; customer_id: string; project_id: string; site_id: string | null; request_id: string; task_order_id: string; state: string; flow_version: number; level: number; details: JsonOf<Record<string, unknown>>; seq: number; last_hash: Buffer; version: number };
  'pledge.consent': { provider_id: string; id: string; customer_id: string; request_id: string; visit_id: string | null; scope: string; what: string; why: string; given_by: string | null; means: string | null; refused: boolean; from_at: At; until_at: MaybeAt; withdrawn_at: MaybeAt };
  'pledge.record': {
    provider_id: string; id: string; customer_id: string | null; project_id: string | null; site_id: string | null; request_id: string; task_order_id: string | null; form: string; document_number: string; document_version: string; record_number: string | null;
    state: 'draft' | 'open' | 'frozen' | 'voided'; field_values: JsonOf<Record<string, unknown>>; stored: JsonOf<Record<string, unknown>>; replaces_id: string | null; void_reason: string | null; voided_at: MaybeAt; seq: number; last_hash: Buffer; version: number; created_at: At;
  };
  'pledge.record_signature': { provider_id: string; id: string; customer_id: string | null; record_id: string; field: string; block: string; signer_name: string; signer_role: string; person_id: string | null; contact_id: string | null; means: string; strokes: MaybeJson<unknown>; covers: string[]; digest: string; signed_at: At; recorded_at: At };
}
