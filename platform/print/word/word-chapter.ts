import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IRunOptions,
} from 'docx';
import { chapterShown } from '../chapter.rules.ts';
import type { Chapter, ChapterBlock, ChapterRequest, ChapterRow, ChapterTable } from '../chapter.schema.ts';
import { textRuns } from './word-cells.ts';
import { face, isText, none, twips } from './word-sheet.ts';

const WIDTH_MM = 166;
const hair = { style: BorderStyle.SINGLE, size: 3, color: 'B9C0C4' } as const;
const rule = { style: BorderStyle.SINGLE, size: 6, color: '111111' } as const;
const GREY = '5A6268';
const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
/** Half points, by level. */
const HEADING_SIZES = [26, 22, 20] as const;

/** The chapter as DOCX, with headings that a table of contents finds, to be worked into another document. */
export async function wordOfChapter({ chapter: asked }: ChapterRequest): Promise<Uint8Array<ArrayBuffer>> {
  const chapter = chapterShown(asked, isText);
  const document = new Document({
    title: chapter.title,
    creator: '守诺 Pledge',
    styles: { default: { document: { run: { size: 20, color: '111111', font: face } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              left: twips(24),
              right: twips(20),
              top: twips(22),
              bottom: twips(22),
              header: twips(10),
              footer: twips(10),
            },
          },
        },
        ...(chapter.mark === undefined ? {} : { headers: { default: markHead(chapter.mark) } }),
        footers: { default: foot(chapter) },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            spacing: { after: twips(5) },
            children: textRuns(chapter.title, { bold: true, size: 36, color: '111111', font: face }),
          }),
          ...(chapter.facts.length === 0 ? [] : [factsTable(chapter)]),
          ...chapter.blocks.flatMap(blockOf),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function blockOf(block: ChapterBlock): (Paragraph | Table)[] {
  if (block.kind === 'table') return [tableOf(block), new Paragraph({ children: [] })];
  if (block.kind === 'paragraph') {
    const options: IRunOptions = block.isQuiet === true ? { size: 18, color: GREY } : {};
    return [new Paragraph({ spacing: { after: twips(2) }, children: textRuns(block.text, options) })];
  }
  const at = block.level - 1;
  return [
    new Paragraph({
      heading: HEADINGS[at] ?? HeadingLevel.HEADING_3,
      keepNext: true,
      spacing: { before: twips(6), after: twips(2.4) },
      children: textRuns(block.text, { bold: true, size: HEADING_SIZES[at] ?? 20, color: '111111', font: face }),
    }),
  ];
}

function factsTable({ facts }: Chapter): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(WIDTH_MM), type: WidthType.DXA },
    columnWidths: [twips(34), twips(WIDTH_MM - 34)],
    rows: facts.map(([label, text]) => new TableRow({ children: [plainCell(label, { color: GREY }), plainCell(text)] })),
  });
}

function plainCell(text: string, options: IRunOptions = {}): TableCell {
  return new TableCell({
    borders: { top: none, bottom: none, left: none, right: none },
    children: [new Paragraph({ children: textRuns(text, options) })],
  });
}

function tableOf({ columns, rows }: ChapterTable): Table {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => twips((WIDTH_MM * share) / all));
  const head: ChapterRow = { cells: columns.map(({ name }) => name), tone: 'strong' };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(WIDTH_MM), type: WidthType.DXA },
    columnWidths: widths,
    rows: [head, ...rows].map((row, index) => tableRow(row, index === 0)),
  });
}

function tableRow({ cells, tone }: ChapterRow, isHead: boolean): TableRow {
  const options: IRunOptions = { size: 18, bold: tone === 'strong', ...(tone === 'quiet' ? { color: GREY } : {}) };
  return new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    children: cells.map(
      (text) =>
        new TableCell({
          margins: { left: twips(1.6), right: twips(1.6), top: twips(1), bottom: twips(1) },
          borders: { left: none, right: none, top: isHead ? rule : hair, bottom: isHead ? rule : hair },
          children: [new Paragraph({ children: textRuns(text, options) })],
        }),
    ),
  });
}

function markHead(mark: string): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: textRuns(mark, { bold: true, size: 18, color: '111111', font: face }),
      }),
    ],
  });
}

function foot({ foot: text, language }: Chapter): Footer {
  const small = { size: 16, color: '444444' } as const;
  const [before, between, after] = language === 'zh' ? ['第', '页，共', '页'] : ['Page ', ' of ', ''];
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: twips(WIDTH_MM) }],
        children: [
          ...textRuns(text, small),
          new TextRun({ ...small, children: ['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] }),
        ],
      }),
    ],
  });
}
