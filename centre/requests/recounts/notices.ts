import { foreseeAll, noticedDays, recountingWith, yearBefore } from '#centre/commitments/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may } from '#centre/people/index.ts';
import { activePlans, importNotice, missingYear, setsInUse, soundNotice, WARN_FROM } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer } from '#platform/command/run-command.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Transaction } from 'kysely';
import { reading } from '../reading.ts';
import { foreseenViews } from './recount-views.ts';
import type { HolidaySetsView, NoticeInput, NoticeText } from './recounts.schema.ts';
import { noticesOfSets, numbersOf } from './recounts.store.ts';
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
  const notices = await noticesOfSets(tx, names);
  const sets = names.map((set) => {
    const ofSet = Map.groupBy(
      notices.filter((row) => row.holiday_set === set),
      ({ year }) => year,
    );
    const years = [...ofSet].flatMap(([year, [newest, ...earlier]]) =>
      newest === undefined
        ? []
        : [
            {
              year,
              off: newest.off,
              makeUp: newest.make_up,
              source: newest.source,
              importedAt: formatInstant(instant(newest.imported_at)),
              earlier: earlier.length,
            },
          ],
    );
    return { set, years, missing: missingOf(plans, { set, years: new Set(ofSet.keys()), now }) };
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
export async function previewNotice(house: House, actor: Actor, asked: NoticeText): Promise<RouteAnswer | Refusal> {
  if (!mayImportNotice(actor)) return recountRefusals.mayNotImport;
  const found = await reading(house, actor, async (tx, now) => {
    const sound = await soundNotice(tx, asked);
    if (isRefusal(sound)) return sound;
    const { set, notice } = sound;
    const { year, off, makeUp, source } = notice;
    const noticed = { set, year, source, now: { off, makeUp }, ...(await yearBefore(tx, { set, year, at: now })) };
    const correction = { at: now, source, holidaySets: { [set]: { [year]: { off, makeUp } } } };
    return { isKnown: sound.isKnown, noticed, recounting: await recountingWith(tx, correction, noticed) };
  });
  if (isRefusal(found)) return found;
  const { isKnown, noticed, recounting } = found;
  const { set, year, source } = noticed;
  const told = await foreseeAll(house, { providerId: actor.providerId, recounting, keep: SHOWN });
  const changes = await reading(house, actor, async (tx, now) =>
    foreseenViews(tx, told, await numbersOf(tx, actor, { requestIds: told.first.map(({ requestId }) => requestId), now })),
  );
  const { done: requests, changed, breached } = told;
  return {
    status: 200,
    body: { set, year, source, isKnown, days: noticedDays(noticed), requests, changed, breached, changes },
  };
}

/** Takes a notice into the table, with its event; the workers count what runs again. */
export async function takeNotice(house: House, actor: Actor, input: NoticeInput): Promise<Answer | Refusal> {
  if (!mayImportNotice(actor)) return recountRefusals.mayNotImport;
  const { set, text, ...envelope } = input;
  const answer = await runCommand({
    db: house.db,
    time: house.time,
    scope: { providerId: actor.providerId, customerId: null },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: '/api/holiday-notices',
    envelope,
    body: { set, text },
    work: (run) => importNotice(run, { actor, set, text }),
  });
  if (!isRefusal(answer)) house.changed(['holiday-notices', 'clock-recounts']);
  return answer;
}
