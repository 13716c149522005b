import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { applicationUrl } from '../db/application-role.ts';
import { migrate } from '../db/migrate.ts';
import { quietPool } from '../db/quiet-client.ts';
import { hashPassword as hashOfBetterAuth } from 'better-auth/crypto';
import { startTestDatabase, TEST_LOGIN, type TestDatabase } from '../testing/test-database.ts';
import { readLimits } from '../config/limits.ts';
import type { SignInLimits } from './attempts.store.ts';
import { createAuth, type AccountHolder, type Auth } from './auth.ts';
import { buildBetterAuth } from './better-auth.ts';
import { renewHash } from './credential.store.ts';

const SECRET = 'a secret of the test, long enough to sign';
const PASSWORD = '一个好记的口令 2026';
const provider = randomUUID();

const name = `auth_${process.pid}`;
let database: TestDatabase;
let owner: pg.Pool;
let url: string;
let auth: Auth<AccountHolder>;
/** Who may not enter: what the desk of people knows in the product. */
const shutOut = new Set<string>();
/** Whose sign-in name is what. */
const logins = new Map<string, string>();

before(async () => {
  database = await startTestDatabase();
  await asOwner(`create database ${name}`);
  const ownerUrl = new URL(database.ownerUrl);
  ownerUrl.pathname = `/${name}`;
  await migrate({
    ownerUrl: ownerUrl.href,
    folder: fileURLToPath(new URL('../../centre/schema', import.meta.url)),
    application: TEST_LOGIN,
  });
  owner = new pg.Pool({ connectionString: ownerUrl.href, max: 1 });
  url = applicationUrl(ownerUrl.href, TEST_LOGIN);
  auth = open('http://127.0.0.1:8080');
});

after(async () => {
  await auth.close();
  await owner.end();
  await asOwner(`drop database ${name}`);
  await database.stop();
});

async function asOwner(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: database.ownerUrl });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

function open(publicUrl: string, limits: Partial<SignInLimits> = {}): Auth<AccountHolder> {
  return createAuth({
    connectionString: url,
    secret: SECRET,
    publicUrl,
    limits: { ...readLimits(() => undefined), ...limits },
    load: async (account) => (shutOut.has(account.personId) ? null : account),
    near: async ({ personId }) => ({ login: logins.get(personId) }),
  });
}

async function newPerson(login: string): Promise<string> {
  const personId = randomUUID();
  logins.set(personId, login);
  assert.deepEqual(await auth.createAccount({ personId, providerId: provider, login, password: PASSWORD }), { ok: true });
  return personId;
}

