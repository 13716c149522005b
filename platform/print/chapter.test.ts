import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { instant } from '#platform/time/instant.ts';
import { readAll, readTexts } from '../testing/pdf.ts';
import { unzipped } from '../testing/zip.ts';
import type { Chapter } from './chapter.schema.ts';
import { createPrinter } from './print.ts';

const printer = createPrinter();
after(() => printer.close());

const createdAt = instant(Date.parse('2026-10-01T00:00:00Z'));
const HOSTILE = '#panic("x") $a$ *b* _c_ @d <e> \\ `f` https://example.cn/' + 'x'.repeat(120);

const chapterWith = (rows: number): Chapter => ({
  language: 'zh',
  title: '复杂项目服务方案',
  mark: '草稿，未生效',
  facts: [['方案', 'SP-2026-001 第1版']],
  blocks: [
    { kind: 'heading', level: 1, text: '一、服务承诺' },
    { kind: 'paragraph', text: HOSTILE, isQuiet: true },
    {
      kind: 'table',
      columns: [
        { name: '编号', share: 1 },
        { name: '承诺', share: 3 },
      ],
      rows: Array.from({ length: rows }, (_, index) => ({ cells: [`N-${index}`, `承诺第${index}条`], tone: 'quiet' as const })),
    },
  ],
  foot: 'SP-2026-001 · 摘要0123',
});

describe('a chapter as PDF', () => {
  it('holds every text of it, hostile ones to the letter, and the same chapter is the same bytes', async () => {
    const request = { chapter: chapterWith(3), createdAt };
    const [one, again] = [await printer.chapter(request, 'pdf'), await printer.chapter(request, 'pdf')];
    assert.deepEqual(one, again);
    const text = await readAll(one);
    for (const said of ['复杂项目服务方案', '一、服务承诺', '承诺第2条', '第1页，共1页', '摘要0123'])
      assert.ok(text.includes(said), said);
    assert.ok(text.includes(HOSTILE.replaceAll(/\s/g, '')), text);
  });

  it('goes on over sheets, with the head of the table and the number of the sheet on each', async () => {
    const pages = await readTexts(await printer.chapter({ chapter: chapterWith(120), createdAt }, 'pdf'));
    assert.ok(pages.length > 2, `${pages.length} sheets`);
    pages.forEach((page, index) => {
      const text = page
        .map(({ text: piece }) => piece)
        .join('')
        .replaceAll(/\s/g, '');
      assert.match(text, new RegExp(`第${index + 1}页，共${pages.length}页`));
      assert.match(text, /编号承诺/);
      assert.match(text, /草稿，未生效/);
    });
  });

  it('has its title above each further sheet, as much of a long one as a line holds', async () => {
    const [_first, short = []] = await readTexts(await printer.chapter({ chapter: chapterWith(40), createdAt }, 'pdf'));
    assert.ok(short.some(({ text }) => text.includes('复杂项目服务方案')));
    const chapter = { ...chapterWith(40), title: `#${'综合业务网络系统'.repeat(12)}` };
    const [whole = [], further = []] = await readTexts(await printer.chapter({ chapter, createdAt }, 'pdf'));
    const said = (page: typeof further): string =>
      page
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, '');
    assert.ok(said(whole).includes(chapter.title));
    assert.match(said(further), /#(综合业务网络系统){3,}[^…]*…/);
    assert.ok(!said(further).includes(chapter.title));
  });

  it('that is too long is refused before anything is set', async () => {
    await assert.rejects(printer.chapter({ chapter: chapterWith(20_000), createdAt }, 'pdf'), { code: 'printTooLarge' });
  });
});

describe('a chapter as DOCX', () => {
  it('holds every text of it, with headings that a table of contents finds', async () => {
    const files = unzipped(await printer.chapter({ chapter: chapterWith(3), createdAt }, 'word'));
    const text = files.get('word/document.xml')?.toString('utf8') ?? '';
    for (const said of ['复杂项目服务方案', '一、服务承诺', '承诺第2条', '#panic(&quot;x&quot;) $a$ *b*'])
      assert.ok(text.includes(said), said);
    assert.match(text, /<w:pStyle w:val="Heading1"\/>/);
    assert.match(files.get('word/header1.xml')?.toString('utf8') ?? '', /草稿，未生效/);
  });
});
