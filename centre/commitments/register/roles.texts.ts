import { positionTextsEn } from '#centre/people/positions.texts.en.ts';
import { positionTextsZh } from '#centre/people/positions.texts.zh.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { roleTextsEn } from './roles.texts.en.ts';
import { roleTextsZh } from './roles.texts.zh.ts';

const zh: Readonly<Record<string, string>> = { ...positionTextsZh, ...roleTextsZh };
const en: Readonly<Record<string, string>> = { ...positionTextsEn, ...roleTextsEn };

/** Whoever answers for a commitment, as people call the role. */
export function roleName(role: string): BothLanguages {
  return { zh: zh[role] ?? role, en: en[role] ?? role };
}
