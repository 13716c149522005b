import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readAll } from '#platform/testing/pdf.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;
before(async () => {
  server = await openTestServer();
  course = await reported(server, 'technician', {
    kind: 'consultation',
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '如何查看端口流量？',
  });
});
after(() => server.close());

const annexOf = async (clock: string, language: 'zh' | 'en'): Promise<string> => {
  const answer = await server.get('technician', `/api/service-requests/${course.id}/clocks/${clock}/annex?language=${language}`);
  assert.deepEqual(
    [answer.status, answer.headers['content-type']],
    [200, 'application/pdf'],
    answer.raw.toString().slice(0, 300),
  );
  const file = { zh: `${course.number} 解答 时限说明.pdf`, en: `${course.number} Answer explained.pdf` }[language];
  assert.equal(answer.headers['content-disposition'], `inline; filename*=UTF-8''${encodeURIComponent(file)}`);
  return readAll(new Uint8Array(answer.raw));
};

describe('the annex that explains a due time', () => {
  it('says in either language what the drawer says: clause, value, plan, every stretch, and a sum that is the limit', async () => {
    const { body } = await server.get('technician', `/api/service-requests/${course.id}/clocks/answer/explanation`);
    assert.deepEqual([body.plan.code, body.plan.revision], ['SP-2026-001', 1]);
    assert.equal(body.sumSeconds, 8 * 3_600);
    const [zh, en] = [await annexOf('answer', 'zh'), await annexOf('answer', 'en')];
    const { number } = course;
    for (const said of [
      '附件：时限说明',
      number,
      '解答',
      'SP-2026-001第1版',
      '“及时…相应的答复”',
      '法定节假日',
      '等于时限8小时',
      '8:00',
    ])
      assert.ok(zh.includes(said), `${said} in ${zh}`);
    for (const said of [
      'Annex:explanationofatimelimit',
      number,
      'SP-2026-001revision1',
      'statutoryholiday',
      'equaltothelimitof8h',
    ])
      assert.ok(en.includes(said), `${said} in ${en}`);
    const [clause] = body.clauses as { text: { zh: string; en: string } }[];
    assert.ok(clause !== undefined);
    // Whoever reads no Chinese is told what the quoted clause says; whoever does has the quote.
    assert.ok(en.includes(clause.text.en.replaceAll(/\s/g, '')), en);
    assert.ok(!zh.includes(clause.text.zh.replaceAll(/\s/g, '')), zh);
    // A day off by notice, a night and office hours: the words of each stretch stand there.
    const labels = (body.stretches as { label: { zh: string; en: string } }[]).map(({ label }) => label);
    assert.ok(labels.length > 2);
    for (const { zh: cause, en: because } of labels) {
      assert.ok(zh.includes(cause.replaceAll(/\s/g, '')), cause);
      assert.ok(en.includes(because.replaceAll(/\s/g, '')), because);
    }
  });

  it('is not there for a clock that the request has not, nor for those who do not see the request', async () => {
    const ask = (who: 'technician' | 'stranger', clock: string) =>
      server.get(who, `/api/service-requests/${course.id}/clocks/${clock}/annex`);
    assert.equal((await ask('technician', 'constructor')).status, 404);
    assert.equal((await ask('stranger', 'answer')).status, 404);
  });
});
