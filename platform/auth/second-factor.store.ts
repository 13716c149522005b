import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import type pg from 'pg';
import { stretch } from './password-hash.ts';
import { freeSessions } from './session.store.ts';
import { writeNote } from './sign-in-note.store.ts';

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
  /** By what the code is right, and was not used: the device, or a recovery code, which is then gone; null where it is not. */
  accept(personId: string, code: string): Promise<AcceptedBy | null>;
  end(personId: string): Promise<void>;
}

export type AcceptedBy = 'device' | 'recoveryCode';

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
  const spendStep = async (personId: string, step: number): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `update auth.second_factor set last_step = $2 where person_id = $1 and last_step < $2 and confirmed_at is not null`,
      [personId, step],
    );
    return rowCount === 1;
  };
  const sealedSecretOf = async (personId: string): Promise<Buffer | null> => {
    const { rows } = await pool.query<{ secret: Buffer }>('select secret from auth.second_factor where person_id = $1', [
      personId,
    ]);
    return rows[0]?.secret ?? null;
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
      const sealed = await sealedSecretOf(personId);
      const step = sealed === null ? null : await stepOf(seal.open(sealed), code);
      if (sealed === null || step === null) return null;
      const codes = await recoveryCodes();
      if (!(await putInForce(pool, personId, { sealed, step, codes }))) return null;
      await freeSessions(pool, personId);
      await writeNote(pool, { personId }, { kind: 'secondFactorSet' });
      return codes.told;
    },
    isInForce: async (personId) => {
      const { rowCount } = await pool.query(
        'select 1 from auth.second_factor where person_id = $1 and confirmed_at is not null',
        [personId],
      );
      return rowCount === 1;
    },
    accept: async (personId, code) => {
      const sealed = await sealedSecretOf(personId);
      if (sealed === null) return null;
      if (!/^\d{6}$/.test(code)) return (await spendRecoveryCode(pool, personId, code)) ? 'recoveryCode' : null;
      const step = await stepOf(seal.open(sealed), code);
      return step !== null && (await spendStep(personId, step)) ? 'device' : null;
    },
    end: async (personId) => void (await pool.query('delete from auth.second_factor where person_id = $1', [personId])),
  };
}

interface RecoveryCodes {
  readonly told: readonly string[];
  readonly salt: Buffer;
  readonly digests: readonly Buffer[];
}

async function recoveryCodes(): Promise<RecoveryCodes> {
  // 50 bits each, in two halves that can be read aloud.
  const told = Array.from({ length: RECOVERY_CODES }, () => {
    const text = base32.encode(randomBytes(7), { padding: false }).toLowerCase().slice(0, 10);
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
  const salt = randomBytes(16);
  return { told, salt, digests: await Promise.all(told.map((code) => stretch(plainly(code), salt))) };
}

/**
 * Puts the secret in force that the code was made with, and its recovery codes beside it, in one statement: whoever is cut off in the
 * middle begins again, and is not left with a factor whose codes nobody has seen. False where it is in force, or another secret was begun.
 */
async function putInForce(
  pool: pg.Pool,
  personId: string,
  of: { readonly sealed: Buffer; readonly step: number; readonly codes: RecoveryCodes },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with confirmed as (update auth.second_factor set last_step = $3, confirmed_at = now(), recovery_salt = $4
         where person_id = $1 and secret = $2 and last_step < $3 and confirmed_at is null returning person_id),
       past as (delete from auth.recovery_code r using confirmed c where r.person_id = c.person_id)
     insert into auth.recovery_code (person_id, digest) select c.person_id, digest from confirmed c, unnest($5::bytea[]) as digest`,
    [personId, of.sealed, of.step, of.codes.salt, of.codes.digests],
  );
  return rowCount === RECOVERY_CODES;
}

/** Uses a code up, in one statement: of two who send it at once one comes in. */
async function spendRecoveryCode(pool: pg.Pool, personId: string, code: string): Promise<boolean> {
  const { rows } = await pool.query<{ recovery_salt: Buffer | null }>(
    'select recovery_salt from auth.second_factor where person_id = $1',
    [personId],
  );
  const salt = rows[0]?.recovery_salt ?? null;
  // Codes without a salt were given out before there was one.
  const digest = salt === null ? createHash('sha256').update(plainly(code)).digest() : await stretch(plainly(code), salt);
  const { rowCount } = await pool.query(
    'update auth.recovery_code set used_at = now() where person_id = $1 and digest = $2 and used_at is null',
    [personId, digest],
  );
  return rowCount === 1;
}

/** However it is written: with blanks, in capitals, without its hyphen. */
const plainly = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '');

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
