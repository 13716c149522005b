/** What entries of a plan are called: the plan's own words first, then the product's, then the identifier. */
import type { BothLanguages } from '#platform/i18n/language.ts';
import { eventNamesEn } from './event-names.texts.en.ts';
import { eventNamesZh } from './event-names.texts.zh.ts';
import { planNamesEn } from './plan-names.texts.en.ts';
import { planNamesZh } from './plan-names.texts.zh.ts';
import { own } from './plan-tree.rules.ts';
import type { ServicePlan } from './plan.schema.ts';

export function clockName(id: string, plan: Pick<ServicePlan, 'clocks'>): BothLanguages {
  return named('clocks', id, own(plan.clocks, id));
}

export function scheduleName(id: string, plan: Pick<ServicePlan, 'schedules'>): BothLanguages {
  return named('schedules', id, own(plan.schedules, id));
}

export function objectiveName(id: string, { quality }: Pick<ServicePlan, 'quality'>): BothLanguages {
  return named('objectives', id, own(quality?.objectives, id));
}

/** A phase has no words of its own in a plan. */
export function phaseName(id: string): BothLanguages {
  return named('phases', id);
}

/** Of a field that a condition asks. */
export function conditionFieldName(field: string): BothLanguages {
  return named('conditions', field);
}

/** `mon` to `sun`. */
export function weekdayName(id: string): BothLanguages {
  return named('weekdays', id);
}

/** Of an event that clocks know; undefined of any other word. */
export function eventName(id: string): BothLanguages | undefined {
  const zh = own(eventNamesZh, id);
  return zh === undefined ? undefined : { zh, en: own(eventNamesEn, id) ?? zh };
}

interface Written {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}

function named(part: keyof typeof planNamesZh, id: string, written?: Written): BothLanguages {
  return { zh: written?.zh ?? own(planNamesZh[part], id) ?? id, en: written?.en ?? own(planNamesEn[part], id) ?? id };
}
