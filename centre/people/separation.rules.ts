import type { PositionHeld } from './actor.schema.ts';

/** Positions that do or direct the work of a project: a quality controller holds none of them on the same project. */
const OPERATIONAL: readonly string[] = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'supportEngineer',
  'seniorSupportEngineer',
  'branchEngineer',
  'residentEngineer',
  'approvingManager',
  'stockKeeper',
  'commercialOfficer',
];

function isPair(first: PositionHeld, second: PositionHeld, names: readonly [string, string]): boolean {
  return first.position === names[0] && second.position === names[1];
}

/** Two positions are surely apart only where both are bound to a project, and to another one. */
function mayMeet(first: PositionHeld, second: PositionHeld): boolean {
  return first.projectId === null || second.projectId === null || first.projectId === second.projectId;
}

function conflicts(first: PositionHeld, second: PositionHeld): boolean {
  if (isPair(first, second, ['systemAdministrator', 'auditor'])) return true;
  return first.position === 'qualityController' && OPERATIONAL.includes(second.position) && mayMeet(first, second);
}

/**
 * Separation of duties between positions of one person: the position held that the new one may not stand beside, or null.
 * What hangs on the single record (proposer and approver, performer and reviewer) is asked there, not here.
 */
export function conflictingPosition(held: readonly PositionHeld[], added: PositionHeld): string | null {
  const found = held.find((one) => conflicts(one, added) || conflicts(added, one));
  return found?.position ?? null;
}
