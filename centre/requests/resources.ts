import type { SubjectKind } from '#flows/dossier/dossier.schema.ts';

/** How URLs name what flows move. */
const RESOURCES: Readonly<Record<SubjectKind, string>> = {
  serviceRequest: 'service-requests',
  taskOrder: 'task-orders',
  siteVisit: 'site-visits',
  record: 'records',
};

export function resourceOf(kind: SubjectKind): string {
  return RESOURCES[kind];
}
