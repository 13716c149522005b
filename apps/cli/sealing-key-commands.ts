import type { Command } from 'commander';
import { inTransaction } from '#platform/db/pool.ts';
import { claimKeyChange, FOUND, tellKeyChanges } from '#platform/evidence-log/key-changes.store.ts';
import { changeSealingKey, readKeys } from '#platform/keys/keys.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import { instant } from '#platform/time/instant.ts';
import { neededProvider, operator, withHouse } from './house.ts';
import { print, printJson } from './input.ts';

export function sealingKeyCommands(audit: Command): void {
  audit
    .command('keys')
    .description('the public keys that seals are verified with; whoever verifies a pack is told their ids')
    .option('--json', 'for programs')
    .action(show);
  audit
    .command('rotate-key')
    .description('a new key signs the seals from now on; those that are signed stay signed')
    .option('--json', 'for programs')
    .action(rotate);
}

async function show(options: { json?: boolean }): Promise<void> {
  tell(await withHouse(async ({ sealing }) => sealing), options);
}

async function rotate(options: { json?: boolean }): Promise<void> {
  const changed = await withHouse((house) => {
    const providerId = neededProvider(house);
    const { secretFile } = house.config;
    const { kind, name } = operator(providerId);
    const by = { kind, id: null, operator: name };
    // Kept where the transaction is tried afresh: one command makes one key.
    let [found, changed]: (SealingKeys | undefined)[] = [];
    return inTransaction(house.db, { providerId, customerId: null }, async (tx, databaseNow) => {
      const now = instant(databaseNow);
      await claimKeyChange(tx);
      found ??= await (await readKeys(secretFile)).sealing();
      await tellKeyChanges(tx, { providerId, keys: found.known, actor: FOUND, now });
      changed ??= await changeSealingKey(secretFile);
      await tellKeyChanges(tx, { providerId, keys: changed.known, actor: by, now });
      return changed;
    });
  });
  tell(changed, options);
  if (options.json !== true)
    print([
      'Processes that run sign with it within seconds. What the key before was made of is forgotten, where it was not derived from the key file itself.',
      'Take a backup: older ones do not hold the new key. Tell its id to whoever verifies packs.',
    ]);
}

function tell({ known, signer }: SealingKeys, { json }: { json?: boolean }): void {
  const keys = known.map((key) => ({ ...key, signs: key.id === signer.keyId }));
  if (json === true) printJson({ keys });
  else print(keys.map(({ id, publicKey, signs }) => `${id}  ${publicKey}  ${signs ? 'signs' : 'verifies'}`));
}
