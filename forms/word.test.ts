import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { forms } from '#forms/index.ts';
import type { FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import type { PrintRequest } from '#platform/print/print.schema.ts';
import { createPrinter } from '#platform/print/print.ts';
import { unzipped } from '#platform/testing/zip.ts';
import { instant } from '#platform/time/instant.ts';

const printer = createPrinter();
after(() => printer.close());

const at = instant(Date.parse('2026-10-04T03:08:00+08:00'));

function requestOf(definition: FormDefinition, more: Partial<PrintRequest> = {}): PrintRequest {
  return {
    definition,
    values: {},
    documentNumber: 'QR-OP10B',
    documentVersion: 'A/0',
    recordNumber: 'QR-OP10B-2026-0029',
    liveUrl: 'https://pledge.example/records/0199',
    contentDigest: 'ab'.repeat(32),
    createdAt: at,
    timeZone: 'Asia/Shanghai',
    ...more,
  };
}

async function partsOf(request: PrintRequest) {
  const files = unzipped(Buffer.from(await printer.word(request)));
  const read = (name: string) => files.get(name)?.toString('utf8') ?? '';
  const foot = [...files.keys()].filter((name) => /^word\/footer\d\.xml$/.test(name));
  return { files, document: read('word/document.xml'), foot: foot.map(read).join('') };
}

const wordsOf = (xml: string): string =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>|<w:br\/>|<w:tab\/>/g)]
    .map(([whole, text]) => text ?? (whole === '<w:tab/>' ? '\t' : '\n'))
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

describe('a record as DOCX', () => {
  for (const definition of Object.values(forms))
    it(`${definition.title.zh}: title, numbers, every cell of the grid with its span, every printed label`, async () => {
      const { document, foot } = await partsOf(requestOf(definition));
      const words = wordsOf(document);
      for (const text of [definition.title.zh, '（文件编号：QR-OP10B　版次：A/0）', '记录编号：QR-OP10B-2026-0029'])
        assert.ok(words.includes(text), text);
      assert.match(wordsOf(foot), /QR-OP10B-2026-0029　第页，共页/);
      const rows = [...document.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) =>
        [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => Number(/<w:gridSpan w:val="(\d)"/.exec(cell)?.[1] ?? 1)),
      );
      assert.deepEqual(
        rows,
        definition.rows.map((row) => row.cells.map((cell) => cell.span)),
      );
      const widths = [...document.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
      const whole = widths.reduce((sum, width) => sum + width, 0);
      assert.deepEqual(
        widths.map((width) => Math.round((width / whole) * 1000) / 10),
        [...definition.columns],
      );
      for (const cell of definition.rows.flatMap((row) => row.cells))
        if ('label' in cell && cell.label !== undefined)
          assert.ok(words.replaceAll('\n', '').includes(cell.label.zh), cell.label.zh);
    });

  const { serviceRecord } = forms;
  const values: FormValues = { serviceMode: ['onSite'], customerSignedOn: '2026-10-04', problemContent: '第一行\n第二行' };

  it('ticks what was chosen and nothing else, and keeps the lines of a text', async () => {
    const words = wordsOf((await partsOf(requestOf(serviceRecord, { values }))).document);
    assert.match(words, /现场 ☑/);
    assert.equal(words.split('☑').length - 1, 1);
    assert.equal(words.split('☐').length - 1, 3);
    assert.ok(words.includes('第一行\n第二行'));
  });

  it('holds a drawn signature as a picture in ink, with its day beside it; what is void says so', async () => {
    const strokes = [
      {
        points: [
          { x: 0, y: 0 },
          { x: 40, y: 30 },
          { x: 90, y: 5 },
        ],
      },
    ];
    const signatures = { customerSignature: { name: '赵工', at, drawing: { strokes } } };
    const voided = { reason: '另出修订', at };
    const { document, files } = await partsOf(requestOf(serviceRecord, { values, signatures, voided }));
    assert.equal(document.split('<pic:pic').length - 1, 1);
    const pictures = [...files].filter(([name]) => name.startsWith('word/media/')).map(([, data]) => PNG.sync.read(data));
    assert.equal(pictures.length, 2, 'the signature and the code in the foot');
    const inked = pictures.map(({ data }) => data.subarray(0, 3).toString('hex'));
    assert.ok(inked.includes('16305f'));
    assert.match(wordsOf(document), /客户代表签字： 赵工　　日期： ?2026-10-04/);
    assert.match(wordsOf(document), /作废.*另出修订/);
  });

  it('text of people is data: no field, no formula, no markup, no character that breaks the file', async () => {
    const hostile = [
      '</w:t></w:r><w:r><w:instrText>INCLUDETEXT "C:\\\\secret"</w:instrText></w:r>',
      '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" }',
      '=1+1|"calc"!A0',
      '<script>&amp;&lt; ]]>',
      '\u0000\u0008\u000b\ufffe\ud800',
    ].join('\n');
    const { document, files } = await partsOf(requestOf(serviceRecord, { values: { problemContent: hostile } }));
    assert.doesNotMatch(document, /instrText|fldChar|fldSimple|w:object|<script/);
    const words = wordsOf(document);
    for (const line of hostile.split('\n').slice(0, 4)) assert.ok(words.replaceAll('\u200b', '').includes(line), line);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(document, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    assert.equal(
      [...files.keys()].some((name) => /vba|embeddings|activeX/i.test(name)),
      false,
    );
    const targets = [...files].filter(([name]) => name.endsWith('.rels')).map(([, data]) => data.toString());
    assert.doesNotMatch(targets.join(''), /TargetMode="External"/);
  });
});
