import type { SealingKey } from '../keys/sealing-keys.ts';
import type { Ask } from './ask.ts';

/** As {@link file://./key-changes.store.ts} tells of it. */
interface ToldKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly previousKeyId: string;
}

/**
 * Of keys that sign seals, those of which no event says that they came in the place of the one before them. The first key of an installation
 * took nobody's place. Whoever has the key file can put a key there and seal with it; what they cannot do unseen is leave the event out. Where
 * keys were changed before there were such events, the next step of sealing tells of them.
 * @param keys all of the key file, oldest first
 * @param used ids of those that sign seals
 */
export async function untoldKeys(ask: Ask, keys: readonly SealingKey[], used: Iterable<string>): Promise<string[]> {
  const [first, ...later] = keys;
  const signing = new Set(used);
  const asked = later.filter(({ id }) => signing.has(id));
  if (first === undefined || asked.length === 0) return [];
  const told = await ask<ToldKey>(
    `select payload->'data'->>'keyId' as "keyId", payload->'data'->>'publicKey' as "publicKey", payload->'data'->>'previousKeyId' as "previousKeyId"
     from pledge.event where provider_id = pledge.current_provider() and stream_kind = 'sealingKey' and type = 'sealingKeyChanged'`,
  );
  const isTold = ({ id, publicKey }: SealingKey): boolean => {
    const previous = keys[keys.findIndex((key) => key.id === id) - 1];
    return told.some((one) => one.keyId === id && one.publicKey === publicKey && one.previousKeyId === previous?.id);
  };
  return asked.filter((key) => !isTold(key)).map(({ id }) => id);
}
