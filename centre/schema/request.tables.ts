import type { At, JsonOf, MaybeAt, Told, WithDefault } from './columns.ts';

/** Requests, their conversation and their files. */
export interface RequestTables {
  'pledge.service_request': {
    provider_id: string;
    id: string;
    customer_id: string | null;
    project_id: string | null;
    site_id: string | null;
    plan_id: string | null;
    number: string;
    title: string;
    content: string;
    kind: string | null;
    severity: string | null;
    channel: string;
    contact_id: string | null;
    enquirer_name: string | null;
    enquirer_phone: string | null;
    enquirer_email: string | null;
    symptom: string | null;
    service_number: string | null;
    first_answer: string | null;
    asset_id: string | null;
    external_id: string | null | undefined;
    flow: string;
    flow_version: number;
    state: string;
    road: string;
    round: number;
    owner_unit_id: string | null;
    owner_person_id: string | null;
    received_at: At;
    closed_at: MaybeAt;
    details: JsonOf<Record<string, unknown>>;
    next_due_at: MaybeAt;
    wake_at: Told<number | null>;
    seq: number;
    last_hash: Buffer;
    version: number;
  };
  'pledge.message': {
    provider_id: string;
    id: string;
    customer_id: string | null;
    request_id: string;
    event_id: string;
    channel: string;
    direction: 'incoming' | 'outgoing' | 'internal';
    author_kind: string;
    person_id: string | null;
    contact_id: string | null;
    text: string;
    file_ids: string[];
    delivery: 'noted' | 'queued' | 'sent' | 'failed' | 'read';
    external_id: string | null;
    automatic: boolean;
    occurred_at: At;
    recorded_at: At;
  };
  'pledge.outbox': {
    provider_id: string;
    id: string;
    message_id: string;
    channel: string;
    recipient: string;
    attempts: WithDefault<number>;
    next_at: MaybeAt;
    delivered_at: MaybeAt;
    last_error: string | null | undefined;
  };
  'pledge.file': {
    provider_id: string;
    id: string;
    customer_id: string | null;
    digest: string;
    name: string;
    media_type: string;
    size: number;
    status: 'unchecked' | 'clean' | 'refused';
    person_id: string | null;
    uploaded_at: At;
  };
  'pledge.file_use': {
    provider_id: string;
    file_id: string;
    event_id: string;
    request_id: string;
    customer_id: string | null;
    visibility: 'shared' | 'internal';
  };
  /** What is looked for: made of the rows it speaks of, and made again from them. */
  'pledge.text_index': {
    provider_id: string;
    request_id: string;
    kind: 'serviceRequest' | 'message' | 'event' | 'record';
    subject_id: string;
    customer_id: string | null;
    visibility: 'shared' | 'internal';
    at: At;
    folded: string;
    grams: number[];
  };
  'pledge.text_index_filling': {
    provider_id: string;
    up_to: string;
    done_at: MaybeAt;
  };
  'pledge.saved_view': {
    provider_id: string;
    id: string;
    person_id: string;
    unit_id: string | null;
    name: string;
    query: string;
    place: number;
    version: WithDefault<number>;
  };
}
