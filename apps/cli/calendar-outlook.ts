import type { House } from '#centre/house.ts';
import type { NoticePreview } from '#centre/requests/recounts/recounts.schema.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import type { CommandHouse } from './house.ts';
import { print, printJson } from './input.ts';

/** So many of the clocks are shown one by one. */
const SHOWN = 20;

/** What a look at the holiday table needs of a house. */
export function looking({ db }: CommandHouse): Pick<House, 'db' | 'time'> {
  return { db, time: databaseTime };
}

/** `--dry-run`: which days would be counted otherwise, and which due times; what is refused ends the command. */
export function printOutlook(answer: RouteAnswer | Refusal, { json, about = '' }: { json?: boolean; about?: string }): void {
  if (isRefusal(answer)) throw new CliError(1, `${about}${answer.message.en}`);
  const outlook = answer.body as NoticePreview;
  if (json === true) return printJson(outlook);
  const { set, year, isKnown, withdrawn, days, requests, changed, breached, changes } = outlook;
  if (isKnown) return print([`${set} ${year}: it is known already. Nothing was changed.`]);
  print([
    ...days.map(({ date, was, is }) => `${date}: ${was} → ${is}`),
    ...(withdrawn ? [`Nothing would be known of ${year} any more: due times in it would be provisional.`] : []),
    `${requests} requests looked at: ${changed} clocks would have another due time, ${breached} of them overdue by that. Nothing was changed.`,
    ...changes.slice(0, SHOWN).map(({ request, name, dueBefore, dueAfter }) => {
      return `  ${request.number} ${name.zh} ${name.en}: ${dueBefore ?? 'none'} → ${dueAfter ?? 'none'}`;
    }),
    ...(changed > SHOWN ? [`  and ${changed - SHOWN} more`] : []),
  ]);
}