async function enter(login: string, cookie?: string): Promise<{ cookie: string; setCookie: string }> {
  const entered = await auth.signIn(login, PASSWORD, {
    address: '127.0.0.1',
    headers: cookie === undefined ? undefined : { cookie },
  });
  assert.ok(entered.ok);
  const setCookie = entered.setCookie.find((value) => value.includes('session_token'));
  assert.ok(setCookie);
  return { cookie: setCookie.split(';')[0] ?? '', setCookie };
}

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and other sites do not send', async () => {
    await newPerson('wang.li');
    const { setCookie } = await enter('wang.li');
    assert.match(setCookie, /^pledge\.session_token=/);
    assert.match(setCookie, /; HttpOnly/i);
    assert.match(setCookie, /; SameSite=Lax/i);
    assert.match(setCookie, /; Path=\//i);
    assert.doesNotMatch(setCookie, /; Secure/i);
  });

  test('marks the cookie as secure where the public address is https', async () => {
    await newPerson('secure');
    const secured = open('https://service.example.cn');
    const entered = await secured.signIn('secure', PASSWORD);
    await secured.close();
    assert.ok(entered.ok);
    assert.match(entered.setCookie.join('\n'), /^__Host-pledge\.session_token=[^;]+;(?!.*Domain).*Path=\/;.*; Secure/im);
  });

  test('finds the person of the session', async () => {
    const personId = await newPerson('zhao');
    const { cookie } = await enter('zhao');
    const session = await auth.sessionOf({ cookie });
    assert.deepEqual({ personId: session?.personId, providerId: session?.providerId }, { personId, providerId: provider });
  });

  test('does not mind capitals, blanks around or full-width letters in the name', async () => {
    const personId = await newPerson('Chen@Example.cn');
    const entered = await auth.signIn('  ｃｈｅｎ@example.CN ', PASSWORD);
    assert.equal(entered.ok && entered.personId, personId);
  });

  test('makes a new session each time, and the one that the request carried ends', async () => {
    await newPerson('fixed');
    const first = await enter('fixed');
    const second = await enter('fixed', first.cookie);
    assert.notEqual(first.cookie, second.cookie);
    assert.equal(await auth.sessionOf({ cookie: first.cookie }), null);
    assert.notEqual(await auth.sessionOf({ cookie: second.cookie }), null);
  });

  test('never takes over a session that somebody planted', async () => {
    await newPerson('victim');
    const planted = 'pledge.session_token=planted-by-somebody.c2lnbmF0dXJl';
    const { cookie } = await enter('victim', planted);
    assert.doesNotMatch(cookie, /planted/);
    assert.equal(await auth.sessionOf({ cookie: planted }), null);
  });

  test('a cookie whose signature is not ours opens nothing', async () => {
    await newPerson('signed');
    const { cookie } = await enter('signed');
    const [name, value] = cookie.split('=');
    const token = decodeURIComponent(value ?? '').split('.')[0];
    assert.equal(await auth.sessionOf({ cookie: `${name}=${token}` }), null);
    assert.equal(await auth.sessionOf({ cookie: `${name}=${token}.AAAA` }), null);
    assert.equal(await auth.sessionOf({ cookie: `${name}=%E0%A4%A` }), null);
    assert.notEqual(await auth.sessionOf({ cookie: `theme=dark; ${cookie}; other=1` }), null);
    const forger = createAuth({
      connectionString: url,
      secret: 'the secret of somebody else, long enough',
      publicUrl: 'http://127.0.0.1:8080',
      limits: readLimits(() => undefined),
      load: async (account) => account,
      near: async () => ({}),
    });
    assert.equal(await forger.sessionOf({ cookie }), null);
    await forger.close();
  });
});

/** How many password computations the work asks of the machine: the dear part of a sign-in, counted instead of timed. */
async function passwordWork(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'SCRYPTREQUEST') count += 1;
    },
  });
  hook.enable();
  await work();
  hook.disable();
  return count;
}

