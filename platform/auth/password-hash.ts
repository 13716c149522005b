import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { turns } from '../files/turns.ts';

/** What a hash costs: scrypt's N as its logarithm, the size of its blocks, how often it runs. */
interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/**
 * One of the settings that OWASP holds for equal (Password Storage Cheat Sheet; ASVS 5.0, appendix C): the one of 32 MiB, since several
 * people sign in at once and the application is small.
 */
const COST: Cost = { logN: 15, r: 8, p: 3 };
/** better-auth's own, whose hashes are `SALT:KEY` in hexadecimal with the salt's letters as the salt. They are read and made anew. */
const EARLIER: Cost = { logN: 14, r: 16, p: 1 };
const KEY_BYTES = 32;
/** Hashes that are made at once: the other threads of the pool read files and print. */
const AT_ONCE = 2;

const inTurn = turns(AT_ONCE);

/** A hash with its cost, as others write it: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, both in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, { salt, cost: COST, bytes: KEY_BYTES });
  return `$scrypt$ln=${COST.logN},r=${COST.r},p=${COST.p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether it is the password of the hash, whatever the hash cost; false where it is no hash. */
export async function verifyPassword(given: { readonly hash: string; readonly password: string }): Promise<boolean> {
  const read = readHash(given.hash);
  if (read === null) return false;
  const { salt, cost, key } = read;
  return timingSafeEqual(await keyOf(given.password, { salt, cost, bytes: key.length }), key);
}

/** Whether a hash was made for less than one costs today. */
export function isOutdated(hash: string): boolean {
  const cost = readHash(hash)?.cost;
  return cost === undefined || cost.logN !== COST.logN || cost.r !== COST.r || cost.p !== COST.p;
}

/** The same work for a secret that is short but no password: whoever reads the rows cannot try all there are. 32 bytes. */
export function stretch(secret: string, salt: Buffer): Promise<Buffer> {
  return keyOf(secret, { salt, cost: COST, bytes: KEY_BYTES });
}

interface ReadHash {
  readonly salt: Buffer;
  readonly cost: Cost;
  readonly key: Buffer;
}

function readHash(hash: string): ReadHash | null {
  const ours = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash);
  if (ours !== null) {
    const [, logN, r, p, salt = '', key = ''] = ours;
    const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
    return { salt: Buffer.from(salt, 'base64'), cost, key: Buffer.from(key, 'base64') };
  }
  const earlier = /^([0-9a-f]{32}):([0-9a-f]{128})$/.exec(hash);
  if (earlier === null) return null;
  const [, salt = '', key = ''] = earlier;
  return { salt: Buffer.from(salt, 'utf8'), cost: EARLIER, key: Buffer.from(key, 'hex') };
}

/** One Unicode form (NFKC) first, so that input methods agree. */
function keyOf(password: string, about: { readonly salt: Buffer; readonly cost: Cost; readonly bytes: number }): Promise<Buffer> {
  const { logN, r, p } = about.cost;
  const N = 2 ** logN;
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), about.salt, about.bytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
          error === null ? resolve(key) : reject(error),
        );
      }),
  );
}
