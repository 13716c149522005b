/** Why a clock case cannot be answered (R14, R18): the whole case is refused with one of these. */
export const CLOCK_FAULTS = [
  'timestampWithoutOffset',
  'invalidTimestamp',
  'unknownCalendar',
  'invalidInterval',
  'invalidLimit',
] as const;
export type ClockFaultCode = (typeof CLOCK_FAULTS)[number];

/** Thrown inside the clock room and caught at its doors, which answer with the code. `where` names the faulty text, for people. */
export class ClockFault extends Error {
  readonly code: ClockFaultCode;
  readonly where: string;

  constructor(code: ClockFaultCode, where: string) {
    super(`${code}: ${where}`);
    this.name = 'ClockFault';
    this.code = code;
    this.where = where;
  }
}
