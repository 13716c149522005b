import { ImageRun, TextRun, type IRunOptions, type ParagraphChild } from 'docx';
import type { PaperCell, PaperPart, PaperSign } from '../paper.schema.ts';
import type { Picture } from './pictures.ts';

/** Where the pictures of a sheet are found: drawn signatures by their count, scanned ones by their path. */
export interface Pictures {
  readonly drawing: (count: number) => Picture | undefined;
  readonly scan: (path: string) => Picture | undefined;
}

export const INK = '16305F';
const PIXELS_PER_MM = 96 / 25.4;
/** Wide enough to sign on, as a line of blanks that stay at the end of a line. */
const BLANK = '\u00a0'.repeat(28);
/** 8 pt in half points: the printed name beside a hand. */
const SMALL = 16;
const BOX = { on: '☑', off: '☐' } as const;

/** A text as it is, line by line. It is data: the library writes it as characters, and nothing in it is read as a field or markup. */
export function textRuns(text: string, options: IRunOptions = {}): ParagraphChild[] {
  return text.split('\n').map((line, index) => new TextRun({ ...options, text: line, break: index === 0 ? 0 : 1 }));
}

export const written = (text: string, options: IRunOptions = {}): ParagraphChild[] =>
  text === '' ? [] : textRuns(text, { color: INK, ...options });

export function pictureRun({ png, widthMm, heightMm }: Picture, name: string): ImageRun {
  return new ImageRun({
    type: 'png',
    data: Buffer.from(png),
    transformation: { width: widthMm * PIXELS_PER_MM, height: heightMm * PIXELS_PER_MM },
    altText: { name, title: name, description: name },
  });
}

const underlined = (text: string, options: IRunOptions = {}): ParagraphChild[] =>
  textRuns(text === '' ? BLANK : ` ${text} `, { underline: {}, ...(text === '' ? {} : { color: INK }), ...options });

const partRuns = ({ label, text }: PaperPart): ParagraphChild[] => [...textRuns(label), ...underlined(text)];

function signRuns(sign: PaperSign, { label, pictures }: { label: string; pictures: Pictures }): ParagraphChild[] {
  if (sign.kind === 'words') return underlined(sign.text, sign.printed ? { color: '111111' } : {});
  const picture =
    sign.kind === 'drawn' ? pictures.drawing(sign.drawing) : sign.kind === 'scan' ? pictures.scan(sign.path) : undefined;
  const name = sign.kind === 'none' ? [] : textRuns(` ${sign.name}`, { size: SMALL });
  return [...(picture === undefined ? underlined('') : [pictureRun(picture, label)]), ...name];
}

/** A label too long for its column breaks before its remark in brackets. */
export function labelLines(text: string): string {
  return text.length > 6 ? text.replace('（', '\n（') : text;
}

/** What stands in a cell. */
export function cellRuns(cell: PaperCell, pictures: Pictures): ParagraphChild[] {
  switch (cell.kind) {
    case 'label':
      return textRuns(labelLines(cell.text));
    case 'banner':
      return textRuns(cell.text, { characterSpacing: 60 });
    case 'entry':
      return [...(cell.prefix === '' ? [] : textRuns(cell.prefix)), ...written(cell.text)];
    case 'tall':
      return [
        ...(cell.label === '' ? [] : textRuns(cell.label)),
        ...(cell.text === '' ? [] : written(cell.label === '' ? cell.text : `\n${cell.text}`)),
      ];
    case 'line':
      return cell.parts.flatMap((part, index) => [...(index === 0 ? [] : textRuns('　　')), ...partRuns(part)]);
    case 'ticks':
      return [
        ...textRuns(cell.label),
        ...cell.options.flatMap(({ label, on, behind }) => [
          ...textRuns(`${label} `),
          new TextRun({ text: on ? BOX.on : BOX.off, font: 'MS Gothic', ...(on ? { color: INK } : {}) }),
          ...textRuns('　'),
          ...(behind === null ? [] : [...partRuns(behind), ...textRuns('　')]),
        ]),
      ];
    case 'signature':
      return [
        ...textRuns(cell.label),
        ...signRuns(cell.sign, { label: cell.label, pictures }),
        ...textRuns(`　　${cell.dateLabel}`),
        ...underlined(cell.date),
      ];
  }
}
