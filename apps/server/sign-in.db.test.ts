import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const PASSWORD = '一个好记的口令 2026';
let server: TestServer;
let owner: pg.Client;
before(async () => {
  server = await openTestServer();
  owner = new pg.Client({ connectionString: server.house.ownerUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await server.close();
});

const personId = (who: HouseName): string => server.house.actors[who].personId ?? '';

async function ask(
  method: 'GET' | 'POST',
  url: string,
  about: { payload?: object; headers?: Record<string, string>; from?: string } = {},
) {
  const { payload, headers = {}, from } = about;
  const answer = await server.app.server?.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
    ...(from === undefined ? {} : { remoteAddress: from }),
  });
  return answer ?? assert.fail();
}
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .find((value) => value.includes('session_token'))
    ?.split(';')[0] ?? '';
const signIn = (login: string, more: object = {}, from = '198.51.100.1') =>
  ask('POST', '/api/sign-in', { payload: { login, password: PASSWORD, ...more }, from });
const given = (who: HouseName) =>
  server.app.auth.createAccount({ personId: personId(who), providerId: server.house.providerId, login: who, password: PASSWORD });

/** The device: codes of the step that lies so many steps from now. The present one and the next are good, also where a step ends meanwhile. */
function device(secret: string): (step?: number) => Promise<string> {
  const otp = createOTP(base32.decode(secret));
  return (step = 0) => otp.hotp(Math.floor(Date.now() / 30_000) + step);
}

