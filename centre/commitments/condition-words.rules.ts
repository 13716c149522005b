import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { own } from '#centre/plan/plan-tree.rules.ts';
import { flowModules } from '#flows/registry.ts';
import type { BothLanguages } from './clock-view.schema.ts';
import type { Condition } from './subject-clocks.schema.ts';

type PlanOfConditions = Pick<ServicePlan, 'severities' | 'faultHandling'>;
type Word = { readonly zh: string; readonly en?: string | undefined };

/** Under which of their options the forms of the flows have the words of a field's values. */
const OPTIONS_OF: Readonly<Record<string, string>> = {
  kind: 'kinds',
  channel: 'contactChannel',
  serviceMode: 'serviceMode',
  damageCause: 'damageCauses',
  enquiryStage: 'enquiryStage',
};

/** What a condition asks for, in words: `系统严重故障、部分重要服务不正常`; a value that nothing names stands as the plan has it. */
export function conditionWords(condition: Condition, plan: PlanOfConditions): BothLanguages {
  const fields = Object.entries(condition).map(([field, values]) =>
    [values].flat().map((value) => wordOf(field, String(value), plan) ?? { zh: String(value) }),
  );
  return {
    zh: fields.map((words) => words.map(({ zh }) => zh).join('、')).join('，'),
    en: fields.map((words) => words.map(({ zh, en }) => en ?? zh).join(' / ')).join(', '),
  };
}

function wordOf(field: string, value: string, { severities, faultHandling }: PlanOfConditions): Word | undefined {
  if (field === 'severity') return own(severities, value);
  if (field === 'faultType') return own(faultHandling.types, value);
  if (field === 'emergencyKind') return own(faultHandling.emergencies, value);
  const name = own(OPTIONS_OF, field) ?? '';
  for (const { texts } of Object.values(flowModules).flatMap((module) => module ?? [])) {
    const zh = own(own(texts.zh.options, name), value);
    if (zh !== undefined) return { zh, en: own(own(texts.en.options, name), value) };
  }
  return undefined;
}
