import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import type pg from 'pg';
import { freeSessions } from './session.store.ts';

/** RFC 6238 as every authenticator app has it: six digits, thirty seconds. */
const STEP_SECONDS = 30;
/** Clocks of telephones are a little off: the step before and the step after count as well. */
const DRIFT = 1;
const RECOVERY_CODES = 10;

export interface SecondFactor {
  /** A secret for the person, not in force before a code confirms it; null where one is in force already. */
  begin(personId: string, account: { readonly issuer: string; readonly name: string }): Promise<Enrolment | null>;
  /** Puts it in force with a first code, and gives the recovery codes, which are shown once; null where the code is not right. */
  confirm(personId: string, code: string): Promise<readonly string[] | null>;
  isInForce(personId: string): Promise<boolean>;
  /** Whether the code is right and was not used: one of the device, or a recovery code, which is then gone. */
  accept(personId: string, code: string): Promise<boolean>;
  end(personId: string): Promise<void>;
}

export interface Enrolment {
  /** For typing, base32. */
  readonly secret: string;
  /** `otpauth://…`, for the picture. */
  readonly url: string;
}

export function secondFactor(pool: pg.Pool, key: string, now: () => number = Date.now): SecondFactor {
  const seal = sealing(key);
  /** The step whose code this is; null where it is none of the steps around now. */
  const stepOf = async (secret: Buffer, code: string): Promise<number | null> => {
    const present = Math.floor(now() / 1_000 / STEP_SECONDS);
    const otp = createOTP(secret);
    for (let step = present - DRIFT; step <= present + DRIFT; step += 1) if ((await otp.hotp(step)) === code) return step;
    return null;
  };
  /** Uses a step up: in one statement, so that two who send the same code at once do not both come in. */
  const spendStep = async (personId: string, step: number, confirmed: boolean): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `update auth.second_factor set last_step = $2, confirmed_at = coalesce(confirmed_at, now())
       where person_id = $1 and last_step < $2 and (confirmed_at is not null) = $3`,
      [personId, step, confirmed],
    );
    return rowCount === 1;
  };
  const secretOf = async (personId: string): Promise<Buffer | null> => {
    const { rows } = await pool.query<{ secret: Buffer }>('select secret from auth.second_factor where person_id = $1', [
      personId,
    ]);
    return rows[0] === undefined ? null : seal.open(rows[0].secret);
  };
  return {
    begin: async (personId, account) => {
      const secret = randomBytes(20);
      const { rowCount } = await pool.query(
        `insert into auth.second_factor (person_id, secret) values ($1, $2)
         on conflict (person_id) do update set secret = excluded.secret, last_step = 0 where second_factor.confirmed_at is null`,
        [personId, seal.close(secret)],
      );
      if (rowCount !== 1) return null;
      return {
        secret: base32.encode(secret, { padding: false }),
        url: createOTP(secret).url(account.issuer, account.name),
      };
    },
    confirm: async (personId, code) => {
      const secret = await secretOf(personId);
      const step = secret === null ? null : await stepOf(secret, code);
      if (step === null || !(await spendStep(personId, step, false))) return null;
      await freeSessions(pool, personId);
      return writeRecoveryCodes(pool, personId);
    },
    isInForce: async (personId) => {
      const { rowCount } = await pool.query(
        'select 1 from auth.second_factor where person_id = $1 and confirmed_at is not null',
        [personId],
      );
      return rowCount === 1;
    },
    accept: async (personId, code) => {
      const secret = await secretOf(personId);
      if (secret === null) return false;
      if (/^\d{6}$/.test(code)) {
        const step = await stepOf(secret, code);
        return step !== null && spendStep(personId, step, true);
      }
      const { rowCount } = await pool.query(
        'update auth.recovery_code set used_at = now() where person_id = $1 and digest = $2 and used_at is null',
        [personId, digestOf(code)],
      );
      return rowCount === 1;
    },
    end: async (personId) => void (await pool.query('delete from auth.second_factor where person_id = $1', [personId])),
  };
}

async function writeRecoveryCodes(pool: pg.Pool, personId: string): Promise<string[]> {
  // 50 bits each, in two halves that can be read aloud.
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const text = base32.encode(randomBytes(7), { padding: false }).toLowerCase().slice(0, 10);
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
  await pool.query('delete from auth.recovery_code where person_id = $1', [personId]);
  await pool.query('insert into auth.recovery_code (person_id, digest) select $1, digest from unnest($2::bytea[]) as digest', [
    personId,
    codes.map(digestOf),
  ]);
  return codes;
}

/** However it is written: with blanks, in capitals, without its hyphen. */
function digestOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest();
}

/** Seals what must be read again with a key of the installation. */
function sealing(key: string): { close: (plain: Buffer) => Buffer; open: (sealed: Buffer) => Buffer } {
  const secret = createHmac('sha256', key).update('second factor').digest();
  return {
    close: (plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
  };
}
