import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/index.ts';
import { applyPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { peopleTheHouse, type PlaceNames } from './house-people.ts';

/** When plans were applied and people came. */
export const FURNISHED_AT = '2026-03-01T09:00:00+08:00';

/** A plan of `plans/` that a house lives by, and where its people belong in it. */
export interface HousePlan {
  readonly file: string;
  readonly places?: PlaceNames;
  /** What is made of its text before it is applied. */
  readonly rewritten?: (text: string) => string;
}

export const SAMPLE: HousePlan = { file: 'sample-plan.yaml' };

/** The plan of another provider, in another zone: its branches, sites and contacts in the places of the sample plan's. */
export const SECOND_PLAN: HousePlan = {
  file: 'second-plan.yaml',
  places: {
    CSC: 'KD',
    HQ: 'ZE',
    QG: 'QM',
    SG: 'TS',
    'BR-CD': 'NL-OL',
    'BR-MY': 'NL-HB',
    'SITE-01': 'INSEL',
    'CT-01': 'P-brandt',
    'CT-02': 'P-vogt',
    'CT-03': 'P-olsen',
  },
};

export function planPath(plan: HousePlan): string {
  return fileURLToPath(new URL(`../../plans/${plan.file}`, import.meta.url));
}

/** The text that the house lives by. */
export async function planTextOf(plan: HousePlan): Promise<string> {
  const text = await readFile(planPath(plan), 'utf8');
  return plan.rewritten?.(text) ?? text;
}

/** Who applies plans in tests. */
export function tester(providerId: string): Actor {
  return {
    kind: 'operator',
    providerId,
    personId: null,
    name: 'tester',
    positions: [],
    customerId: null,
    contactId: null,
    language: 'zh',
  };
}

/** A provider with its plan and its people; `prefix` stands before their sign-in names. */
export async function furnishProvider(
  tx: Transaction<Tables>,
  about: { providerId: string; plan: HousePlan; text: string; now: Instant; prefix: string },
): Promise<void> {
  const { providerId, plan, text, now, prefix } = about;
  await tx
    .insertInto('pledge.provider')
    .values({
      provider_id: providerId,
      name: JSON.stringify({ zh: '示例信息技术有限公司', en: 'Example Information Technology Co., Ltd.' }),
      created_at: '2026-01-01T00:00:00Z',
    })
    .execute();
  const applied = await applyPlan({ tx, now, at: now, lateReason: null }, { actor: tester(providerId), text });
  if (isRefusal(applied)) throw new Error(`${plan.file} was refused: ${applied.message.en} ${JSON.stringify(applied.details)}`);
  const project = await tx.selectFrom('pledge.project').select('id').executeTakeFirstOrThrow();
  await peopleTheHouse(tx, { providerId, projectId: project.id, now, prefix }, plan.places);
}
