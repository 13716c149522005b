import { writeFileSync } from 'node:fs';
import { planReference } from '#centre/plan/index.ts';

/** Writes the pages on the plan's format, in both languages, from the format itself; a test compares them. */
export const PLAN_PAGES = [
  { page: new URL('../docs/plan-reference.md', import.meta.url), language: 'en' },
  { page: new URL('../docs/plan-reference.zh-CN.md', import.meta.url), language: 'zh' },
] as const;

if (import.meta.main) for (const { page, language } of PLAN_PAGES) writeFileSync(page, planReference(language));
