import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { BothLanguages } from './clock-view.schema.ts';
import { clockNamesEn } from './clock-names.texts.en.ts';
import { clockNamesZh } from './clock-names.texts.zh.ts';

/** The plan's own words first, then the product's, then the identifier. */
export function clockName(id: string, plan: Pick<ServicePlan, 'clocks'>): BothLanguages {
  const written = plan.clocks[id];
  const known = id as keyof typeof clockNamesZh;
  return { zh: written?.zh ?? clockNamesZh[known] ?? id, en: written?.en ?? clockNamesEn[known] ?? id };
}
