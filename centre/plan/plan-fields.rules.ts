/** What each field of a plan says, found by its place. */
import { partiesFieldsEn } from './plan-fields-parties.texts.en.ts';
import { partiesFieldsZh } from './plan-fields-parties.texts.zh.ts';
import { termsFieldsEn } from './plan-fields-terms.texts.en.ts';
import { termsFieldsZh } from './plan-fields-terms.texts.zh.ts';
import { workFieldsEn } from './plan-fields-work.texts.en.ts';
import { workFieldsZh } from './plan-fields-work.texts.zh.ts';
import { own } from './plan-tree.rules.ts';
import { FORMS } from './vocabulary.ts';

export interface FieldText {
  zh: string;
  en: string;
}

/** Place (`*` for any name or position; a place that begins with `*` ends any other) → what the field says. */
export const PLAN_FIELDS = {
  zh: { ...partiesFieldsZh, ...workFieldsZh, ...termsFieldsZh } as Readonly<Record<string, string>>,
  en: { ...partiesFieldsEn, ...workFieldsEn, ...termsFieldsEn } as Readonly<Record<string, string>>,
};

/** The entry of {@link PLAN_FIELDS} for a place: its own, or the longest of those that end it. Forms are described alike. */
export function fieldKey(place: readonly string[]): string | undefined {
  const steps = place.map((step, index) =>
    index === 1 && place[0] === 'forms' && (FORMS as readonly string[]).includes(step) ? '*' : step,
  );
  const ends = steps.map((_, index) => `*.${steps.slice(index).join('.')}`);
  return [steps.join('.'), ...ends].find((key) => own(PLAN_FIELDS.en, key) !== undefined);
}

/**
 * What a field is called: what is said of it before it goes into detail. `key` is an entry of {@link PLAN_FIELDS}; a description therefore
 * begins with what names the field (`多久一次：时长，或…`).
 */
export function fieldLabel(key: string): FieldText {
  const [zh = ''] = (PLAN_FIELDS.zh[key] ?? '').split(/[：；，（。]/);
  const [en = ''] = (PLAN_FIELDS.en[key] ?? '').split(/ \(|[:;,.](?=\s|$)/);
  return { zh, en };
}

/** What the field at a place says; undefined where nobody has described it. */
export function fieldText(place: readonly string[]): FieldText | undefined {
  const key = fieldKey(place);
  if (key === undefined) return undefined;
  return { zh: PLAN_FIELDS.zh[key] ?? '', en: PLAN_FIELDS.en[key] ?? '' };
}
