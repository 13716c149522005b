import { foreseeAll, movingTo, type Outlooks } from '#centre/commitments/index.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import { mayMove, reportLines, versionToCome, type VersionToCome } from '#centre/plan/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, withHouse } from './house.ts';
import { print, printJson } from './input.ts';

/** So many of the clocks are shown one by one. */
const SHOWN = 20;

/** `pledge plan apply --dry-run`: whether the version would become active, and what would become of the requests that run; changes nothing. */
export async function dryRun(file: string, text: string, options: { json?: boolean }): Promise<void> {
  const { version, outlook } = await withHouse(async (house) => {
    const providerId = neededProvider(house);
    const found = await inReading(house.db, { providerId, customerId: null }, (tx, databaseNow) =>
      versionToCome(tx, { providerId, text, fileName: file, now: databaseTime.now(instant(databaseNow)) }),
    );
    if (found === null || isRefusal(found)) return { version: found, outlook: null };
    if (found.isStored || !mayMove(found.plan.plan)) return { version: found, outlook: null };
    const recounting = movingTo(found.plan);
    return {
      version: found,
      outlook: await foreseeAll({ db: house.db, time: databaseTime }, { providerId, recounting, keep: SHOWN }),
    };
  });
  if (isRefusal(version)) {
    const diagnostics = (version.details?.['diagnostics'] ?? []) as Parameters<typeof reportLines>[0];
    if (options.json === true) printJson({ code: version.code, diagnostics });
    else print(reportLines(diagnostics, text));
    throw new CliError(1, version.message.en);
  }
  if (options.json === true) return printJson({ moves: outlook !== null, ...countsOf(outlook) });
  if (version !== null) print(reportLines(version.warnings, text));
  print(outcomeLines(version, outlook));
}

function countsOf(outlook: Outlooks | null): Pick<Outlooks, 'moved' | 'stayed' | 'changed' | 'breached'> {
  const { moved, stayed, changed, breached } = outlook ?? { moved: 0, stayed: 0, changed: 0, breached: 0 };
  return { moved, stayed, changed, breached };
}

function outcomeLines(version: VersionToCome | null, outlook: Outlooks | null): string[] {
  if (version === null) return ['It would be the first plan of its project: no request runs under one. Nothing was changed.'];
  const { id, revision } = version.plan.plan.plan;
  if (version.isStored) return [`${id} revision ${revision} is stored already. Nothing was changed.`];
  if (outlook === null)
    return [`${id} revision ${revision} could become active. Requests that run keep their version. Nothing was changed.`];
  const { moved, stayed, changed, breached } = outlook;
  return [
    `${id} revision ${revision} could become active. Nothing was changed.`,
    `  ${moved} running requests would go over to it; ${stayed} could not and would stay.`,
    `  ${changed} clocks would have another due time or other terms, ${breached} of them overdue by that.`,
    ...outlook.first.map(({ difference: { before, after } }) => {
      const name = clockName(after.clock.clock, version.plan.plan);
      return `    ${name.zh} ${name.en}: ${due(before.clock.answer.dueAt)} → ${due(after.clock.answer.dueAt)}`;
    }),
    ...(changed > outlook.first.length ? [`    and ${changed - outlook.first.length} more`] : []),
  ];
}

function due(at: Parameters<typeof formatInstant>[0] | null): string {
  return at === null ? 'none' : formatInstant(at);
}
