import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf } from '#centre/testing/audit.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { loadCoverage } from '#platform/print/fonts.ts';
import { printable } from '#platform/print/printable.rules.ts';
import { WORD_TYPE } from '#platform/print/print.schema.ts';
import { cut } from '#platform/text/characters.rules.ts';
import { objectsOf, readAll } from '#platform/testing/pdf.ts';
import { unzipped } from '#platform/testing/zip.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { HOSTILE_TEXTS, type HostileText } from './testing/hostile/texts.ts';
import { headerText, mailHeaders, mailServer, mailText, type MailServer } from './testing/mail-server.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

const KEPT = HOSTILE_TEXTS.filter(({ fate }) => fate === 'kept');
const REFUSED = HOSTILE_TEXTS.filter(({ fate }) => fate === 'refused');
/** What fits a name or a title. */
const SHORT = KEPT.filter(({ text }) => text.length <= 60);
const covered = loadCoverage();

let server: TestServer;
let mail: MailServer;
let course: Course;

/** A fault whose engineer is on site, and a customer who is written to. */
before(async () => {
  mail = await mailServer();
  server = await openTestServer({ worker: true, env: { PLEDGE_SMTP_URL: mail.url, PLEDGE_MAIL_FROM: 'service@example.cn' } });
  const { house } = server;
  await house.within(null, (tx) =>
    tx
      .updateTable('pledge.contact')
      .set({ email: 'wang@customer.example.cn' })
      .where('id', '=', house.actors.technician.contactId ?? '')
      .execute(),
  );
  course = await reported(server, 'technician', report('交换机没有响应'));
  await course.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  const people = [{ personId: house.actors.branchEngineer.personId, level: 1 }];
  await course.take('manager', 'dispatch', { people, taskContent: '检查' });
  await course.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  await course.take('branchEngineer', 'visit/arrive', { place: '东区节点', contactId: house.actors.siteStaff.contactId });
});
after(async () => {
  await server.close();
  await mail.close();
});

function report(content: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const siteId = server.house.sites['SITE-01'];
  return { kind: 'fault', siteId, enquirerPhone: '+86 10 0000 0004', content, symptom: content, ...more };
}

