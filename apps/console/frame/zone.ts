import type { ClockView } from '#centre/commitments/clock-view.schema.ts';

/** The zone of the service centre, where no clock names the one of its calendar. */
const CENTRE = 'Asia/Shanghai';

export function zoneOf(clocks: readonly ClockView[]): string {
  return clocks[0]?.calendar.timezone ?? CENTRE;
}

export const centreZone = CENTRE;