describe('a refused sign-in', () => {
  test('is one answer for an unknown name, a wrong password and a person shut out', async () => {
    const shut = await newPerson('shut');
    shutOut.add(shut);
    await newPerson('known');
    const answers = [
      await auth.signIn('nobody-here', PASSWORD),
      await auth.signIn('known', 'not the password'),
      await auth.signIn('shut', PASSWORD),
    ];
    for (const answer of answers) assert.deepEqual(answer, { ok: false, refusal: 'signInRefused' });
  });

  test('costs the same work for an unknown name as for a known one', async () => {
    await newPerson('worked');
    assert.equal(await passwordWork(() => auth.signIn('nobody-at-all', 'some password')), 1);
    assert.equal(await passwordWork(() => auth.signIn('worked', 'some password')), 1);
  });

  test('leaves no session behind for a person shut out', async () => {
    const personId = await newPerson('left');
    shutOut.add(personId);
    await auth.signIn('left', PASSWORD);
    const { rows } = await owner.query(
      'select 1 from auth.session s join auth."user" u on u.id = s.user_id where u.person_id = $1',
      [personId],
    );
    assert.equal(rows.length, 0);
  });

  test('is that of a password that another one took the place of while it was looked at: the session is none', async () => {
    const personId = await newPerson('overtaken');
    const lost = await hashOfBetterAuth('a password set meanwhile');
    const other = await owner.connect();
    try {
      // As a node does that sets a password, and ends all sessions, at the moment when this one is about to write its own.
      await other.query('begin; lock table auth.session in share mode');
      const entering = auth.signIn('overtaken', PASSWORD);
      const waits = `select 1 from pg_locks where not granted and relation = 'auth.session'::regclass`;
      while ((await other.query(waits)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
      const account = `user_id = (select id from auth."user" where person_id = '${personId}')`;
      await other.query(
        `update auth.account set password = '${lost}' where ${account}; delete from auth.session where ${account}`,
      );
      await other.query('commit');
      assert.deepEqual(await entering, { ok: false, refusal: 'signInRefused' });
      assert.equal((await other.query(`select 1 from auth.session where ${account}`)).rowCount, 0);
    } finally {
      other.release();
    }
    assert.equal((await auth.signIn('overtaken', 'a password set meanwhile')).ok, true);
  });

  test('odd input is refused, never a fault', async () => {
    for (const [login, password] of [
      ['', ''],
      ['known', ''],
      ['known', 'x'.repeat(5000)],
      ["'; drop schema auth; --", PASSWORD],
      ['\u0000', PASSWORD],
      ['a'.repeat(100_000), PASSWORD],
    ] as const) {
      assert.deepEqual(await auth.signIn(login, password), { ok: false, refusal: 'signInRefused' });
    }
  });

  test('waits after ten wrong tries from one address, known name or not; other addresses still enter', async () => {
    await newPerson('tried');
    for (const login of ['tried', 'unknown-but-tried']) {
      const answers = await Promise.all(
        Array.from({ length: 14 }, () => auth.signIn(login, 'wrong password', { address: '203.0.113.9' })),
      );
      assert.equal(answers.filter((answer) => !answer.ok && answer.refusal === 'signInRefused').length, 10, login);
      const last = await auth.signIn(login, PASSWORD, { address: '203.0.113.9' });
      assert.ok(
        !last.ok && last.refusal === 'tooManyAttempts' && last.retryAfterSeconds > 0 && last.retryAfterSeconds <= 900,
        login,
      );
    }
    assert.ok((await auth.signIn('tried', PASSWORD, { address: '203.0.113.10' })).ok);
  });

  test('waits after as many as the installation allows, and as long', async () => {
    await newPerson('tried less');
    const strict = open('http://127.0.0.1:8080', { pairSignIns: 3, sourceSignIns: 4, signInSeconds: 60 });
    try {
      const from = { address: '203.0.113.20' };
      const answers = [];
      for (let tried = 0; tried < 4; tried += 1) answers.push(await strict.signIn('tried less', 'wrong password', from));
      const refusals = answers.map((answer) => (answer.ok ? 'entered' : answer.refusal));
      assert.deepEqual(refusals, ['signInRefused', 'signInRefused', 'signInRefused', 'tooManyAttempts']);
      const last = await strict.signIn('another', PASSWORD, from);
      assert.ok(!last.ok && last.refusal === 'tooManyAttempts' && last.retryAfterSeconds <= 60, 'the source has used up its own');
    } finally {
      await strict.close();
    }
  });
});

describe('a session', () => {
  test('ends at once, everywhere, when its person may not enter any more', async () => {
    const personId = await newPerson('gone');
    const phone = await enter('gone');
    const desk = await enter('gone');
    assert.notEqual(await auth.sessionOf({ cookie: phone.cookie }), null);
    shutOut.add(personId);
    assert.equal(await auth.sessionOf({ cookie: phone.cookie }), null);
    shutOut.delete(personId);
    assert.equal(await auth.sessionOf({ cookie: phone.cookie }), null, 'ended, not hidden');
    assert.equal(await auth.sessionOf({ cookie: desk.cookie }), null, 'the other device as well');
  });

  test('ends with signing out, and the cookie is cleared', async () => {
    await newPerson('out');
    const { cookie } = await enter('out');
    const cleared = await auth.signOut({ cookie });
    assert.match(cleared.join('\n'), /pledge\.session_token=;.*Max-Age=0/i);
    assert.equal(await auth.sessionOf({ cookie }), null);
  });

  test('ends with a new password, and only that one opens', async () => {
    const personId = await newPerson('renewed');
    const { cookie } = await enter('renewed');
    assert.deepEqual(await auth.setPassword(personId, 'another good one 7'), { ok: true });
    assert.equal(await auth.sessionOf({ cookie }), null);
    assert.equal((await auth.signIn('renewed', PASSWORD)).ok, false);
    assert.equal((await auth.signIn('renewed', 'another good one 7')).ok, true);
  });

  test('ends a week after sign-in however busy it was, and after twelve hours at rest', async () => {
    const personId = await newPerson('aged');
    const { cookie } = await enter('aged');
    const age = (column: string, by: string): Promise<unknown> =>
      owner.query(
        `update auth.session set ${column} = ${column} - interval '${by}' where user_id = (select id from auth."user" where person_id = $1)`,
        [personId],
      );
    await age('created_at', '6 days 23 hours');
    assert.notEqual(await auth.sessionOf({ cookie }), null);
    await age('created_at', '2 hours');
    assert.equal(await auth.sessionOf({ cookie }), null);
    const rested = await enter('aged');
    await age('expires_at', '13 hours');
    assert.equal(await auth.sessionOf({ cookie: rested.cookie }), null);
    await age('expires_at', '1 day');
    await enter('aged');
    const { rows } = await owner.query('select 1 from auth.session where expires_at < now()');
    assert.equal(rows.length, 0, 'what ended is swept at a later sign-in');
  });

  test('is not prolonged by a look that is no use', async () => {
    const personId = await newPerson('watching');
    const { cookie } = await enter('watching');
    const row = `from auth.session where user_id = (select id from auth."user" where person_id = '${personId}')`;
    await owner.query(`update auth.session set expires_at = expires_at - interval '1 hour' where id in (select id ${row})`);
    const before = await owner.query(`select expires_at, updated_at ${row}`);
    assert.deepEqual((await auth.sessionOf({ cookie }, { prolongs: false }))?.setCookie, []);
    assert.deepEqual((await owner.query(`select expires_at, updated_at ${row}`)).rows, before.rows);
    assert.equal((await auth.sessionOf({ cookie }))?.setCookie.length, 1);
  });

  test('is prolonged by use, and the answer then carries the cookie anew', async () => {
    const personId = await newPerson('busy');
    const { cookie } = await enter('busy');
    assert.deepEqual((await auth.sessionOf({ cookie }))?.setCookie, []);
    await owner.query(
      `update auth.session set expires_at = expires_at - interval '1 hour' where user_id = (select id from auth."user" where person_id = $1)`,
      [personId],
    );
    assert.match((await auth.sessionOf({ cookie }))?.setCookie.join('\n') ?? '', /pledge\.session_token=/);
    assert.deepEqual((await auth.sessionOf({ cookie }))?.setCookie, [], 'prolonged once, not with every request');
  });
});

describe('accounts', () => {
  test('nobody signs up', async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    const inner = buildBetterAuth({ pool, secret: SECRET, publicUrl: 'http://127.0.0.1:8080' });
    const body = {
      email: 'intruder@example.cn',
      password: PASSWORD,
      name: 'Intruder',
      personId: randomUUID(),
      providerId: provider,
    };
    await assert.rejects(inner.api.signUpEmail({ body }));
    const answer = await inner.handler(
      new Request('http://127.0.0.1:8080/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:8080' },
        body: JSON.stringify(body),
      }),
    );
    await pool.end();
    assert.ok(answer.status >= 400 && answer.status < 500);
    const { rows } = await owner.query('select 1 from auth."user" where person_id = $1', [body.personId]);
    assert.equal(rows.length, 0);
  });

  test('a sign-in name belongs to one person in the installation', async () => {
    await newPerson('single');
    assert.deepEqual(
      await auth.createAccount({ personId: randomUUID(), providerId: randomUUID(), login: 'SINGLE ', password: PASSWORD }),
      { ok: false, refusal: 'loginTaken' },
    );
  });

  test('two at once with one name: one is made', async () => {
    const results = await Promise.all(
      [1, 2].map(() => auth.createAccount({ personId: randomUUID(), providerId: provider, login: 'race', password: PASSWORD })),
    );
    assert.equal(results.filter((result) => result.ok).length, 1);
  });

  test('making an account again renews password and name', async () => {
    const personId = await newPerson('before');
    assert.deepEqual(
      await auth.createAccount({ personId, providerId: provider, login: 'behind', password: 'renewed password 5' }),
      { ok: true },
    );
    assert.equal((await auth.signIn('before', PASSWORD)).ok, false);
    assert.equal((await auth.signIn('behind', 'renewed password 5')).ok, true);
  });

  test('the tables of sign-in name nobody', async () => {
    await newPerson('liu.named@example.cn');
    const { rows } = await owner.query(
      `select u::text from auth."user" u union all select a::text from auth.account a union all select t::text from auth.sign_in_attempt t`,
    );
    assert.doesNotMatch(JSON.stringify(rows), /liu\.named/);
  });

  test('a password that is too short, too long, too simple or the name itself is refused', async () => {
    const personId = await newPerson('long.enough');
    assert.deepEqual(await auth.setPassword(personId, 'short'), { ok: false, refusal: 'passwordTooShort' });
    assert.deepEqual(await auth.setPassword(personId, 'long '.repeat(30)), { ok: false, refusal: 'passwordTooLong' });
    assert.deepEqual(await auth.setPassword(personId, '12345678'), { ok: false, refusal: 'passwordTooSimple' });
    assert.deepEqual(await auth.setPassword(personId, 'Long.Enough'), { ok: false, refusal: 'passwordTooSimple' });
    assert.deepEqual(await auth.setPassword(randomUUID(), PASSWORD), { ok: false, refusal: 'noAccount' });
  });

  test('a hash from before is good, and is made anew with the next sign-in', async () => {
    const personId = await newPerson('hashed.before');
    const hashNow = async (): Promise<string> =>
      (
        await owner.query(`select a.password from auth.account a join auth."user" u on u.id = a.user_id where u.person_id = $1`, [
          personId,
        ])
      ).rows[0].password;
    await owner.query(`update auth.account a set password = $2 from auth."user" u where u.id = a.user_id and u.person_id = $1`, [
      personId,
      await hashOfBetterAuth(PASSWORD),
    ]);
    assert.equal((await auth.signIn('hashed.before', 'not it at all')).ok, false);
    assert.match(await hashNow(), /^[0-9a-f]{32}:/, 'a wrong password renews nothing');
    const { cookie } = await enter('hashed.before');
    assert.match(await hashNow(), /^\$scrypt\$ln=15,r=8,p=3\$/);
    assert.notEqual(await auth.sessionOf({ cookie }), null, 'the session stays');
    assert.equal((await auth.signIn('hashed.before', PASSWORD)).ok, true);
  });

  test('a hash that is made anew does not take the place of a password that was set meanwhile', async () => {
    const personId = await newPerson('set.meanwhile');
    const pool = quietPool({ connectionString: url, max: 1 });
    await renewHash(pool, personId, { hash: await hashOfBetterAuth(PASSWORD), password: 'an earlier password' });
    await pool.end();
    assert.equal((await auth.signIn('set.meanwhile', PASSWORD)).ok, true);
  });

  test('whoever shows a wrong password again and again keeps nobody else from showing theirs', async () => {
    const [wild, calm] = [await newPerson('wild'), await newPerson('calm')];
    const strict = open('http://127.0.0.1:8080', { pairSignIns: 3, nameSignIns: 5, sourceSignIns: 4 });
    try {
      const told = [];
      for (let tried = 0; tried < 6; tried += 1) told.push(await strict.showsAgain(wild, { password: 'not it at all' }));
      assert.deepEqual(
        told.map((answer) => (answer.ok ? 'ok' : answer.refusal)),
        [...Array<string>(3).fill('passwordWrong'), ...Array<string>(3).fill('tooManyAttempts')],
      );
      assert.deepEqual(await strict.showsAgain(calm, { password: PASSWORD }), { ok: true });
    } finally {
      await strict.close();
    }
  });

  test('a person changes the own password by showing the present one', async () => {
    const personId = await newPerson('changer');
    assert.deepEqual(await auth.changePassword(personId, 'not it at all', 'next password 3'), {
      ok: false,
      refusal: 'passwordWrong',
    });
    assert.deepEqual(await auth.changePassword(personId, PASSWORD, 'next password 3'), { ok: true });
    assert.equal((await auth.signIn('changer', 'next password 3')).ok, true);
  });
});
