import { terminalSpeaksChinese } from '#platform/config/start-error.ts';
import { doctorTextsEn } from './doctor.texts.en.ts';
import { doctorTextsZh, type DoctorTexts } from './doctor.texts.zh.ts';

/** `note`: neither right nor wrong, worth knowing. */
export type FindingState = 'well' | 'note' | 'wrong';

/** What one check found. */
export interface Finding {
  readonly state: FindingState;
  readonly code: keyof DoctorTexts;
  /** How it is and, where it is wrong, what to do: one line in the terminal's language. */
  readonly text: string;
}

type Values = Readonly<Record<string, string | number>>;

export const well = (code: keyof DoctorTexts, values: Values = {}): Finding => finding('well', code, values);
export const note = (code: keyof DoctorTexts, values: Values = {}): Finding => finding('note', code, values);
export const wrong = (code: keyof DoctorTexts, values: Values = {}): Finding => finding('wrong', code, values);

function finding(state: FindingState, code: keyof DoctorTexts, values: Values): Finding {
  const template = (terminalSpeaksChinese() ? doctorTextsZh : doctorTextsEn)[code];
  return { state, code, text: template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')) };
}
