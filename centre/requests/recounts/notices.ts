import { foreseeAll, noticedDays, recountingWith, yearBefore } from '#centre/commitments/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may } from '#centre/people/index.ts';
import {
  activePlans,
  importNotice,
  missingYear,
  noticesThatStand,
  setsInUse,
  soundNotice,
  takeNoticeBack,
  takingBack,
  WARN_FROM,
  yearsThatHold,
  type HolidayNotice,
} from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer } from '#platform/command/run-command.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { formatInstant, instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Transaction } from 'kysely';
import { reading } from '../reading.ts';
import { foreseenViews } from './recount-views.ts';
import type { HolidaySetsView, NoticeInput, NoticeNamed, NoticeText, TakeBackInput } from './recounts.schema.ts';
import { numbersOf } from './recounts.store.ts';
import { recountRefusals } from './recounts.texts.ts';

/** So many changed due times are told of a notice that is only looked at; how many there are is counted. */
const SHOWN = 100;

export function mayImportNotice(actor: Actor): boolean {
  return may(actor, 'create', 'holidayNotice', { providerId: actor.providerId });
}

/** The years of the sets that active plans count by, as the newest notice of each has them, and the year that lacks one. */
export async function heldSets(tx: Transaction<Tables>, actor: Actor, now: Instant): Promise<HolidaySetsView> {
  const plans = await activePlans(tx);
  const names = await setsInUse(tx);
  const [held, standing] = [await yearsThatHold(tx), await noticesThatStand(tx, names)];
  const sets = names.map((set) => {
    const years = held
      .filter((row) => row.holiday_set === set)
      .map(({ year, off, make_up: makeUp, source, imported_at: at }) => {
        const [holding, ...earlier] = standing.filter((notice) => notice.set === set && notice.year === year);
        return {
          year,
          off,
          makeUp,
          source,
          importedAt: formatInstant(instant(at)),
          isRestored: holding?.at !== at,
          earlier: earlier.length,
          imported: holding === undefined || holding.id === null ? null : formatInstant(holding.at),
        };
      })
      .toSorted((one, other) => other.year - one.year);
    return { set, years, missing: missingOf(plans, { set, years: new Set(years.map(({ year }) => year)), now }) };
  });
  return { sets, mayImport: mayImportNotice(actor) };
}

/** By the plan that warns first: when a next year is due is the plan's to say. */
function missingOf(
  plans: Awaited<ReturnType<typeof activePlans>>,
  about: { set: string; years: ReadonlySet<number>; now: Instant },
): HolidaySetsView['sets'][number]['missing'] {
  const { set, years, now } = about;
  const asked = plans
    .filter(({ plan }) => Object.values(plan.calendars).some((one) => one.kind === 'weekly' && one.holidays === set))
    .map(({ plan }) => {
      const today = dateIn(plan.plan.timezone, now);
      const warnFrom = plan.holidaySets?.[set]?.yearMissing?.warnFrom ?? WARN_FROM;
      const thisYear = Number(today.slice(0, 4));
      const year = years.has(thisYear) ? thisYear + 1 : thisYear;
      const isDue = missingYear(years, today, warnFrom) !== undefined;
      return { year, warnFrom: `${thisYear}-${warnFrom}`, isDue, isKnown: years.has(year) };
    })
    .filter(({ isKnown }) => !isKnown)
    .sort((a, b) => Number(b.isDue) - Number(a.isDue) || a.warnFrom.localeCompare(b.warnFrom));
  const [first] = asked;
  return first === undefined ? null : { year: first.year, warnFrom: first.warnFrom, isDue: first.isDue };
}

/** What a notice would change: dates, and the due times of all clocks that run. Writes nothing. */
export function previewNotice(
  house: Pick<House, 'db' | 'time'>,
  actor: Actor,
  asked: NoticeText,
): Promise<RouteAnswer | Refusal> {
  return preview(house, actor, async (tx) => {
    const sound = await soundNotice(tx, asked);
    if (isRefusal(sound)) return sound;
    return { set: sound.set, notice: sound.notice, isKnown: sound.isKnown, withdrawn: false };
  });
}

