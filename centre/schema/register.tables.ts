import type { ColumnType } from 'kysely';
import type { At } from './columns.ts';

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
  'pledge.clock_at_risk': {
    provider_id: string;
    subject_kind: string;
    subject_id: string;
    clock: string;
    cycle: number;
    customer_id: string;
    project_id: string;
    request_id: string;
    commitments: string[];
  };
  'pledge.register_count': { provider_id: string; counted_at: At };
}
