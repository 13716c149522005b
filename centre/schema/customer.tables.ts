import type { At, JsonOf, MaybeAt, MaybeJson, Names, Told } from './columns.ts';

/** Customers and what they hold. */
/** How a project that is not there yet is called, and whose it will be: `id` is the code of each. */
export interface PartiesToCome {
  readonly project: { readonly id: string; readonly name: Names };
  readonly customer: { readonly id: string; readonly name: Names };
}

export interface CustomerTables {
  'pledge.customer': { provider_id: string; id: string; code: string; name: JsonOf<Names> };
  'pledge.site': {
    provider_id: string;
    id: string;
    customer_id: string;
    code: string;
    name: JsonOf<Names>;
    is_central: boolean;
    serving_unit_id: string | null;
    travel_time: string | null;
    address: string | null;
  };
  'pledge.contact': {
    provider_id: string;
    id: string;
    customer_id: string;
    code: string | null;
    name: string | null;
    role: string;
    site_id: string | null;
    phone: string | null;
    email: string | null;
    erased_at: MaybeAt;
    erased_under: string | null | undefined;
  };
  'pledge.contact_stream': { provider_id: string; id: string; customer_id: string; seq: number; last_hash: Buffer };
  'pledge.project': {
    provider_id: string;
    id: string;
    customer_id: string;
    code: string;
    name: JsonOf<Names>;
    manager_id: string | null;
  };
  'pledge.contract': { provider_id: string; id: string; customer_id: string; project_id: string; number: string };
  'pledge.phase': {
    provider_id: string;
    customer_id: string;
    project_id: string;
    phase: string;
    from_on: string | null;
    to_on: string | null;
  };
  'pledge.partner': { provider_id: string; id: string; project_id: string; code: string; kind: string; name: string };
  'pledge.asset': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    site_id: string | null;
    name: string;
    model: string | null;
    serial_number: string | null;
  };
  'pledge.service_plan': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    code: string;
    revision: number;
    status: 'draft' | 'active' | 'superseded';
    source: string;
    document: JsonOf<unknown>;
    digest: string;
    applied_at: At;
    seq: number;
    last_hash: Buffer;
    timezone: Told<string>;
    /** `YYYY-MM-DD`, as the plan writes it. */
    effective_from: Told<string>;
    /** The same for plans that promise the same by the same means. */
    terms_digest: Told<string>;
  };
  'pledge.plan_draft': {
    provider_id: string;
    id: string;
    /** Null until the first plan of a new customer, or of a new project, is activated. */
    customer_id: string | null;
    project_id: string | null;
    to_come: MaybeJson<PartiesToCome>;
    text: string;
    version: number;
    state: 'open' | 'activated' | 'discarded';
    author_ids: string[];
    changed_by: string;
    changed_at: At;
    offered_version: number | null;
    plan_id: string | null;
  };
  'pledge.plan_approval': {
    provider_id: string;
    id: string;
    customer_id: string;
    project_id: string;
    code: string;
    revision: number;
    /** SHA-256 of the plan's text, as `service_plan` has it. */
    digest: string;
    contact_id: string;
    approved_on: string;
    /** Of the writing that carries it; null where the representative gave it here. */
    evidence_digest: string | null;
    recorded_at: At;
    seq: number;
    last_hash: Buffer;
  };
}
