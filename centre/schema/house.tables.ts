import type { At, JsonOf, MaybeAt, MaybeJson, Names, WithDefault } from './columns.ts';

/** What stands under everything: provider, receipts of commands, numbers. */
export interface HouseTables {
  'pledge.provider': { provider_id: string; name: JsonOf<Names>; created_at: At };
  'pledge.command_receipt': {
    provider_id: string;
    command_id: string;
    actor_key: string;
    path: string;
    body_digest: string;
    status: number | null;
    answer: MaybeJson<unknown>;
    recorded_at: At;
  };
  'pledge.number_series': { provider_id: string; series: string; year: number; last: number };
  'pledge.provider_block': { provider_id: string; block: string; document: JsonOf<unknown>; plan_id: string };
  'pledge.holiday_year': {
    provider_id: string;
    holiday_set: string;
    year: number;
    off: JsonOf<string[]>;
    make_up: JsonOf<string[]>;
    source: string | null;
    imported_at: At;
    recounted_at: MaybeAt;
    withdrawn: WithDefault<boolean>;
  };
  'pledge.holiday_notice': {
    provider_id: string;
    id: string;
    holiday_set: string;
    year: number;
    digest: string;
    published_on: string | null;
    imported_at: At;
    takes_back: WithDefault<string | null>;
    seq: number;
    last_hash: Buffer;
  };
}
