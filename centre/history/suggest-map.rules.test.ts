import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { LogSample } from './log-sample.schema.ts';
import { suggestMap, type SuggestFrom } from './suggest-map.rules.ts';

const FROM: SuggestFrom = {
  project: 'PRJ-001',
  kind: 'fault',
  severities: ['critical', 'major', 'minor'],
  closed: 'closed',
  open: 'treating',
  zone: 'Asia/Shanghai',
};

/** A sample by its columns. */
function sample(columns: Readonly<Record<string, readonly string[]>>, read: Partial<LogSample> = {}): LogSample {
  return {
    encoding: 'utf-8',
    delimiter: ',',
    rows: 3,
    columns: Object.entries(columns).map(([name, values]) => ({ name, values: [...values], more: false })),
    ...read,
  };
}
const suggested = (columns: Readonly<Record<string, readonly string[]>>, about: Partial<LogSample> = {}, from = FROM) =>
  parse(suggestMap(sample(columns, about), from)) as Record<string, unknown>;

const TIMES: readonly (readonly [string, string, { format?: string; zone?: string }])[] = [
  ['ISO 8601 with an offset', '2026-03-02T08:00:00+08:00', {}],
  ['ISO 8601 without one', '2026-03-02T08:00:00', { zone: 'Asia/Shanghai' }],
  ['with a blank for the T', '2026-03-02 08:00:00', { zone: 'Asia/Shanghai' }],
  ['without signs', '20260302080000', { format: 'yyyyMMddHHmmss', zone: 'Asia/Shanghai' }],
  ['with slashes', '2026/3/2 8:05', { format: 'yyyy/M/d H:mm', zone: 'Asia/Shanghai' }],
  ['German', '02.03.2026 08:00', { format: 'dd.MM.yyyy HH:mm', zone: 'Asia/Shanghai' }],
  ['Chinese', '2026年3月2日 8:05', { format: "yyyy'年'M'月'd'日' H:mm", zone: 'Asia/Shanghai' }],
];

describe('a first map of a log', () => {
  it('takes the columns by their names, in English and in Chinese', () => {
    const english = suggested({ Ticket: ['H-1'], When: ['2026-03-02T08:00:00Z'], Subject: ['no light'], 'E-mail': ['a@b.cn'] });
    assert.deepEqual([english['id'], english['at']], ['Ticket', 'When']);
    assert.deepEqual(english['fields'], { title: 'Subject', enquirerEmail: 'E-mail' });
    const chinese = suggested({ 工单号: ['1'], 发生时间: ['2026-03-02T08:00:00Z'], 标题: ['断'], 联系电话: ['1'], 站点: ['A'] });
    assert.deepEqual([chinese['id'], chinese['at']], ['工单号', '发生时间']);
    assert.deepEqual(chinese['fields'], { title: '标题', enquirerPhone: '联系电话', site: '站点' });
  });

  for (const [name, value, told] of TIMES)
    it(`tells how times are written, and a zone where they name none: ${name}`, () => {
      const map = suggested({ Id: ['1'], Changed: [value, value, 'not a time'] });
      assert.equal(map['at'], 'Changed', 'by what stands in it, whatever its name');
      assert.deepEqual([map['format'], map['zone']], [told.format, told.zone]);
    });

  it('takes a value that is called like a severity for it, and leaves open what tells nothing', () => {
    const map = suggested({ Id: ['1'], Impact: [' Major', 'Whatever'] });
    assert.deepEqual(map['severity'], {
      column: 'Impact',
      values: { ' Major': 'major' },
    });
    assert.equal(suggested({ Id: ['1'], Impact: ['x'] }, {}, { ...FROM, severities: [] })['severity'], undefined);
  });

  const [critical, major, minor] = FROM.severities;
  const grave: readonly (readonly [meant: string | undefined, values: readonly string[]])[] = [
    [critical, ['1 - Critical', 'Highest', 'P1', 'sev-1', 'Severity 1', '0', '紧急', '最高', '极高', '特别重大']],
    [major, ['P2', 'High', 'SEV2', '2 - High', '重大', '高']],
    [minor, ['Medium', 'Low', '5 - Lowest', 'P4', '一般', '低', '最低', '轻微', '非紧急', '不紧急', '不重要', '非重大']],
    [undefined, ['Highly odd', '-1', 'x', '']],
  ];
  for (const [meant, values] of grave)
    it(`takes words that sound as grave elsewhere for ${meant ?? 'nothing'}: ${values.join(', ')}`, () => {
      const map = suggested({ Id: ['1'], Impact: values })['severity'] as { values: Readonly<Record<string, string>> };
      assert.deepEqual(map.values, meant === undefined ? {} : Object.fromEntries(values.map((value) => [value, meant])));
    });

  it('takes words of an end for it: restored by event, closed by state, all else open', () => {
    const map = suggested({ Id: ['1'], Status: ['New', 'Resolved', '已关闭'] });
    const when = { Status: ['Resolved', '已关闭'] };
    assert.deepEqual((map['events'] as unknown[])[2], { when, first: true, event: 'restored' });
    assert.deepEqual(map['state'], [{ when, state: 'closed' }, { state: 'treating' }]);
    assert.deepEqual(suggested({ Id: ['1'], Status: ['New'] })['state'], [{ state: 'treating' }]);
  });

  it('says how the file is read only where it is read otherwise than usual', () => {
    const usual = suggested({ Id: ['1'] });
    assert.deepEqual([usual['encoding'], usual['delimiter']], [undefined, undefined]);
    const other = suggested({ Id: ['1'] }, { encoding: 'gb18030', delimiter: ';' });
    assert.deepEqual([other['encoding'], other['delimiter']], ['gb18030', ';']);
  });

  it('says nothing that could not be told', () => {
    const map = suggested({ A: ['x'], B: ['y'] }, {}, { ...FROM, project: null, kind: null, closed: null, open: null });
    assert.deepEqual(Object.keys(map), ['events', 'state']);
    assert.deepEqual(map['state'], []);
  });
});
