export { administers } from './access/access.ts';
export type { Actor, PositionHeld } from './actor.schema.ts';
export { loadActor, positionsOn, whoActs } from './actor.store.ts';
export { gapName, isCompetent } from './competence.rules.ts';
export { gapWords } from './competence-words.rules.ts';
export type { Competence, CompetenceDemand, CompetenceGap, CompetenceSheet } from './competence.rules.ts';
export { holds } from './holds.rights.ts';
export type { ByName } from './holds.rights.ts';
export { may, positionsThatMay, readingScopes } from './may.rights.ts';
export { namesOfHouse, nearWords } from './near-words.store.ts';
export { positionsOf, RECOGNISES } from './reach.rights.ts';
export {
  appoint,
  createPerson,
  disablePerson,
  enablePerson,
  endPosition,
  saveUnit,
  unitsAbove,
  withdrawPosition,
  withUnitsAbove,
} from './people.store.ts';
export type { Appointment, AppointmentRefusal, NewPerson, NewUnit, PersonRefusal } from './people.store.ts';
export type { PeopleTables } from './people.tables.ts';
export { CUSTOMER_POSITIONS, POSITIONS, STAFF_POSITIONS } from './positions.schema.ts';
export type { CustomerPosition, Position, StaffPosition } from './positions.schema.ts';
export { positionTextsEn } from './positions.texts.en.ts';
export { positionTextsZh } from './positions.texts.zh.ts';
export type { RightsContext, Scope, Thing, Verb } from './rights.schema.ts';
export { conflictingPosition } from './separation.rules.ts';
export { competentEngineers, loadStaff, onCallNow, rosterFrom, saveCompetenceSheet, saveShift } from './staff.store.ts';
export type { Candidate, PlanOfPeople, Shift, StaffMember } from './staff.store.ts';
