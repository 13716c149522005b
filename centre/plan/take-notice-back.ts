import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer, CommandRun } from '#platform/command/run-command.ts';
import type { Instant } from '#platform/time/instant.ts';
import { noticesThatStand, recordNotice } from './notices.store.ts';
import type { NoticeYear } from './holiday-notice.rules.ts';
import { awaitTurn } from './activation.store.ts';
import { askForRecount } from './recounts.store.ts';
import { shippedYears } from './shipped-holidays.ts';

/** Which notice: the one of the year that came in at this instant, as whoever takes it back has seen it. */
export interface NoticeNamed {
  readonly set: string;
  readonly year: number;
  readonly at: Instant;
}

/** A notice that may be taken back. */
export interface TakingBack {
  readonly noticeId: string;
  /** What holds again; without days where nothing is known of the year then. */
  readonly notice: NoticeYear;
  readonly withdrawn: boolean;
}

/**
 * What taking back the notice that holds would leave: the one before it that nobody took back, else the year as the product ships it, else
 * nothing, so that due times in the year are provisional again. What came in with a plan stands in its text and is not taken back.
 */
export async function takingBack(tx: Transaction<Tables>, named: NoticeNamed): Promise<TakingBack | Refusal> {
  const { set, year } = named;
  const [holding, before] = (await noticesThatStand(tx, [set])).filter((notice) => notice.year === year);
  if (holding === undefined || holding.at !== named.at) return notThatOne(year);
  if (holding.id === null) return notImported(year);
  const shipped = shippedYears(set).get(year);
  const again = before ?? (shipped === undefined ? undefined : { ...shipped, source: shipped.publication ?? null });
  return {
    noticeId: holding.id,
    withdrawn: again === undefined,
    notice: {
      year,
      off: [...(again?.off ?? [])],
      makeUp: [...(again?.makeUp ?? [])],
      source: again?.source ?? null,
      publishedOn: null,
    },
  };
}

/**
 * Takes back the notice of a year that holds: what was before it holds again from now on, as a row and an event more. Clocks that run are
 * counted again by the workers, what has ended keeps its verdict, as when a notice comes in (decision 0025).
 */
export async function takeNoticeBack(
  run: CommandRun<Tables>,
  command: { readonly actor: Actor } & NoticeNamed,
): Promise<Answer | Refusal> {
  const { actor, set, year } = command;
  await awaitTurn(run.tx);
  const found = await takingBack(run.tx, command);
  if (isRefusal(found)) return found;
  const { notice, noticeId, withdrawn } = found;
  const id = await recordNotice(run, { actor, set, notice, takesBack: { id: noticeId, withdrawn } });
  const recountId = await askForRecount(run, actor, { notice: true });
  return { status: 201, body: { set, year, off: notice.off, makeUp: notice.makeUp, withdrawn, id, recountId } };
}

function notThatOne(year: number): Refusal {
  return refusal(409, 'noticeNotHolding', {
    zh: `您看到的${year}年通知已不是现行的一份：有人刚导入或撤回过。请重新打开页面再看。`,
    en: `The notice of ${year} that you saw does not hold any more: somebody imported or took one back. Open the page again.`,
  });
}

function notImported(year: number): Refusal {
  return refusal(409, 'noticeNotImported', {
    zh: `${year}年的放假安排随方案或产品而来，没有可以撤回的导入。要更正，请导入新的通知。`,
    en: `The holidays of ${year} came with a plan or with the product: there is no import to take back. To correct them import a notice.`,
  });
}
