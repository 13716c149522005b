import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import { openMailer } from '#platform/mail/mailer.ts';
import { mailServer } from './testing/mail-server.ts';
import { openTestServer } from './testing/test-server.ts';

it('who is asked to stop takes no further mail once the one under way is decided, and the next start sends the others', async () => {
  const mail = await mailServer();
  const server = await openTestServer({ env: { PLEDGE_SMTP_URL: mail.url, PLEDGE_MAIL_FROM: 'service@example.cn' } });
  const mailer = openMailer({ url: mail.url, from: 'service@example.cn' });
  try {
    const { db, time, actors, within } = server.house;
    await within(null, (tx) =>
      tx
        .updateTable('pledge.contact')
        .set({ email: 'wang@customer.example.cn' })
        .where('id', '=', actors.technician.contactId ?? '')
        .execute(),
    );
    for (const content of ['专线丢包', '核心交换机宕机', '端口告警'])
      assert.equal((await server.post('technician', '/api/service-requests', { content })).status, 201);
    // Asked while the first is on its way to the mail server.
    const stopping = new AbortController();
    const send: typeof mailer.send = (letter) => {
      stopping.abort();
      return mailer.send(letter);
    };
    await deliverOutbox({ db, time, mailer: { ...mailer, send } }, stopping.signal);
    assert.equal(mail.received.length, 1);
    await deliverOutbox({ db, time, mailer });
    assert.equal(mail.received.length, 3);
  } finally {
    mailer.close();
    await server.close();
    await mail.close();
  }
});
