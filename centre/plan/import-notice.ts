import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer, CommandRun } from '#platform/command/run-command.ts';
import { awaitTurn } from './activation.store.ts';
import { readNotice, type NoticeYear } from './holiday-notice.rules.ts';
import { newestOf } from './holidays.store.ts';
import { recordNotice } from './notices.store.ts';
import { activePlans } from './plan.store.ts';
import { isSame } from './plan-tree.rules.ts';
import { askForRecount } from './recounts.store.ts';

/** A notice that was read and may be imported. */
export interface SoundNotice {
  readonly set: string;
  readonly notice: NoticeYear;
  /** Whether the newest notice of the year says the same. */
  readonly isKnown: boolean;
}

/** Reads a notice and asks whether any active plan counts by its set; else what is wrong with it, all at once. */
export async function soundNotice(
  tx: Transaction<Tables>,
  { set, text }: { readonly set: string; readonly text: string },
): Promise<SoundNotice | Refusal> {
  const read = readNotice(text);
  if ('faults' in read)
    return refusal(
      422,
      'noNotice',
      {
        zh: `这不是可以导入的放假通知：${read.faults.map(({ zh }) => zh).join(' ')}`,
        en: `This is no notice that can be imported: ${read.faults.map(({ en }) => en).join(' ')}`,
      },
      { details: { faults: read.faults } },
    );
  const known = await setsInUse(tx);
  if (!known.includes(set))
    return refusal(422, 'unknownHolidaySet', {
      zh: `没有任何生效方案的日历使用节假日表${set}。可用：${known.join('、') || '无'}。`,
      en: `No calendar of an active plan counts by the holiday set ${set}. There is: ${known.join(', ') || 'none'}.`,
    });
  const { notice } = read;
  const { off, makeUp } = notice;
  const before = await newestOf(tx, set, notice.year);
  const isKnown = before !== undefined && isSame({ off: before.off, makeUp: before.makeUp }, { off, makeUp });
  return { set, notice, isKnown };
}

/**
 * Takes a year's notice into the provider's holiday table, with its event. The newest notice of a year holds; clocks that run are
 * counted again by the workers, what has ended keeps its verdict (decision 0025). The same days again change nothing.
 */
export async function importNotice(
  run: CommandRun<Tables>,
  command: { actor: Actor; set: string; text: string },
): Promise<Answer | Refusal> {
  await awaitTurn(run.tx);
  const sound = await soundNotice(run.tx, command);
  if (isRefusal(sound)) return sound;
  const { set, notice, isKnown } = sound;
  const { year, off, makeUp } = notice;
  const body = { set, year, off, makeUp };
  if (isKnown) return { status: 200, body: { ...body, isNew: false } };
  const id = await recordNotice(run, { actor: command.actor, set, notice });
  const recountId = await askForRecount(run, command.actor, { notice: true });
  return { status: 201, body: { ...body, id, isNew: true, recountId } };
}

/** The holiday sets that calendars of the active plans name. */
export async function setsInUse(tx: Transaction<Tables>): Promise<string[]> {
  const calendars = (await activePlans(tx)).flatMap(({ plan }) => Object.values(plan.calendars));
  return [...new Set(calendars.flatMap((one) => (one.kind === 'weekly' && one.holidays != null ? [one.holidays] : [])))];
}
