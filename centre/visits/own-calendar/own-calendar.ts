import { ICalCalendar, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import type { Transaction } from 'kysely';
import { positionTextsEn } from '#centre/people/positions.texts.en.ts';
import { positionTextsZh } from '#centre/people/positions.texts.zh.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { datedWork, dutyDates } from '#centre/commitments/index.ts';
import { activePlans } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { say } from '#platform/i18n/language.ts';
import type { Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { ownShifts, ownVisits, type ShiftEntry, type VisitEntry } from './own-calendar.store.ts';
import { ownCalendarTextsEn } from './own-calendar.texts.en.ts';
import { ownCalendarTextsZh } from './own-calendar.texts.zh.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Inspections are shown so far ahead: two of them at the cadence of a quarter. */
const AHEAD = 200 * DAY;

export interface CalendarContext {
  readonly actor: Actor;
  readonly now: Instant;
  readonly publicUrl: string;
}

/**
 * The person's calendar as iCalendar (RFC 5545), in the person's language: turns on call, visits, and for whoever coordinates a project the
 * days on which its inspections come due. A visit takes its time; whoever is on call, or has an inspection due, is not busy by that. Sites
 * and numbers, no word of a customer: the address is a secret, but calendars are copied about.
 */
export async function ownCalendar(tx: Transaction<Tables>, context: CalendarContext): Promise<string> {
  const { actor, now } = context;
  const me = actor.personId ?? '';
  const entries = [
    ...(await ownShifts(tx, me, now)).map((shift) => shiftEvent(shift, context)),
    ...(await ownVisits(tx, me, now)).flatMap((visit) => visitEvent(visit, context)),
    ...(await inspectionEvents(tx, context)),
  ];
  const calendar = new ICalCalendar({
    name: said(textsFor(actor).name, { person: actor.name }),
    prodId: { company: 'Pledge', product: 'calendar' },
    ttl: 3600,
  });
  for (const entry of entries) calendar.createEvent({ ...entry, stamp: new Date(now) });
  // The last line ends as every other does, which the library leaves out.
  return `${calendar.toString()}\r\n`;
}

function textsFor({ language }: Actor): typeof ownCalendarTextsZh {
  return language === 'zh' ? ownCalendarTextsZh : ownCalendarTextsEn;
}

function said(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? '');
}

function shiftEvent(shift: ShiftEntry, { actor }: CalendarContext): ICalEventData {
  const positions: Readonly<Record<string, string>> = actor.language === 'zh' ? positionTextsZh : positionTextsEn;
  return {
    id: `${shift.id}@pledge`,
    start: new Date(shift.from),
    end: new Date(shift.to),
    summary: said(textsFor(actor).onCall, { level: positions[shift.level] ?? shift.level, unit: shift.unit }),
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

/** From the arrival, told or expected, to the leaving; where neither is known, the hour before the work must be done. */
function visitEvent(visit: VisitEntry, { actor, publicUrl }: CalendarContext): ICalEventData[] {
  const start = visit.arrivedAt ?? visit.expectedAt ?? (visit.requiredBy === null ? null : visit.requiredBy - HOUR);
  if (start === null) return [];
  const end = Math.max(visit.leftAt ?? visit.requiredBy ?? 0, start + HOUR / 2);
  const site = visit.site === null ? null : say(visit.site, actor.language);
  const where = [site, visit.address].filter((part) => part !== null).join(', ');
  return [
    {
      id: `${visit.id}@pledge`,
      start: new Date(start),
      end: new Date(end),
      summary: said(textsFor(actor).visit, { number: visit.number }),
      url: `${publicUrl}/field/visits/${visit.id}`,
      ...(where === '' ? {} : { location: where }),
    },
  ];
}

async function inspectionEvents(tx: Transaction<Tables>, { actor, now }: CalendarContext): Promise<ICalEventData[]> {
  const mine = new Set(
    actor.positions.flatMap(({ position, projectId }) => (position === 'dedicatedServiceManager' ? [projectId] : [])),
  );
  if (mine.size === 0) return [];
  return (await activePlans(tx)).flatMap(({ plan, projectId }) => {
    if (!mine.has(projectId)) return [];
    const zone = plan.plan.timezone;
    const window = { from: dateIn(zone, (now - 30 * DAY) as Instant), to: dateIn(zone, (now + AHEAD) as Instant) };
    const sites = new Map(plan.customer.sites.map(({ id, name }) => [id, name[actor.language]]));
    const inspections = datedWork(plan).filter(({ terms }) => terms.form === 'inspectionReport');
    const dates = inspections.flatMap((work) => dutyDates(plan, work, window)).filter(({ isOuter }) => !isOuter);
    return dates.map(({ work: { name, terms }, on }) => ({
      id: `${projectId}.${name}.${on}@pledge`,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: said(textsFor(actor).inspection, { project: plan.project.name[actor.language] }),
      location: (terms.sites === undefined || terms.sites === 'all' ? [...sites.keys()] : terms.sites)
        .map((site) => sites.get(site) ?? site)
        .join(', '),
    }));
  });
}
