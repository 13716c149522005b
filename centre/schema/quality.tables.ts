import type { At } from './columns.ts';

/** How many there are in a month; `month` is its first day, as text. */
interface QuantityCount {
  provider_id: string;
  quantity: string;
  month: string;
  detail: string;
  count: number;
}

/** What quality objectives are counted from; all of it can be counted anew. */
export interface QualityTables {
  'pledge.quality_fact': {
    provider_id: string;
    request_id: string;
    quantity: string;
    place: string;
    customer_id: string;
    project_id: string;
    at: At;
    month: string;
    detail: string;
    seconds: number | null;
  };
  'pledge.quality_month': QuantityCount & { customer_id: string; project_id: string };
  'pledge.quality_house_month': QuantityCount;
}
