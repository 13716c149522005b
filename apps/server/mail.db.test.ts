import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { MessageView } from '#centre/requests/requests.schema.ts';
import { STANDS_STILL_SECONDS } from '#platform/db/application-role.ts';
import { openMailer } from '#platform/mail/mailer.ts';
import { mailServer, mailText, type MailServer } from './testing/mail-server.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const LONGER_THAN_STANDING_MS = (STANDS_STILL_SECONDS + 1) * 1_000;

describe('words to a customer leave the house', () => {
  let server: TestServer;
  let mail: MailServer;
  let id = '';

  before(async () => {
    mail = await mailServer();
    server = await openTestServer({ worker: true, env: { PLEDGE_SMTP_URL: mail.url, PLEDGE_MAIL_FROM: 'service@example.cn' } });
    const { contactId } = server.house.actors.technician;
    await server.house.within(null, (tx) =>
      tx
        .updateTable('pledge.contact')
        .set({ email: 'wang@customer.example.cn' })
        .where('id', '=', contactId ?? '')
        .execute(),
    );
    const reported = await server.post('technician', '/api/service-requests', {
      content: '北区节点专线丢包\r\nBcc: everyone@example.cn',
      siteId: server.house.sites['SITE-02'],
      kind: 'fault',
      symptom: '丢包',
    });
    assert.equal(reported.status, 201);
    id = reported.body.id;
  });
  after(async () => {
    await server.close();
    await mail.close();
  });

  const saidWith = async (words: string): Promise<MessageView | undefined> => {
    const { body } = await server.get('manager', `/api/service-requests/${id}/messages`);
    return (body.items as MessageView[]).find((message) => message.text.includes(words));
  };

  it('sends the receipt by SMTP once, under a Message-ID of its own, and shows it as sent', async () => {
    await until(() => mail.received.length === 1);
    const [sent = ''] = mail.received;
    assert.match(sent, /^To: .*wang@customer\.example\.cn/m);
    assert.match(sent, /^Message-ID: <[0-9a-f-]{36}@pledge>/im);
    assert.doesNotMatch(sent, /^Bcc:/im, 'a line break in a title makes no header');
    const receiptNow = async () =>
      (await server.get('technician', `/api/service-requests/${id}/messages`)).body.items.find(
        (message: { direction: string }) => message.direction === 'outgoing',
      );
    // The mail has arrived before it is written down as gone.
    await until(async () => (await receiptNow()).delivery !== 'queued');
    const receipt = await receiptNow();
    assert.equal(receipt.delivery, 'sent');
    assert.equal(receipt.author.kind, 'system');
  });

  it('an automatic receipt stops no clock that asks for a person; words of a person do (C-1.1-03)', async () => {
    const acknowledge = async (): Promise<string> =>
      (await server.get('manager', `/api/service-requests/${id}/clocks`)).body.items.find(
        (clock: { id: string }) => clock.id === 'acknowledge',
      ).state;
    assert.equal(await acknowledge(), 'running');
    const said = await server.post('manager', `/api/service-requests/${id}/messages`, {
      channel: 'email',
      text: '您好，已收到，正在核实线路。',
    });
    assert.equal(said.status, 201);
    assert.equal(await acknowledge(), 'stopped');
  });

  it('tries again after a refusal and loses nothing', async () => {
    await until(async () => (await saidWith('正在核实线路'))?.delivery === 'sent');
    mail.refuse(true);
    const said = await server.post('manager', `/api/service-requests/${id}/messages`, {
      channel: 'email',
      text: '线路商已受理，编号T-2211。',
    });
    assert.equal(said.status, 201);
    const faults = (): Promise<unknown[]> =>
      server.house.within(null, (tx) =>
        tx
          .selectFrom('pledge.outbox')
          .select('last_error')
          .where('delivered_at', 'is', null)
          .where('last_error', 'is not', null)
          .execute(),
      );
    await until(async () => (await faults()).length === 1);
    // The portal has it; the mail still waits.
    assert.equal((await saidWith('T-2211'))?.delivery, 'queued');
    mail.refuse(false);
    server.house.time.pass(5);
    await until(() => mail.received.some((sent) => mailText(sent).includes('T-2211')));
    const twice = mail.received.filter((sent) => mailText(sent).includes('T-2211'));
    assert.equal(twice.length, 1);
    await until(async () => (await saidWith('T-2211'))?.delivery === 'sent');
  });

  it('sends once what the mail server takes longer to accept than the database lets a transaction stand still', async () => {
    mail.think(LONGER_THAN_STANDING_MS);
    await server.post('manager', `/api/service-requests/${id}/messages`, {
      channel: 'email',
      text: '线路商已到场，编号T-2213。',
    });
    await until(async () => (await saidWith('T-2213'))?.delivery === 'sent');
    mail.think(0);
    assert.equal(mail.received.filter((sent) => mailText(sent).includes('T-2213')).length, 1);
  });

  it('tells staff as failed, and why, what no try could send; never as sent', async () => {
    mail.refuse(true);
    await server.post('manager', `/api/service-requests/${id}/messages`, { channel: 'email', text: '线路已恢复，编号T-2212。' });
    await until(async () => {
      server.house.time.pass(120);
      return (await saidWith('T-2212'))?.delivery === 'failed';
    });
    mail.refuse(false);
    assert.match((await saidWith('T-2212'))?.deliveryNote?.en ?? '', /did not go out: .*try later/);
    const seen = await server.get('technician', `/api/service-requests/${id}/messages`);
    const forCustomer = seen.body.items.find((message: { text: string }) => message.text.includes('T-2212'));
    assert.equal(forCustomer.deliveryNote, undefined);
  });

  it('words with a forbidden phrase are refused with the commitment behind it, and leave nothing', async () => {
    const before = await server.get('manager', `/api/service-requests/${id}/messages`);
    const refused = await server.post('manager', `/api/service-requests/${id}/messages`, { text: '这个我不知道。' });
    assert.equal(refused.status, 422);
    assert.deepEqual(refused.body.guards, ['noForbiddenPhrase']);
    assert.deepEqual(refused.body.commitments, ['C-1.3.4-03']);
    assert.equal(
      (await server.get('manager', `/api/service-requests/${id}/messages`)).body.items.length,
      before.body.items.length,
    );
  });
});

