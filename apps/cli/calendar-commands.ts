import type { Command } from 'commander';
import { importNotice, noticesThatStand, takeNoticeBack } from '#centre/plan/index.ts';
import { previewNotice, previewTakingBack } from '#centre/requests/index.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { inReading } from '#platform/db/pool.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { looking, printOutlook } from './calendar-outlook.ts';
import { CliError } from './cli-error.ts';
import { neededProvider, operator, withHouse, type CommandHouse } from './house.ts';
import { print, printJson, readInputUpTo } from './input.ts';

interface NoticeOptions {
  readonly set: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A notice has forty days. */
const BYTES_AT_MOST = 1_000_000;

const SET = ['--set <name>', 'the holiday set that the plans’ calendars name', 'cnStatutory'] as const;
const DRY_RUN = ['--dry-run', 'say which days and due times would change; change nothing'] as const;

export function calendarCommands(program: Command): void {
  const calendar = program.command('calendar').description('the holidays that working hours are counted by');
  calendar
    .command('import')
    .description('a year’s notice of holidays and make-up days (JSON, the format of holiday-cn); again: changes nothing')
    .argument('<file>')
    .option(...SET)
    .option(...DRY_RUN)
    .option('--json', 'for programs')
    .action(importYear);
  calendar
    .command('take-back')
    .description('take back the imported notice of a year that holds; the one before it holds again')
    .argument('<year>')
    .option(...SET)
    .option(...DRY_RUN)
    .option('--json', 'for programs')
    .action(takeYearBack);
}

/** `pledge calendar import`: the newest notice of a year holds, and clocks that run are counted anew. */
async function importYear(file: string, { set, dryRun, json }: NoticeOptions): Promise<void> {
  const text = await readInputUpTo(file, BYTES_AT_MOST);
  if (dryRun === true) {
    const outlook = await withHouse((house) => previewNotice(looking(house), operator(neededProvider(house)), { set, text }));
    return printOutlook(outlook, { json: json === true, about: `${file}: ` });
  }
  const answer = await withHouse((house) =>
    changeTable(house, { path: 'pledge calendar import', body: { set, text } }, (run, actor) =>
      importNotice(run, { actor, set, text }),
    ),
  );
  if (isRefusal(answer)) throw new CliError(1, `${file}: ${answer.message.en}`);
  if (json === true) return printJson(answer.body);
  const { year, off, makeUp, isNew } = answer.body as NoticeTold & { isNew: boolean };
  const days = daysOf(set, { year, off, makeUp });
  print([isNew ? `${days} Clocks that run are counted anew by the workers.` : `${days} It was known already.`]);
}

/** `pledge calendar take-back`: the notice that holds, as the page of holidays takes it back. */
async function takeYearBack(written: string, { set, dryRun, json }: NoticeOptions): Promise<void> {
  const year = Number(written);
  if (!/^\d{4}$/.test(written)) throw new CliError(2, `“${written}” is no year. Write four digits: 2027.`);
  await withHouse(async (house) => {
    const providerId = neededProvider(house);
    const at = await holdingSince(house, providerId, { set, year });
    if (at === undefined)
      throw new CliError(1, `The holiday set ${set} has no notice of ${year}: there is nothing to take back.`);
    if (dryRun === true) {
      const named = { set, year, imported: formatInstant(at) };
      return printOutlook(await previewTakingBack(looking(house), operator(providerId), named), { json: json === true });
    }
    const answer = await changeTable(house, { path: 'pledge calendar take-back', body: { set, year } }, (run, actor) =>
      takeNoticeBack(run, { actor, set, year, at }),
    );
    if (isRefusal(answer)) throw new CliError(1, answer.message.en);
    if (json === true) return printJson(answer.body);
    const { withdrawn, ...told } = answer.body as NoticeTold & { withdrawn: boolean };
    const holds = withdrawn ? `Nothing is known of ${year} any more.` : `What was before it holds again: ${daysOf(set, told)}`;
    print([`The notice of ${year} is taken back. ${holds} Clocks that run are counted anew by the workers.`]);
  });
}

interface NoticeTold {
  readonly year: number;
  readonly off: readonly string[];
  readonly makeUp: readonly string[];
}

function daysOf(set: string, { year, off, makeUp }: NoticeTold): string {
  return `${set} ${year}: off ${off.join(', ')}; worked ${makeUp.join(', ') || 'no weekend day'}.`;
}

/** When the notice of a year that holds came in; undefined where there is none. */
async function holdingSince(house: CommandHouse, providerId: string, asked: { set: string; year: number }) {
  const standing = await inReading(house.db, { providerId, customerId: null }, (tx) => noticesThatStand(tx, [asked.set]));
  return standing.find(({ year }) => year === asked.year)?.at;
}

/** A command of the operator's on the provider's holiday table. */
function changeTable(
  house: CommandHouse,
  command: { readonly path: string; readonly body: Readonly<Record<string, unknown>> },
  work: (run: CommandRun<Tables>, actor: Actor) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const providerId = neededProvider(house);
  const actor = operator(providerId);
  return runCommand<Tables>({
    db: house.db,
    time: databaseTime,
    scope: { providerId, customerId: null },
    actorKey: `operator:${actor.name}`,
    envelope: { commandId: crypto.randomUUID() },
    ...command,
    work: (run) => work(run, actor),
  });
}
