import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyReport, missingOf, reportOf, titleOf, UNSURE } from './report.rules.ts';

const words = { opinion: null, sinceLine: (since: string) => `开始时间：${since}` };

describe('a report', () => {
  it('lacks what it needs in the order of the page; an opinion needs words alone', () => {
    assert.deepEqual(missingOf(emptyReport, { opinion: false }), ['kind', 'siteId', 'content']);
    assert.deepEqual(missingOf(emptyReport, { opinion: true }), ['content']);
  });
  it('sends what was said and nothing that was not', () => {
    assert.deepEqual(reportOf({ ...emptyReport, kind: UNSURE, siteId: 's', content: ' 网页很慢 ' }, words), {
      channel: 'web',
      content: '网页很慢',
      title: '网页很慢',
      siteId: 's',
    });
  });
  it('a fault carries its symptom, severity, since when and its photos', () => {
    const files = [{ id: 'f', name: 'a.png', size: 1 }];
    const sent = reportOf(
      { ...emptyReport, kind: 'fault', siteId: 's', severity: 'critical', content: '断网', since: '22:00', files },
      words,
    );
    assert.deepEqual(
      [sent['kind'], sent['severity'], sent['symptom'], sent['content'], sent['files']],
      ['fault', 'critical', '断网', '断网\n开始时间：22:00', ['f']],
    );
  });
  it('what was chosen for a fault is not sent with a question', () => {
    assert.equal(
      reportOf({ ...emptyReport, kind: 'consultation', siteId: 's', severity: 'critical', content: '问' }, words)['severity'],
      undefined,
    );
  });
  it('its title is the first sentence, as long as a title may be', () => {
    assert.equal(titleOf('交换机宕机。请尽快处理'), '交换机宕机');
    assert.equal([...titleOf('断'.repeat(200))].length, 61);
    assert.equal(
      reportOf({ ...emptyReport, content: '等了两小时' }, { ...words, opinion: '意见：' })['title'],
      '意见：等了两小时',
    );
  });
});