describe('a letter with a link that sets a password', () => {
  let server: TestServer;
  let mail: MailServer;
  const set = (token: string, password: string) =>
    server.post(null, '/api/password/set', { commandId: undefined, token, password });
  const arrived = async (mailbox: string, count: number): Promise<string> => {
    const to = () => mail.received.filter((sent) => sent.includes(`To: ${mailbox}`) || sent.includes(`<${mailbox}>`));
    await until(() => to().length === count);
    return mailText(to().at(-1) ?? '');
  };
  const tokenIn = (letter: string): string => /\/set-password#(\S+)/.exec(letter)?.[1] ?? '';

  before(async () => {
    mail = await mailServer();
    const env = {
      PLEDGE_SMTP_URL: mail.url,
      PLEDGE_MAIL_FROM: 'service@example.cn',
      PLEDGE_PUBLIC_URL: 'https://service.example.cn',
    };
    server = await openTestServer({ worker: true, env });
  });
  after(async () => {
    await server.close();
    await mail.close();
  });

  it('goes by SMTP to whoever is invited, is shown to nobody else, and opens the way in', async () => {
    const person = { name: '新同事', login: 'newcomer', email: 'new@example.cn', position: 'supportEngineer' };
    const made = await server.post('administrator', '/api/people', person);
    assert.deepEqual([made.status, made.body.sent, made.body.link], [201, true, undefined]);
    const letter = await arrived('new@example.cn', 1);
    assert.match(letter, /已为您开通守诺的登录/);
    assert.match(letter, /https:\/\/service\.example\.cn\/set-password#[\w-]{43}\s/);
    assert.equal((await set(tokenIn(letter), '只有我想得到的口令')).status, 200);
    const entered = await server.post(null, '/api/sign-in', {
      commandId: undefined,
      login: 'newcomer',
      password: '只有我想得到的口令',
    });
    assert.equal(entered.status, 200);
  });

  it('goes to whoever asks before the door, and none to a mailbox where nobody has the name', async () => {
    const before = mail.received.length;
    for (const login of ['nobody@example.cn', 'newcomer'])
      assert.equal((await server.post(null, '/api/password/forgotten', { commandId: undefined, login })).status, 202);
    const letter = await arrived('new@example.cn', 2);
    assert.match(letter, /有人请求重设您的密码/);
    assert.equal((await set(tokenIn(letter), '另一个只有我想得到的')).status, 200);
    assert.equal((await set(tokenIn(letter), '再来一次也不行的口令')).body.code, 'linkRefused');
    await until(async () => !(await server.app.auth.sendLetter(async () => undefined)));
    assert.equal(mail.received.length, before + 1);
  });

  it('goes once where the mail server thinks for long, and its link opens', async () => {
    mail.think(LONGER_THAN_STANDING_MS);
    await server.post(null, '/api/password/forgotten', { commandId: undefined, login: 'newcomer' });
    const letter = await arrived('new@example.cn', 3);
    await until(
      async () =>
        (
          await server.house.db
            .selectFrom('auth.letter' as never)
            .selectAll()
            .execute()
        ).length === 0,
    );
    mail.think(0);
    assert.equal((await set(tokenIn(letter), '第三个只有我想得到的')).status, 200);
    await arrived('new@example.cn', 3);
  });

  it('is asked for by an administrator too; no line end in a mailbox makes a header', async () => {
    const { items } = (await server.get('administrator', '/api/people')).body as { items: { id: string; login: string }[] };
    const id = items.find(({ login }) => login === 'newcomer')?.id ?? '';
    assert.equal((await server.post('administrator', `/api/people/${id}/password-link`)).body.sent, true);
    assert.notEqual(tokenIn(await arrived('new@example.cn', 4)), '');
    const forged = { name: '某人', login: 'forged', email: 'a@example.cn\r\nBcc: everyone@example.cn', position: 'auditor' };
    assert.equal((await server.post('administrator', '/api/people', forged)).status, 400);
  });
});

describe('a mail server whose certificate nobody vouches for', () => {
  it('is given nothing', async () => {
    // Without options of its own the server shows a certificate that it signed itself.
    const impostor = new SMTPServer({ secure: true, authOptional: true });
    impostor.on('error', () => undefined);
    impostor.listen(0, '127.0.0.1');
    await once(impostor.server, 'listening');
    const { port } = impostor.server.address() as AddressInfo;
    const mailer = openMailer({ url: `smtps://127.0.0.1:${port}`, from: 'service@example.cn' });
    const letter = { to: 'a@example.cn', subject: 's', text: 't', messageId: '<1@pledge>' };
    await assert.rejects(mailer.send(letter), /certificate/i);
    await assert.rejects(mailer.greet(), /certificate/i);
    mailer.close();
    await new Promise<void>((resolve) => impostor.close(() => resolve()));
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const latest = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > latest) assert.fail('it did not come to pass within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
