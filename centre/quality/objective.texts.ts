import type { PlanObjective } from '#centre/plan/objectives.rules.ts';
import { own } from '#centre/plan/plan-tree.rules.ts';
import { objectiveTextsEn } from './objective.texts.en.ts';
import { objectiveTextsZh } from './objective.texts.zh.ts';

/** What an objective is called: the plan's words, or those for its name, or the name itself. */
export function objectiveTitle(name: string, { zh, en }: Pick<PlanObjective, 'zh' | 'en'>): { zh: string; en: string } {
  const known: Readonly<Record<'zh' | 'en', string | undefined>> = {
    zh: own<string>(objectiveTextsZh, name),
    en: own<string>(objectiveTextsEn, name),
  };
  return { zh: zh ?? known.zh ?? name, en: en ?? known.en ?? zh ?? name };
}