const said = async (who: HouseName, path: string): Promise<HttpAnswer['body']> => {
  const answer = await server.get(who, path);
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Bytes of a file at an address. */
const fileAt = async (who: HouseName, url: string): Promise<{ bytes: Uint8Array; type: string }> => {
  const answer = await server.app.server?.inject({ method: 'GET', url, headers: { cookie: await server.cookieOf(who) } });
  assert.equal(answer?.statusCode, 200, url);
  return { bytes: new Uint8Array(answer.rawPayload), type: String(answer.headers['content-type']) };
};

const each = (texts: readonly HostileText[], act: (text: string) => Promise<void>): void => {
  for (const { name, text } of texts) it(name, () => act(text));
};

describe('a text of a report', () => {
  describe('comes back character by character, and its title is a beginning of it without half a character', () => {
    each(KEPT, async (text) => {
      const { id } = await reported(server, 'technician', report(text));
      const seen = await said('manager', `/api/service-requests/${id}`);
      assert.equal(seen.content, text.trim());
      assert.ok(!seen.title.includes('\ufffd'), seen.title);
      assert.ok(text.trim().startsWith(seen.title.replace(/…$/, '')), seen.title);
    });
  });

  describe('that holds what nobody sees is refused; the character is named, and the place', () => {
    each(REFUSED, async (text) => {
      const answer = await server.post('technician', '/api/service-requests', report(`第一行\n${text}`));
      assert.deepEqual([answer.status, answer.body.code], [400, 'invalidInput']);
      assert.deepEqual(
        answer.body.fields.map(({ field, code }: { field: string; code: string }) => [field, code]),
        [
          ['content', 'unstorable'],
          ['symptom', 'unstorable'],
        ],
      );
      assert.match(answer.body.detail, /（U\+[0-9A-F]{4}，在“第一行/);
    });
  });

  it('is a name and a title where it stands on one line, and is found by its own words', async () => {
    for (const { name, text } of SHORT) {
      if (/[\n\r\t\u2028]/.test(text.trim())) {
        const answer = await server.post(
          'technician',
          '/api/service-requests',
          report('说明', { title: text, enquirerName: text }),
        );
        assert.deepEqual(
          answer.body.fields.map(({ field, message }: { field: string; message: string }) => [field, message]),
          ['title', 'enquirerName'].map((field) => [field, '只能写一行，不能有换行或制表符。']),
        );
        continue;
      }
      const { id } = await reported(server, 'technician', report('说明', { title: text, enquirerName: text }));
      const seen = await said('manager', `/api/service-requests/${id}`);
      assert.deepEqual([seen.title, seen.enquirer.name], [text.trim(), text.trim()], name);
      const found = await said('manager', `/api/service-requests?q=${encodeURIComponent(text)}`);
      assert.ok(
        found.items.some((row: { id: string }) => row.id === id),
        `${name} is not found by its own words`,
      );
    }
  });
});

describe('a message', () => {
  it('comes back character by character, in the conversation and the timeline', async () => {
    const path = `/api/service-requests/${course.id}/messages`;
    for (const { text } of KEPT) assert.equal((await server.post('manager', path, { channel: 'web', text })).status, 201);
    for (const who of ['technician', 'manager'] as const) {
      const texts = new Set((await said(who, path)).items.map((message: { text: string }) => message.text));
      for (const { name, text } of KEPT) assert.ok(texts.has(text.trim()), `${name} for ${who}`);
    }
  });
});

describe('a mail', () => {
  it('has the headers that we write and no other, goes to whom it is for, and says the words as they are', async () => {
    const sent = new Map<HostileText, string>();
    for (const hostile of KEPT) {
      const { id, number } = await reported(server, 'technician', report('说明'));
      sent.set(hostile, number);
      // No door takes a title of several lines; what came in by an import may have one.
      await server.house.within(null, (tx) =>
        tx
          .updateTable('pledge.service_request')
          .set({ title: titleOf(hostile) })
          .where('id', '=', id)
          .execute(),
      );
      const path = `/api/service-requests/${id}/messages`;
      assert.equal((await server.post('manager', path, { channel: 'email', text: hostile.text })).status, 201);
    }
    for (const [hostile, number] of sent) {
      const isIt = (one: string): boolean =>
        subjectOf(one).startsWith(`[${number}]`) && lines(mailText(one)) === lines(hostile.text);
      await until(() => mail.received.some(isIt));
      const found = mail.received.find(isIt) ?? '';
      const headers = mailHeaders(found);
      assert.deepEqual(
        headers.map(([name]) => name).toSorted(),
        ['content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'],
        hostile.name,
      );
      assert.deepEqual(mail.recipients[mail.received.indexOf(found)], ['wang@customer.example.cn']);
      assert.ok(headers.some(([name, value]) => name === 'content-type' && value === 'text/plain; charset=utf-8'));
      assert.equal(flat(subjectOf(found)), flat(`[${number}] ${titleOf(hostile)}`), hostile.name);
    }
  });
});

describe('what is written into a record', () => {
  const saved = async (text: string): Promise<string> => {
    await course.take('branchEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: text } });
    return (await said('branchEngineer', `/api/records/${course.record('serviceRecord').id}`)).values.workProcessAndResult;
  };

  describe('is kept, and stands as text on paper and in the DOCX: nothing of it is carried out', () => {
    each(KEPT, async (text) => {
      const stored = await saved(text);
      assert.equal(stored, text.replaceAll('\r\n', '\n'));
      const { id } = course.record('serviceRecord');
      const pdf = await fileAt('branchEngineer', `/api/records/${id}/pdf`);
      assert.equal(pdf.type, 'application/pdf');
      const onPaper = bare(printable(stored.trim(), covered));
      const words = bare(await readAll(pdf.bytes));
      assert.ok(words.includes(onPaper), `${onPaper}\nis not in\n${words}`);
      assert.doesNotMatch(objectsOf(pdf.bytes), /\/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile|URI)\b/);
      const word = await fileAt('branchEngineer', `/api/records/${id}/docx`);
      assert.equal(word.type, WORD_TYPE);
      const document = unzipped(word.bytes).get('word/document.xml')?.toString('utf8') ?? '';
      assert.doesNotMatch(document, /instrText|fldChar|fldSimple|w:object|w:hyperlink|<script|<!DOCTYPE/);
      assert.ok(bare(wordsOf(document)).includes(bare(shownInWord(stored))), 'in the DOCX');
    });
  });

  describe('that holds what nobody sees is refused', () => {
    each(REFUSED, async (text) => {
      const answer = await course.fire('branchEngineer', 'record:serviceRecord/fill-record', {
        values: { workProcessAndResult: `a${text}` },
      });
      assert.deepEqual([answer.status, answer.body.fields[0].field], [400, 'values.workProcessAndResult']);
    });
  });
});

describe('whoever signs', () => {
  it('may be called anything that fits a line, and is called so on paper', async () => {
    await course.take('branchEngineer', 'classify', {
      faultType: 'equipment',
      faultPoint: '主控板',
      evidence: '双电源告警',
      damageCause: 'notHuman',
    });
    await course.take('branchEngineer', 'treat', {
      what: '换上备机',
      steps: '断电',
      claimReference: 'RMA-77',
      reportedHow: 'standbyUnit',
    });
    await course.take('representative', 'restore', {});
    const attested = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
    await course.take('branchEngineer', 'visit/request-departure', { attested });
    const check = (name: string) =>
      course.fire('branchEngineer', 'visit/customer-check', {
        siteCleaned: true,
        workChecked: true,
        opinion: '好',
        signature: drawn(name),
      });
    for (const text of ['李\u001b[2J', 'a\u0000', 'a\nb']) assert.equal((await check(text)).status, 400, JSON.stringify(text));
    const name = '<b>#read("x")</b> =1+1';
    const signed = await check(name);
    assert.ok(signed.status < 300, JSON.stringify(signed.body));
    const { bytes } = await fileAt('manager', `/api/records/${course.record('serviceRecord').id}/pdf`);
    assert.ok((await readAll(bytes)).includes(bare(name)));
  });
});

it('whatever was written, the evidence holds', async () => {
  // Its worker seals as it goes.
  const seals = { keys: (await server.app.house.sealingKeys()).known };
  assert.equal((await auditOf(server.house, { seals })).first, null);
});

const titleOf = ({ text }: HostileText): string => cut(text.trim(), 120);

function subjectOf(sent: string): string {
  return headerText(mailHeaders(sent).find(([name]) => name === 'subject')?.[1] ?? '');
}

const bare = (text: string): string => text.replaceAll(/[\s\u200b]/g, '');
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** What XML takes, shown as the DOCX shows it. */
function shownInWord(text: string): string {
  return printable(text, (codePoint) => codePoint >= 0x20);
}

function wordsOf(xml: string): string {
  return [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

async function until(holds: () => boolean): Promise<void> {
  const latest = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > latest) assert.fail('it did not come to pass within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
