import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { paperOf, type SetPaper } from '../paper.ts';
import type { Paper, PaperCell, PaperRow } from '../paper.schema.ts';
import type { PrintRequest } from '../print.schema.ts';
import { codePicture, signaturePicture, type Picture } from './pictures.ts';
import { rowHeights } from './row-heights.rules.ts';
import { cellRuns, pictureRun, textRuns, type Pictures } from './word-cells.ts';
import { face, isText, none, twips } from './word-sheet.ts';

const WIDTH_MM = 165;
/** What head and foot leave of a sheet, with a reserve for faces that run higher. */
const GRID_MM = 208;
const SCAN_HEIGHT_MM = 9.6;
const SCAN_WIDTH_MM = 44;

const rule = { style: BorderStyle.SINGLE, size: 4, color: '111111' } as const;

/**
 * The record as DOCX: the same sheet as the PDF, from the same definition, in the faces of the reader's machine. What is written in
 * it can be changed by whoever has it, so the record itself stays where the code in the foot leads.
 */
export async function wordOf(request: PrintRequest): Promise<Uint8Array<ArrayBuffer>> {
  const set = paperOf(request, isText);
  const document = new Document({
    title: set.paper.title,
    creator: '守诺 Pledge',
    styles: { default: { document: { run: { size: 21, color: '111111', font: face } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: { left: twips(25), right: twips(20), top: twips(20), bottom: twips(28), footer: twips(10) },
          },
        },
        footers: { default: foot(set.paper, codePicture(request.liveUrl, 14)) },
        children: [...head(set.paper), grid(set)],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function head(paper: Paper): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: twips(2.4) },
      children: [new TextRun({ text: paper.title, bold: true, size: 32 })],
    }),
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: twips(WIDTH_MM) }],
      spacing: { after: twips(1.6) },
      children: [...textRuns(paper.documentLine), new TextRun({ text: '\t' }), ...textRuns(paper.recordLine)],
    }),
    ...(paper.voided === null
      ? []
      : [
          new Paragraph({
            border: { top: stroke, bottom: stroke, left: stroke, right: stroke },
            spacing: { after: twips(2.4) },
            children: textRuns(`作废　${paper.voided.text}`, { bold: true, color: RED }),
          }),
        ]),
  ];
}

const RED = 'B3261E';
const stroke = { style: BorderStyle.SINGLE, size: 6, color: RED, space: 4 } as const;

function grid({ paper, pictures }: SetPaper): Table {
  const columnsMm = paper.columns.map((share) => (WIDTH_MM * share) / 100);
  const heights = rowHeights(paper.rows, { heightMm: GRID_MM - (paper.voided === null ? 0 : 14), columnsMm });
  const drawn: Pictures = {
    drawing: (count) => (pictures.drawings[count] === undefined ? undefined : signaturePicture(pictures.drawings[count])),
    scan: (path) => pictures.scans.filter((scan) => scan.path === path).map(({ png }) => scanned(png))[0],
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(WIDTH_MM), type: WidthType.DXA },
    columnWidths: columnsMm.map(twips),
    rows: paper.rows.map((row, index) => {
      const joinsNext = paper.rows[index + 1]?.joined === true;
      return gridRow(row, { height: heights[index] ?? 0, joinsNext, columnsMm, drawn });
    }),
  });
}

interface RowPlace {
  readonly height: number;
  readonly joinsNext: boolean;
  readonly columnsMm: readonly number[];
  readonly drawn: Pictures;
}

function gridRow(row: PaperRow, { height, joinsNext, columnsMm, drawn }: RowPlace): TableRow {
  let at = 0;
  return new TableRow({
    height: { value: twips(height), rule: HeightRule.ATLEAST },
    // A tall cell may go on to the next sheet; what is short stays whole.
    cantSplit: !row.cells.some(({ kind }) => kind === 'tall'),
    children: row.cells.map((cell) => {
      const width = columnsMm.slice(at, at + cell.span).reduce((sum, column) => sum + column, 0);
      at += cell.span;
      return new TableCell({
        columnSpan: cell.span,
        width: { size: twips(width), type: WidthType.DXA },
        margins: { ...sides(cell), top: twips(1), bottom: twips(1) },
        verticalAlign: verticalOf(cell),
        borders: { left: rule, right: rule, top: row.joined ? none : rule, bottom: joinsNext ? none : rule },
        children: [
          new Paragraph({
            alignment: alignmentOf(cell),
            spacing: { line: 300, lineRule: LineRuleType.AT_LEAST },
            children: cellRuns(cell, drawn),
          }),
        ],
      });
    }),
  });
}

/** A label may come nearer to its rules than what is written. */
function sides({ kind }: PaperCell) {
  const side = twips(kind === 'label' ? 0.4 : 1.8);
  return { left: side, right: side };
}

function verticalOf(cell: PaperCell) {
  if (cell.kind === 'tall') return VerticalAlignTable.TOP;
  return cell.kind === 'line' || cell.kind === 'signature' ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER;
}

function alignmentOf(cell: PaperCell) {
  if (cell.kind === 'label' || cell.kind === 'banner') return AlignmentType.CENTER;
  return cell.kind === 'signature' || (cell.kind === 'line' && cell.align === 'right') ? AlignmentType.RIGHT : AlignmentType.LEFT;
}

/** A scanned signature brought to the room above its line; its size stands in its head. */
function scanned(png: Uint8Array): Picture {
  const sizes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const ratio = sizes.readUInt32BE(16) / sizes.readUInt32BE(20);
  const heightMm = Math.min(SCAN_HEIGHT_MM, SCAN_WIDTH_MM / ratio);
  return { png, heightMm, widthMm: heightMm * ratio };
}

function foot(paper: Paper, code: Picture): Footer {
  const small = { size: 16, color: '444444' } as const;
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: twips(WIDTH_MM) }],
        children: [
          ...textRuns(`${paper.record}　`, small),
          new TextRun({ ...small, children: ['第', PageNumber.CURRENT, '页，共', PageNumber.TOTAL_PAGES, '页'] }),
          new TextRun({ text: '\t' }),
          pictureRun(code, '在线记录'),
        ],
      }),
      new Paragraph({ children: textRuns(paper.digestLine, small) }),
    ],
  });
}
