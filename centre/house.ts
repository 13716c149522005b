import type { Kysely } from 'kysely';
import type { ObjectivesBeside } from '#centre/commitments/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import type { MailSetting } from '#centre/requests/messages.store.ts';
import type { TimeSource } from '#platform/time/time-source.ts';

/** What routes of the desks need of the house they are mounted in. */
export interface House {
  readonly db: Kysely<Tables>;
  /** Connections of its own for numbers taken beside a transaction: who holds one of `db` never waits there for a second. */
  readonly numbers: Kysely<Tables>;
  readonly time: TimeSource;
  readonly mail: MailSetting;
  readonly publicUrl: string;
  readonly files: FileStore;
  /** What the seals of the evidence are signed and verified with, as it is now. */
  readonly sealingKeys: () => Promise<SealingKeys>;
  /** Quality objectives as the register asks of them: their desk stands above it. */
  readonly objectives: ObjectivesBeside;
  /** Told after a commit: which topics others should look at again. */
  readonly changed: (topics: readonly string[]) => void;
}
