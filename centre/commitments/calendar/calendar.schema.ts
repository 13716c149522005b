/** Shapes of calendars as clock cases and plans write them (clock-rules.md, case file format). */

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Opening and closing as wall-clock times `HH:MM`; above 24:00 they run into the next local day (R1). */
export type Opening = readonly [from: string, to: string];

export interface CalendarDefinition {
  /** IANA name. */
  readonly timezone: string;
  /** Open every second; `weekly` is not read then. */
  readonly always?: boolean;
  readonly weekly?: { readonly [day in Weekday]?: readonly Opening[] };
  /** Local date to the intervals that open on it instead of the weekday's: `[]` is closed (R2). */
  readonly dates?: Readonly<Record<string, readonly Opening[]>>;
  /** Last local date with published holidays; what ends later is provisional (R17). */
  readonly holidayDataUntil?: string;
}
