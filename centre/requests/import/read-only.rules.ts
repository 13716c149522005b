import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { importTexts } from './import.texts.ts';

/** What ended in another system is history: nothing happens to it here. One that is open goes on like any other. */
export function readOnlyHistory({ request }: Pick<Dossier, 'request'>): Refusal | null {
  if (request.details.imported === undefined || request.closedAt === null || request.closedAt > request.details.imported.at)
    return null;
  return refusal(409, 'importedReadOnly', importTexts.readOnly);
}
