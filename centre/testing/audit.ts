import { auditNow, type AuditPlace } from '#centre/evidence/audit.ts';
import type { AuditResult } from '#platform/evidence-log/verify.ts';
import type { TestHouse } from './house.ts';

/** Verifies a house's evidence as `pledge audit verify` does; without a key, where it has no seals. */
export function auditOf(house: TestHouse, about: Partial<Pick<AuditPlace, 'seals' | 'now'>> = {}): Promise<AuditResult> {
  const { db, directUrl: url, providerId } = house;
  return auditNow(db, { url, providerId, seals: { keys: [] }, ...about });
}
