import { formOf, recordNumberOf, type ServicePlan } from '#centre/plan/index.ts';
import { instant } from '#platform/time/instant.ts';
import { yearIn } from '#platform/time/local.ts';
import { REQUEST_NUMBER_PAD, REQUEST_SERIES } from '#centre/requests/numbers.store.ts';
import type { Series } from './load.store.ts';
import type { Template } from './template.ts';

/** Issues numbers on from those that are out: each series of a year without a gap, in the order in which they are asked for. */
export interface Numbers {
  /** A number for the request and each record of a variant, by the story's own. */
  readonly of: (template: Template, movedBy: number) => ReadonlyMap<string, string>;
  readonly series: () => readonly Series[];
}

export function numbersFrom(plan: ServicePlan, issued: readonly Series[]): Numbers {
  const last = new Map(issued.map(({ series, year, last: seq }) => [`${series}/${year}`, { series, year, last: seq }]));
  const years = new Map<number, number>();
  const yearAt = (at: number): number => {
    const day = Math.floor(at / HOUR_MS);
    const year = years.get(day) ?? yearIn(plan.plan.timezone, instant(at));
    years.set(day, year);
    return year;
  };
  const next = (series: string, year: number): number => {
    const key = `${series}/${year}`;
    const seq = (last.get(key)?.last ?? 0) + 1;
    last.set(key, { series, year, last: seq });
    return seq;
  };
  return {
    series: () => [...last.values()],
    of: (template, movedBy) => {
      const year = yearAt(template.beginsAt + movedBy);
      const pad = plan.requestNumber.pad ?? REQUEST_NUMBER_PAD;
      const numbers = new Map([
        [template.number, recordNumberOf(plan.requestNumber.pattern, year, next(REQUEST_SERIES, year), pad)],
      ]);
      for (const record of template.records) {
        const form = formOf(plan, record.form);
        const opened = yearAt(record.createdAt + movedBy);
        numbers.set(
          record.number,
          recordNumberOf(form.recordNumber, opened, next(form.documentNumber, opened), plan.forms?.numbering.pad ?? 4),
        );
      }
      return numbers;
    },
  };
}

/** Zones differ from UTC by less than this cares for: a year begins on a full hour of UTC in China. */
const HOUR_MS = 3_600_000;
