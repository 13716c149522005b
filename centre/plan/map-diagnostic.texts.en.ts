import type { MapCode, PlanTexts } from './plan-diagnostic.schema.ts';

export const mapTexts: Pick<PlanTexts, MapCode> = {
  noLogMap: {
    message: 'The file holds no map of a log: keys with their values are expected.',
    remedy: 'Begin with id and at, the columns with the number of the request and the time of each row.',
  },
  unknownColumn: { message: 'The log has no column {written}.', remedy: 'Use one of: {known}.' },
  columnTwice: { message: 'The log has the column {written} twice.', remedy: 'Give the columns of the log names of their own.' },
  unknownState: { message: 'The process of {kind} has no state {written}.', remedy: 'Use one of: {known}.' },
  unknownProject: { message: 'There is no project {written}.', remedy: 'Use one of: {known}.' },
  stateMissing: {
    message: 'Nothing says in which state a request goes on.',
    remedy: 'Add state: a list of when and state, tried on the last row of each request; the last entry may have an empty when.',
  },
  clocksUnended: {
    message:
      'Rows of the log start these clocks and nothing in the map ends them: {clocksEn}. In each request to which they apply they would count as not done.',
    remedy:
      'Where the log tells when it was done, map it in events: {eventsEn}; where it does not, take a plan without these clocks.',
  },
  zoneNeedless: {
    message: 'The format {written} holds an offset, so the zone {zone} is never asked.',
    remedy: 'Remove zone, or leave the offset out of the format.',
  },
};
