import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import pg from 'pg';
import type { AccessEventRow } from '#centre/people/access/access.schema.ts';
import { noteSignIn } from '#centre/people/access/sign-in-log.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { SignInNote } from '#platform/auth/auth.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const PASSWORD = '一个好记的口令 2026';
/** Names with an account: of each a reset is asked for a few times, which is no more than the limit. */
const EMPLOYED: readonly HouseName[] = ['clerk', 'approver', 'auditor', 'complaintHandler', 'stockKeeper', 'technician'];
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
const note = (about: SignInNote): Promise<void> => noteSignIn(server.house.deps, about);
const notesLeft = async (): Promise<number> => (await owner.query('select 1 from auth.sign_in_note')).rowCount ?? 0;

async function ask(url: string, payload: object, cookie = '') {
  const headers = cookie === '' ? {} : { cookie };
  const answer = await server.app.server?.inject({ method: 'POST', url, payload, headers, remoteAddress: '198.51.100.21' });
  assert.ok(answer);
  return { ...answer, cookie: [answer.headers['set-cookie']].flat()[0]?.split(';')[0] ?? '' };
}
const signIn = (login: string, password = PASSWORD, code?: string) =>
  ask('/api/sign-in', { login, password, ...(code === undefined ? {} : { code }) });
const given = (who: HouseName) =>
  server.app.auth.createAccount({ personId: personId(who), providerId: server.house.providerId, login: who, password: PASSWORD });

/** What the log tells of somebody, the oldest first. */
async function logOf(who: HouseName): Promise<AccessEventRow[]> {
  while (await server.app.auth.takeNotes(note));
  const told = await server.get('administrator', `/api/people/access-events?personId=${personId(who)}`);
  assert.equal(told.status, 200);
  return (told.body.items as AccessEventRow[]).toReversed();
}
const inShort = (rows: readonly AccessEventRow[]) =>
  rows.map(({ type, data: { by } }) => (typeof by === 'string' ? `${type} ${by}` : type));

