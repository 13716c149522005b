import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import type { VisitView } from '#centre/visits/visits.schema.ts';

/** The five steps of the line, in their order. */
export const stages = ['accept', 'depart', 'arrive', 'handle', 'leave'] as const;
export type Stage = (typeof stages)[number];

export interface StageMark {
  readonly stage: Stage;
  readonly standing: 'done' | 'current' | 'ahead';
  /** A clock broke with this step. */
  readonly late: boolean;
}

/** Which step a visit is at, by its state. */
const current: Readonly<Record<string, Stage>> = {
  assigned: 'accept',
  accepted: 'depart',
  enRoute: 'arrive',
  onSite: 'handle',
  checking: 'leave',
  signed: 'leave',
};

/** The line of a visit; a breached clock that ended with a step marks it. */
export function stagesOf(
  visit: Pick<VisitView, 'state' | 'clocks' | 'acceptedAt' | 'departedAt' | 'arrivedAt' | 'leftAt'>,
): readonly StageMark[] {
  const at: Readonly<Record<Stage, string | null>> = {
    accept: visit.acceptedAt,
    depart: visit.departedAt,
    arrive: visit.arrivedAt,
    handle: null,
    leave: visit.leftAt,
  };
  const here = current[visit.state];
  const index = here === undefined ? stages.length : stages.indexOf(here);
  // A visit called off came as far as its times say.
  const standingAt = (stage: Stage, place: number): StageMark['standing'] =>
    visit.state === 'calledOff'
      ? at[stage] === null
        ? 'ahead'
        : 'done'
      : place < index
        ? 'done'
        : place === index
          ? 'current'
          : 'ahead';
  return stages.map((stage, place) => ({
    stage,
    standing: standingAt(stage, place),
    late: breachAt(visit.clocks, at[stage]) !== undefined,
  }));
}

/** The breached clock that ended at an instant; the least late, if several did. */
export function breachAt(clocks: readonly ClockView[], at: string | null): ClockView | undefined {
  return endedAt(clocks, at)
    .filter((clock) => clock.mark === 'breached')
    .toSorted((one, other) => (one.lateSeconds ?? 0) - (other.lateSeconds ?? 0))[0];
}

/** The clock that was kept at an instant. */
export function keptAt(clocks: readonly ClockView[], at: string | null): ClockView | undefined {
  return endedAt(clocks, at).find((clock) => clock.mark === 'kept');
}

function endedAt(clocks: readonly ClockView[], at: string | null): readonly ClockView[] {
  if (at === null) return [];
  const moment = Date.parse(at);
  return clocks.filter((clock) => clock.stoppedAt !== null && Date.parse(clock.stoppedAt) === moment);
}

/** Events that lead a visit on, in the order they come. */
const onward = ['acceptTask', 'depart', 'arrive', 'customerCheck', 'leave'];
const DEPARTURE = 'requestDeparture';
const LOG = 'act';
/** Has a place of its own on the page. */
const elsewhere = new Set(['askConsent', LOG]);

export interface Thumb {
  /** The one primary button. */
  readonly primary: NextEvent | undefined;
  readonly log: NextEvent | undefined;
  readonly further: readonly NextEvent[];
  readonly refused: readonly NextEvent[];
}

/** What stands at the thumb: the visit's own next step, else what the request needs most, and the rest. */
export function thumbOf(events: readonly NextEvent[], visit: Pick<VisitView, 'id' | 'steps' | 'request'>): Thumb {
  const own = (event: NextEvent) => event.path.includes(visit.id);
  // Steps of other people's visits to the same place are theirs.
  const mine = events.filter((event) => own(event) || !event.path.includes('/site-visits/'));
  const allowed = mine.filter((event) => event.allowed);
  const named = (name: string) => allowed.find((event) => event.event === name && own(event));
  const log = named(LOG);
  const departure = named(DEPARTURE);
  // Where nothing refuses it, departure comes first only when there was work: nobody comes in order to leave.
  const worked = visit.steps.length > 0 || visit.request.state === 'restored' || log === undefined;
  const primary =
    onward.map(named).find((event) => event !== undefined) ??
    (departure !== undefined && worked ? departure : undefined) ??
    allowed.find((event) => !own(event) && event.aside !== true && event.path.includes('/service-requests/')) ??
    log;
  return {
    primary,
    log: primary === log ? undefined : log,
    further: allowed.filter((event) => event !== primary && !elsewhere.has(event.event)),
    // What the sheets of the order refuse is the desk's affair: on site the checklist says the same.
    refused: mine.filter((event) => !event.allowed && event.event !== DEPARTURE && !event.path.includes('/task-orders/')),
  };
}

/** The refused departure, which the checklist shows with its lock. */
export function refusedDeparture(events: readonly NextEvent[], visitId: string): NextEvent | undefined {
  return events.find((event) => event.event === DEPARTURE && !event.allowed && event.path.includes(visitId));
}
