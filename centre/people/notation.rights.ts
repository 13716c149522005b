import type { Condition, Scope, Thing, Verb } from './rights.schema.ts';
import type { Position } from './positions.schema.ts';

/** The letters of the matrix, so that the tables read as it does. */
export const C = 'create';
export const R = 'read';
export const U = 'change';
export const A = 'approve';
export const X = 'execute';
export const all = 'all';
export const p = 'project';
export const u = 'unit';
export const s = 'site';
export const o = 'own';
export const assigned = 'assigned';
export const onCall = 'onCall';
export const house = 'house';

export interface CellGrant {
  readonly verbs: readonly Verb[];
  readonly scope: Scope;
  readonly conditions: readonly Condition[];
}

export interface Cell {
  /** The cell as the matrix writes it, word for word. */
  readonly says: string;
  readonly grants: readonly CellGrant[];
}

/** The positions that have a column in the matrix, in its order. */
export const COLUMNS = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'qualityController',
  'supportEngineer',
  'branchEngineer',
  'complaintHandler',
  'stockKeeper',
  'systemAdministrator',
  'auditor',
  'customerTechnician',
  'customerRepresentative',
] as const satisfies readonly Position[];
export type Column = (typeof COLUMNS)[number];

/** One row of the matrix. A row may stand for several things that share their cells. */
export interface Row {
  readonly title: string;
  readonly things: readonly Thing[];
  readonly cells: Readonly<Record<Column, Cell>>;
}

export function to(verbs: readonly Verb[], scope: Scope, ...conditions: readonly Condition[]): CellGrant {
  return { verbs, scope, conditions };
}

export function cell(says: string, ...grants: readonly CellGrant[]): Cell {
  return { says, grants };
}

export const none: Cell = cell('–');
/** A bare R: all for those who see everything, else the own projects ("staff see the projects they are assigned to"). */
export const readAll: Cell = cell('R', to([R], all));
export const read: Cell = cell('R', to([R], p));
/** Documents and rosters of the house: read in whatever position, bound or not. */
export const readHouse: Cell = cell('R', to([R], 'house'));
export const readProjects: Cell = cell('R p', to([R], p));