/** The same of taking back the notice that holds. */
export function previewTakingBack(
  house: Pick<House, 'db' | 'time'>,
  actor: Actor,
  asked: NoticeNamed,
): Promise<RouteAnswer | Refusal> {
  return preview(house, actor, async (tx) => {
    const found = await takingBack(tx, named(asked));
    return isRefusal(found) ? found : { set: asked.set, isKnown: false, ...found };
  });
}

/** What would hold of a year. */
interface Holding {
  readonly set: string;
  readonly notice: Pick<HolidayNotice, 'year' | 'off' | 'makeUp' | 'source'>;
  readonly isKnown: boolean;
  readonly withdrawn: boolean;
}

async function preview(
  house: Pick<House, 'db' | 'time'>,
  actor: Actor,
  wouldHold: (tx: Transaction<Tables>) => Promise<Holding | Refusal>,
): Promise<RouteAnswer | Refusal> {
  if (!mayImportNotice(actor)) return recountRefusals.mayNotImport;
  const found = await reading(house, actor, async (tx, now) => {
    const holding = await wouldHold(tx);
    if (isRefusal(holding)) return holding;
    const { set, isKnown, withdrawn } = holding;
    const { year, off, makeUp, source } = holding.notice;
    const days = withdrawn ? null : { off, makeUp };
    const noticed = { set, year, source, now: days, ...(await yearBefore(tx, { set, year, at: now })) };
    const correction = { at: now, source, holidaySets: { [set]: { [year]: days } } };
    return { isKnown, noticed, withdrawn, recounting: await recountingWith(tx, correction, noticed) };
  });
  if (isRefusal(found)) return found;
  const { isKnown, noticed, withdrawn, recounting } = found;
  const { set, year, source } = noticed;
  const told = await foreseeAll(house, { providerId: actor.providerId, recounting, keep: SHOWN });
  const changes = await reading(house, actor, async (tx, now) =>
    foreseenViews(tx, told, await numbersOf(tx, actor, { requestIds: told.first.map(({ requestId }) => requestId), now })),
  );
  const { done: requests, changed, breached } = told;
  return {
    status: 200,
    body: { set, year, source, isKnown, withdrawn, days: noticedDays(noticed), requests, changed, breached, changes },
  };
}

/** Takes a notice into the table, with its event; the workers count what runs again. */
export function takeNotice(house: House, actor: Actor, input: NoticeInput): Promise<Answer | Refusal> {
  const { set, text, ...envelope } = input;
  return changeTable(house, actor, {
    path: '/api/holiday-notices',
    envelope,
    body: { set, text },
    work: (run) => importNotice(run, { actor, set, text }),
  });
}

/** Takes back the notice that holds; the one before it holds again. */
export function undoNotice(house: House, actor: Actor, input: TakeBackInput): Promise<Answer | Refusal> {
  const { set, year, imported, ...envelope } = input;
  return changeTable(house, actor, {
    path: '/api/holiday-notices/take-back',
    envelope,
    body: { set, year, imported },
    work: (run) => takeNoticeBack(run, { actor, ...named({ set, year, imported }) }),
  });
}

async function changeTable(
  house: House,
  actor: Actor,
  command: Pick<Parameters<typeof runCommand<Tables>>[0], 'path' | 'envelope' | 'body' | 'work'>,
): Promise<Answer | Refusal> {
  if (!mayImportNotice(actor)) return recountRefusals.mayNotImport;
  const answer = await runCommand<Tables>({
    db: house.db,
    time: house.time,
    scope: { providerId: actor.providerId, customerId: null },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    ...command,
  });
  if (!isRefusal(answer)) house.changed(['holiday-notices', 'clock-recounts']);
  return answer;
}

function named({ set, year, imported }: NoticeNamed): Parameters<typeof takingBack>[1] {
  return { set, year, at: parseInstant(imported) ?? instant(0) };
}
