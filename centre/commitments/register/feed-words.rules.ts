import { placeWords } from '#centre/plan/place-words.rules.ts';
import type { PlanPath } from '#centre/plan/plan-diagnostic.schema.ts';
import { objectiveName } from '#centre/plan/plan-names.rules.ts';
import { valueAt } from '#centre/plan/plan-tree.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { flowModules } from '#flows/registry.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { cardTerms } from '../contact-card/card-terms.rules.ts';
import type { Feed } from './register.schema.ts';

/** What a feed names, in words: a guard is told by what it asks for, an objective, a part of the card and a place of the plan by what they are called. */
export function namedIn({ by, names }: Feed, plan: ServicePlan): { name: string; words: BothLanguages }[] {
  return names.flatMap((name) => {
    const words = wordsOf(by, name, plan);
    return words === undefined ? [] : [{ name, words }];
  });
}

function wordsOf(by: Feed['by'], name: string, plan: ServicePlan): BothLanguages | undefined {
  if (by === 'guards') return guardWords(name, 'remedy');
  if (by === 'objectives') return objectiveName(name, plan);
  if (by === 'plan') return placeCalled(name, plan);
  return by === 'card' ? cardTerms(plan).find(({ place }) => place === name)?.title : undefined;
}

/** `organisation.units[0]`; a name of something that is looked at by itself is no place. */
function placeCalled(name: string, plan: ServicePlan): BothLanguages | undefined {
  const path: PlanPath = [...name.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
  return valueAt(plan, path) === undefined ? undefined : placeWords(plan, path);
}

/** What is told by a guard that does not hold: its reason, or what it asks for; undefined where only a single case of it has words. */
export function guardWords(guard: string, part: 'reason' | 'remedy'): BothLanguages | undefined {
  for (const module of Object.values(flowModules)) {
    const zh = module?.texts.zh.guards[guard]?.[part];
    const en = module?.texts.en.guards[guard]?.[part];
    // What names a case needs the case.
    if (zh !== undefined && en !== undefined && !zh.includes('{')) return { zh, en };
  }
  return undefined;
}
