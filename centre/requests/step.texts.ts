import type { FlowModule } from '#flows/dossier/flow-module.ts';
import type { Words } from '#platform/command/refusal.ts';
import type { GuardVerdict } from '#platform/flow/step.ts';

/** The words of an event, from its flow's own texts. */
export function stepWords(module: FlowModule, event: string): Words {
  return { zh: module.texts.zh.events[event] ?? event, en: module.texts.en.events[event] ?? event };
}

export function stateWords(module: FlowModule, state: string): Words {
  return { zh: module.texts.zh.states[state] ?? state, en: module.texts.en.states[state] ?? state };
}

export function fieldWords(module: FlowModule, field: string): Words {
  return { zh: module.texts.zh.fields[field] ?? field, en: module.texts.en.fields[field] ?? field };
}

/** What forbids and what opens, the case of the guard told apart where its verdict names one; the fields that are empty are named. */
export function guardWords(
  module: FlowModule,
  failure: { guard: string; verdict: Exclude<GuardVerdict, true>; lacking: readonly string[] },
): { reason: Words; remedy: Words } {
  const { guard, verdict } = failure;
  const key = verdict.code === undefined ? guard : `${guard}.${verdict.code}`;
  const pick = (language: 'zh' | 'en', part: 'reason' | 'remedy'): string => {
    const texts = module.texts[language].guards;
    return filled((texts[key] ?? texts[guard])?.[part] ?? guard, verdict.values ?? {});
  };
  const both = (part: 'reason' | 'remedy'): Words => ({ zh: pick('zh', part), en: pick('en', part) });
  const reason = both('reason');
  const lacking = failure.lacking.map((field) => fieldWords(module, field));
  if (lacking.length === 0) return { reason, remedy: both('remedy') };
  return {
    reason: {
      zh: `${reason.zh}缺：${lacking.map((field) => field.zh).join('、')}。`,
      en: `${reason.en} Missing: ${lacking.map((field) => field.en).join(', ')}.`,
    },
    remedy: both('remedy'),
  };
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Words of refusals that concern no single step. */
export const stepTexts = {
  readsOnly: {
    zh: '您的岗位可以查看这条请求，不能在其中留言或联系客户。请交给负责的经理或工程师。',
    en: 'Your position may read this request but not write in it or to the customer. Ask its manager or engineer.',
  },
  outOfOrder: {
    zh: '发生时间不能早于“{event}”（{time}）：这一步在它之后。请核对发生时间。',
    en: 'The time lies before “{event}” ({time}), which this step follows. Check when it happened.',
  },
  unsaid: {
    zh: '“{field}”应在收到请求（{from}）之后，不晚于这一步的发生时间（{to}）。请核对。',
    en: '“{field}” lies outside: after the request was received ({from}) and no later than this step ({to}). Check it.',
  },
  beforeReceipt: {
    zh: '发生时间早于收到请求的时间。请核对发生时间。',
    en: 'The time lies before the request was received. Check when it happened.',
  },
} as const satisfies Readonly<Record<string, Words>>;