async function enrolled(
  who: HouseName,
): Promise<{ codeAt: (step?: number) => Promise<string>; recoveryCodes: string[]; cookie: string }> {
  await given(who);
  const cookie = cookieOf(await signIn(who));
  const post = (path: string, payload: object) => ask('POST', `/api/me/second-factor/${path}`, { payload, headers: { cookie } });
  assert.equal((await post('begin', { password: 'not it' })).statusCode, 422);
  const begun = (await post('begin', { password: PASSWORD })).json();
  assert.match(begun.url, /^otpauth:\/\/totp\//);
  const codeAt = device(begun.secret);
  assert.equal((await post('confirm', { code: '000000' })).statusCode, 422);
  const { recoveryCodes } = (await post('confirm', { code: await codeAt() })).json();
  return { codeAt, recoveryCodes, cookie };
}

describe('a second factor', () => {
  it('is asked for after the right password, and a code is good once', async () => {
    const { codeAt } = await enrolled('approver');
    assert.deepEqual(
      [(await signIn('approver')).statusCode, (await signIn('approver')).json().code],
      [401, 'secondFactorNeeded'],
    );
    assert.equal((await signIn('approver', { password: 'not it', code: await codeAt() })).json().code, 'signInRefused');
    const code = await codeAt(1);
    const both = await Promise.all([signIn('approver', { code }), signIn('approver', { code })]);
    assert.equal(both.filter(({ statusCode }) => statusCode === 200).length, 1, 'two at once with one code: one comes in');
    assert.equal((await signIn('approver', { code })).json().code, 'codeRefused');
    assert.equal((await signIn('approver', { code: await codeAt(-1) })).json().code, 'codeRefused', 'an older one neither');
    assert.equal((await signIn('approver', { code: await codeAt(5) })).json().code, 'codeRefused', 'nor one of a time to come');
  });

  it('leaves no session behind where the code was not right', async () => {
    const before = await server.app.auth.sessionsOf(personId('approver'));
    await signIn('approver', { code: '123456' });
    await signIn('approver');
    assert.equal((await server.app.auth.sessionsOf(personId('approver'))).length, before.length);
  });

  it('has recovery codes, each good once, and no row holds one or the secret', async () => {
    const { recoveryCodes } = await enrolled('assistant');
    assert.equal(new Set(recoveryCodes).size, 10);
    const [first = '', second = ''] = recoveryCodes;
    assert.equal((await signIn('assistant', { code: first.toUpperCase().replace('-', ' ') })).statusCode, 200);
    assert.equal((await signIn('assistant', { code: first })).json().code, 'codeRefused');
    assert.equal((await signIn('assistant', { code: second })).statusCode, 200);
    const { rows } = await owner.query(
      `select r::text from auth.recovery_code r union all select f::text from auth.second_factor f`,
    );
    assert.ok(rows.length > 10);
    for (const code of recoveryCodes) assert.ok(!JSON.stringify(rows).includes(code.replace('-', '')));
  });

  it('is in force together with its recovery codes or not at all, and by a code of the secret that was shown last', async () => {
    const factor = server.app.auth.secondFactor;
    const whose = personId('technician');
    const begin = async () => (await factor.begin(whose, { issuer: 'Pledge', name: 'technician' })) ?? assert.fail();
    const [first, last] = [await begin(), await begin()];
    assert.equal(await factor.confirm(whose, await device(first.secret)(-1)), null);
    await owner.query('alter table auth.recovery_code add constraint cut_off check (false) not valid');
    await assert.rejects(factor.confirm(whose, await device(last.secret)()), /cut_off/);
    await owner.query('alter table auth.recovery_code drop constraint cut_off');
    assert.equal(await factor.isInForce(whose), false);
    assert.equal((await factor.confirm(whose, await device(last.secret)()))?.length, 10);
    assert.equal(await factor.isInForce(whose), true);
    await factor.end(whose);
  });

  it('is switched off with password and code, not with one of them', async () => {
    const { codeAt, cookie } = await enrolled('planAuthor');
    const end = (payload: object) => ask('POST', '/api/me/second-factor/end', { payload, headers: { cookie } });
    assert.equal((await end({ password: PASSWORD, code: '000000' })).statusCode, 422);
    assert.equal((await end({ password: 'not it', code: await codeAt() })).statusCode, 422);
    assert.equal((await end({ password: PASSWORD, code: await codeAt(1) })).statusCode, 200);
    assert.equal((await signIn('planAuthor')).statusCode, 200);
  });

  it('of whoever lost the device is taken by the administrator, and the sessions end', async () => {
    const { cookie } = await enrolled('centreManager');
    const path = `/api/people/${personId('centreManager')}/end-second-factor`;
    assert.equal((await server.post('centreManager', path)).status, 403);
    assert.equal((await server.post('administrator', path)).status, 200);
    assert.equal((await ask('GET', '/api/me', { headers: { cookie } })).statusCode, 401);
    assert.equal((await signIn('centreManager')).statusCode, 200);
  });

  it('can be asked of a position: until there is one, nothing else is open', async () => {
    await given('qualityController');
    const rule = { positions: ['qualityController'] };
    assert.equal((await server.post('manager', '/api/people/second-factor-positions', rule)).status, 403);
    assert.equal((await server.post('administrator', '/api/people/second-factor-positions', rule)).status, 200);
    const entered = await signIn('qualityController');
    assert.equal(entered.json().secondFactorDue, true);
    const headers = { cookie: cookieOf(entered) };
    assert.equal((await ask('GET', '/api/service-requests', { headers })).json().code, 'secondFactorMissing');
    assert.equal((await ask('GET', '/api/stream', { headers })).statusCode, 401);
    assert.equal((await ask('GET', '/api/me/sign-in', { headers })).statusCode, 200);
    const post = (path: string, payload: object) => ask('POST', `/api/me/second-factor/${path}`, { payload, headers });
    const codeAt = device((await post('begin', { password: PASSWORD })).json().secret);
    assert.equal((await post('confirm', { code: await codeAt() })).statusCode, 200);
    assert.equal((await ask('GET', '/api/service-requests', { headers })).statusCode, 200);
    assert.equal((await post('end', { password: PASSWORD, code: await codeAt(1) })).json().code, 'secondFactorRequired');
  });

  it('cannot be guessed: wrong codes count like wrong passwords', async () => {
    await enrolled('stockKeeper');
    const answers: string[] = [];
    for (let count = 0; count < 12; count += 1)
      answers.push((await signIn('stockKeeper', { code: '111111' }, '198.51.100.7')).json().code);
    assert.equal(answers.at(-1), 'tooManyAttempts');
  });
});

describe('a link that sets a password', () => {
  const invite = async (login: string): Promise<{ id: string; token: string }> => {
    const made = await server.post('administrator', '/api/people', { name: '新同事', login, position: 'supportEngineer' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return { id: made.body.id, token: String(made.body.link).split('#')[1] ?? '' };
  };
  const set = (token: string, password = 'another good one 7') =>
    ask('POST', '/api/password/set', { payload: { token, password } });

  it('is good once, is kept as a digest, and a weak password does not use it up', async () => {
    const { token } = await invite('invited');
    const { rows } = await owner.query('select l::text from auth.password_link l');
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(token));
    assert.equal((await set(token, 'short')).json().code, 'passwordTooShort');
    assert.equal((await set(token)).statusCode, 200);
    assert.equal((await set(token)).json().code, 'linkRefused');
    assert.equal((await signIn('invited', { password: 'another good one 7' })).statusCode, 200);
  });

  it('takes no password that is the sign-in name or a name of the house with what everybody adds, nor does a change', async () => {
    const { token } = await invite('chen.lan');
    for (const near of ['Chen.Lan', 'chenlan2026', '示例信息2026', 'shilixinxi@123', 'Example2026'])
      assert.match((await set(token, near)).json().code, /^password(TooSimple|Common)$/, near);
    assert.equal((await set(token)).statusCode, 200);
    const headers = { cookie: cookieOf(await signIn('chen.lan', { password: 'another good one 7' })) };
    const change = (next: string) =>
      ask('POST', '/api/me/password', { payload: { present: 'another good one 7', next }, headers });
    assert.equal((await change('chenlan@123')).json().code, 'passwordCommon');
    assert.equal((await change('quite another one 8')).statusCode, 200);
  });

  it('ends: an invitation after three days, a reset after an hour', async () => {
    const { id, token } = await invite('late');
    await owner.query(`update auth.password_link set expires_at = expires_at - interval '71 hours' where person_id = $1`, [id]);
    const reset = await server.post('administrator', `/api/people/${id}/password-link`);
    assert.equal((await set(token)).json().code, 'linkRefused', 'a link made before opens nothing any more');
    await owner.query(`update auth.password_link set expires_at = expires_at - interval '61 minutes' where person_id = $1`, [id]);
    assert.equal((await set(String(reset.body.link).split('#')[1] ?? '')).json().code, 'linkRefused');
  });

  it('of a reset ends every session of the account', async () => {
    await given('complaintHandler');
    const cookies = [cookieOf(await signIn('complaintHandler')), cookieOf(await signIn('complaintHandler'))];
    const made = await server.post('administrator', `/api/people/${personId('complaintHandler')}/password-link`);
    assert.equal((await set(String(made.body.link).split('#')[1] ?? '')).statusCode, 200);
    for (const cookie of cookies) assert.equal((await ask('GET', '/api/me', { headers: { cookie } })).statusCode, 401);
  });

  it('of a reset leaves the second factor: the code is asked for as before', async () => {
    const { codeAt } = await enrolled('manager');
    const made = await server.post('administrator', `/api/people/${personId('manager')}/password-link`);
    assert.equal((await set(String(made.body.link).split('#')[1] ?? '')).statusCode, 200);
    assert.equal((await signIn('manager', { password: 'another good one 7' })).json().code, 'secondFactorNeeded');
    assert.equal((await signIn('manager', { password: 'another good one 7', code: await codeAt(1) })).statusCode, 200);
  });

  it('asked for before the door: one answer and the same row, whether anybody has the name or not', async () => {
    const rowsOf = async (): Promise<number> => (await owner.query('select 1 from auth.letter')).rowCount ?? 0;
    const start = await rowsOf();
    await given('siteStaff');
    const answers = await Promise.all(
      ['siteStaff', `nobody-${randomUUID()}`].map((login) =>
        ask('POST', '/api/password/forgotten', { payload: { login }, from: '198.51.100.9' }),
      ),
    );
    assert.deepEqual(
      answers.map(({ statusCode, body }) => [statusCode, body]),
      [
        [202, '{}'],
        [202, '{}'],
      ],
    );
    assert.equal(await rowsOf(), start + 2);
    const sent: string[] = [];
    while (await server.app.auth.sendLetter(async (letter) => void sent.push(letter.holder.personId)));
    assert.deepEqual(sent, [personId('siteStaff')]);
    assert.equal(await rowsOf(), start);
  });

  it('cannot be asked for without end', async () => {
    const codes: number[] = [];
    for (let count = 0; count < 12; count += 1)
      codes.push(
        (await ask('POST', '/api/password/forgotten', { payload: { login: 'pestered' }, from: '198.51.100.10' })).statusCode,
      );
    assert.equal(codes.at(-1), 429);
  });
});