describe('the log of sign-ins', () => {
  it('tells of tries that failed, of those that came in, of who left and of new passwords', async () => {
    await given('clerk');
    await signIn('clerk', 'not it');
    const { cookie } = await signIn('clerk');
    await ask('/api/me/password', { present: 'not it', next: 'next password 3' }, cookie);
    assert.equal((await ask('/api/me/password', { present: PASSWORD, next: 'next password 3' }, cookie)).statusCode, 200);
    const anew = await signIn('clerk', 'next password 3');
    await ask('/api/sign-out', {}, anew.cookie);
    await ask('/api/password/forgotten', { login: 'clerk' });
    assert.deepEqual(inShort(await logOf('clerk')), [
      'signInRefused password',
      'signedIn password',
      'signInRefused password',
      'passwordChanged',
      'signedIn password',
      'signedOut',
      'resetAsked',
    ]);
  });

  it('tells by which factor, and when one was set up or given up', async () => {
    await given('approver');
    const { cookie } = await signIn('approver');
    const begun = (await ask('/api/me/second-factor/begin', { password: PASSWORD }, cookie)).json();
    const otp = createOTP(base32.decode(begun.secret));
    const codeAt = (step: number) => otp.hotp(Math.floor(Date.now() / 30_000) + step);
    const { recoveryCodes } = (await ask('/api/me/second-factor/confirm', { code: await codeAt(0) }, cookie)).json();
    await signIn('approver');
    await signIn('approver', PASSWORD, '000000');
    await signIn('approver', PASSWORD, await codeAt(1));
    await signIn('approver', PASSWORD, recoveryCodes[0]);
    await ask('/api/me/second-factor/end', { password: PASSWORD, code: recoveryCodes[1] }, cookie);
    assert.deepEqual(inShort(await logOf('approver')), [
      'signedIn password',
      'secondFactorSet',
      'codeAsked',
      'signInRefused code',
      'signedIn device',
      'signedIn recoveryCode',
      'secondFactorSwitchedOff',
    ]);
  });

  it('tells once that a name has to wait, however long somebody goes on trying', async () => {
    await given('stockKeeper');
    for (let count = 0; count < 14; count += 1) await signIn('stockKeeper', 'not it');
    const told = inShort(await logOf('stockKeeper'));
    assert.deepEqual(told, [...Array.from({ length: 10 }, () => 'signInRefused password'), 'signInBlocked']);
  });

  it('has a row for a name that nobody has as for any other, which is dropped', async () => {
    await given('auditor');
    const start = await notesLeft();
    await signIn('auditor', 'not it');
    await signIn('nobody at all', 'not it');
    assert.equal(await notesLeft(), start + 2);
    const { rows } = await owner.query('select n::text from auth.sign_in_note n');
    assert.doesNotMatch(JSON.stringify(rows), /auditor|nobody/, 'and no row names anybody');
    assert.deepEqual(inShort(await logOf('auditor')), ['signInRefused password']);
    assert.equal(await notesLeft(), 0);
  });

  it('has each once, also where a worker was killed before it could say so', async () => {
    await given('complaintHandler');
    await signIn('complaintHandler');
    await assert.rejects(
      server.app.auth.takeNotes(async (told) => {
        await note(told);
        throw new Error('killed');
      }),
    );
    assert.equal(await notesLeft(), 1);
    assert.equal(await server.app.auth.takeNotes(note), false, 'for a minute it is another’s');
    await owner.query(`update auth.sign_in_note set taken_until = now() - interval '1 second'`);
    assert.deepEqual(inShort(await logOf('complaintHandler')), ['signedIn password']);
    assert.equal(await notesLeft(), 0);
  });

  it('is evidence: events of the person’s own stream, whole, and by nobody who had not shown to be the person', async () => {
    await given('technician');
    await Promise.all([signIn('technician', 'not it'), signIn('technician'), signIn('technician')]);
    await Promise.all([server.app.auth.takeNotes(note), server.app.auth.takeNotes(note)]);
    const rows = await server.house.within(null, (tx) =>
      tx
        .selectFrom('pledge.event')
        .select(['type', 'seq', 'actor', 'customer_id', 'payload'])
        .where('stream_kind', '=', 'person')
        .where('stream_id', '=', personId('technician'))
        .orderBy('seq')
        .execute(),
    );
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      [1, 2, 3],
    );
    for (const row of rows) {
      const refused = row.type === 'signInRefused';
      assert.deepEqual(row.actor, refused ? { id: null, kind: 'system' } : { id: personId('technician'), kind: 'customer' });
      assert.equal(row.customer_id, server.house.actors.technician.customerId);
      assert.doesNotMatch(JSON.stringify(row.payload), /198\.51|login|technician/);
    }
  });

  it('tells who decided which positions need a second factor, and whose key was made and revoked', async () => {
    const rule = { positions: ['approvingManager', 'auditor'] };
    assert.equal((await server.post('administrator', '/api/people/second-factor-positions', rule)).status, 200);
    const made = await server.post('administrator', '/api/api-keys', { name: '监控', position: 'messageDeskClerk' });
    await server.post('administrator', `/api/api-keys/${made.body.id}/revoke`);
    const own = await logOf('administrator');
    assert.deepEqual(own.map(({ type, data }) => [type, data]).at(-1), ['secondFactorRuleSet', rule]);
    const all = (await server.get('administrator', '/api/people/access-events')).body.items as AccessEventRow[];
    assert.deepEqual(
      all.filter(({ person }) => person === '监控').map(({ type, by }) => [type, by]),
      [
        ['keyRevoked', '钱管理员'],
        ['programAdmitted', '钱管理员'],
      ],
    );
  });

  it('is read page by page, by the administrator alone', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let count = 0; count < 60; count += 1)
      await ask('/api/password/forgotten', { login: EMPLOYED[count % EMPLOYED.length] });
    while (await server.app.auth.takeNotes(note));
    do {
      const page = await server.get('administrator', `/api/people/access-events${cursor === null ? '' : `?cursor=${cursor}`}`);
      seen.push(...(page.body.items as AccessEventRow[]).map(({ id }) => id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    const events = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.event').select('id').where('stream_kind', '=', 'person').execute(),
    );
    assert.ok(seen.length > 60);
    assert.equal(seen.length, events.length);
    assert.equal(new Set(seen).size, seen.length);
    assert.equal((await server.get('manager', '/api/people/access-events')).status, 403);
  });
});
