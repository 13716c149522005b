import type { ColumnType } from 'kysely';

/** An instant: read as epoch milliseconds, written as ISO 8601 with offset. */
type At = ColumnType<number, string, string>;
type MaybeAt = ColumnType<number | null, string | null | undefined, string | null>;
type JsonOf<T> = ColumnType<T, string | undefined, string>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface Skill {
  readonly product: string;
  readonly level: string | null;
}

export interface Certificate {
  readonly name: string;
  /** The last day on which it counts; null if it does not expire. */
  readonly expiresOn: string | null;
}

/** The tables of the people desk, for the interface of all tables. */
export interface PeopleTables {
  'pledge.org_unit': {
    provider_id: string;
    id: string;
    code: string;
    kind: string;
    parent_id: Maybe<string>;
    name: string;
    timezone: WithDefault<string>;
  };
  'pledge.person': {
    provider_id: string;
    id: string;
    name: string | null;
    home_unit_id: Maybe<string>;
    language: WithDefault<'zh' | 'en'>;
    customer_id: Maybe<string>;
    contact_id: Maybe<string>;
    disabled_at: MaybeAt;
    erased_at: MaybeAt;
    erased_under: Maybe<string>;
    created_at: At;
    is_program: WithDefault<boolean>;
  };
  'pledge.person_stream': { provider_id: string; id: string; customer_id: Maybe<string>; seq: number; last_hash: Buffer };
  'pledge.second_factor_rule': { provider_id: string; position: string };
  'pledge.person_reach': {
    provider_id: string;
    person_id: string;
    customer_id: Maybe<string>;
    login: string;
    email: Maybe<string>;
    mobile: Maybe<string>;
  };
  'pledge.position_held': {
    provider_id: string;
    id: string;
    person_id: string;
    customer_id: Maybe<string>;
    position: string;
    unit_id: Maybe<string>;
    project_id: Maybe<string>;
    site_id: Maybe<string>;
    from_on: string;
    to_on: Maybe<string>;
    ended_at: MaybeAt;
  };
  'pledge.competence_sheet': {
    provider_id: string;
    person_id: string;
    years: JsonOf<Record<string, number>>;
    skills: JsonOf<Skill[]>;
    attested: WithDefault<string[]>;
    certificates: JsonOf<Certificate[]>;
    implemented_project_ids: WithDefault<string[]>;
    conduct_acknowledged_on: Maybe<string>;
    updated_at: At;
  };
  'pledge.on_call_shift': {
    provider_id: string;
    id: string;
    unit_id: string;
    level: string;
    person_id: string;
    from_at: At;
    to_at: At;
  };
}
