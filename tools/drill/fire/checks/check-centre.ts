import { auditNow } from '#centre/evidence/audit.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { CentreDatabase } from '../../../product/centre-database.ts';
import type { History } from '../history.ts';
import { checkClocks } from './clocks.check.ts';
import { checkCommands } from './commands.check.ts';
import { checkMessages } from './messages.check.ts';
import { checkNumbers } from './numbers.check.ts';

/** Holds the history against the database. @returns a sentence for each thing that is lost, doubled or otherwise not as it was promised */
export async function checkCentre(
  database: CentreDatabase,
  drill: { history: History; requestsBefore: number; watchedUntil: Instant },
): Promise<string[]> {
  const { history, requestsBefore, watchedUntil } = drill;
  const requestIds = [...history.requestIds];
  const findings = await database.within(async (tx, databaseNow) => [
    ...(await checkCommands(tx, { history, requestsBefore })),
    ...(await checkClocks(tx, { requestIds, watchedUntil, now: instant(databaseNow) })),
    ...(await checkNumbers(tx)),
    ...(await checkMessages(tx, requestIds)),
  ]);
  const { db, applicationUrl: url, providerId, sealingKeys: keys } = database;
  const audit = await auditNow(db, { url, providerId, seals: { keys } });
  if (audit.first !== null) findings.push(`the evidence does not hold: ${JSON.stringify(audit.first)}`);
  return findings;
}
