import type { Cell } from '#platform/form/definition.schema.ts';
import { chosen, holds } from '#platform/form/missing.rules.ts';
import { clockText, nameOf, prefixed, tallText, valueText } from './entry-text.rules.ts';
import type { PaperCell, PaperPart, PaperSign } from './paper.schema.ts';
import { paperWords } from './paper-words.ts';
import type { PrintRequest } from './print.schema.ts';
import { breakable, printable } from './printable.rules.ts';
import { signaturePath, type SignaturePath } from './signature-path.rules.ts';

/** A record on its way to the sheet, with the drawings and scans met so far. */
export type Setting = {
  readonly request: PrintRequest;
  readonly covered: (codePoint: number) => boolean;
  readonly drawings: SignaturePath[];
  readonly scans: { readonly path: string; readonly png: Uint8Array }[];
};

/** A text as the face can draw it and a cell can hold it. */
export function show({ covered }: Setting, text: string): string {
  return breakable(printable(text, covered));
}

type CellOf<Kind extends Cell['kind']> = Extract<Cell, { kind: Kind }>;
type Makers = { readonly [Kind in Cell['kind']]: (cell: CellOf<Kind>, setting: Setting) => PaperCell };

const words = ({ span, kind, label }: CellOf<'label' | 'banner'>): PaperCell => ({ span, kind, text: label.zh });

const makers: Makers = {
  label: words,
  banner: words,
  entry: ({ span, field }, setting) => {
    const form = setting.request.definition.fields[field]?.prefixOf;
    const number = form === undefined ? undefined : setting.request.documentNumbers?.[form];
    const prefix = number === undefined ? undefined : show(setting, `${number}-`);
    return { span, kind: 'entry', name: labelOf(field, setting), ...prefixed(prefix, entryText(field, setting)) };
  },
  tall: ({ span, label, entries, minHeightMm }, setting) => ({
    span,
    kind: 'tall',
    name: nameOf(label?.zh ?? labelOf(entries[0]?.field ?? '', setting)),
    label: label?.zh ?? '',
    text: tallText(entries, (field) => entryText(field, setting)),
    minHeightMm,
  }),
  names: ({ span, field, minHeightMm }, setting) => ({
    span,
    kind: 'tall',
    name: labelOf(field, setting),
    label: '',
    text: entryText(field, setting),
    minHeightMm,
  }),
  line: ({ span, align, parts }, setting) => ({ span, kind: 'line', align, parts: parts.map((part) => partOf(part, setting)) }),
  ticks: ({ span, label, field, behind }, setting) => {
    const spec = setting.request.definition.fields[field];
    const on = chosen(setting.request.values[field]);
    const options = spec?.type === 'choice' ? spec.options : [];
    return {
      span,
      kind: 'ticks',
      label: label?.zh ?? '',
      options: options.map((option) => ({
        label: option.label.zh,
        on: on.includes(option.id),
        behind: behind?.option === option.id ? partOf(behind.part, setting) : null,
      })),
    };
  },
  signature: (cell, setting) => ({
    span: cell.span,
    kind: 'signature',
    label: cell.label.zh,
    sign: signOf(cell, setting),
    dateLabel: cell.dateLabel.zh,
    date: signedOn(cell, setting),
  }),
};

/** A cell of the definition with what the record says in it. */
export function paperCell(cell: Cell, setting: Setting): PaperCell {
  const make = makers[cell.kind] as (cell: Cell, setting: Setting) => PaperCell;
  return make(cell, setting);
}

function signOf(cell: CellOf<'signature'>, setting: Setting): PaperSign {
  const signature = setting.request.signatures?.[cell.field];
  if (signature === undefined) {
    const { instead } = cell;
    const applies = instead !== undefined && holds(instead.when, setting.request.values);
    return applies ? { kind: 'words', text: instead.text.zh, printed: true } : { kind: 'none' };
  }
  const { drawing } = signature;
  if (drawing === undefined || ('png' in drawing && !isModest(drawing.png))) {
    const means = signature.means ? paperWords.means[signature.means] : '';
    return { kind: 'words', text: show(setting, signature.name + means), printed: false };
  }
  const name = show(setting, signature.name);
  if ('strokes' in drawing) return { kind: 'drawn', drawing: setting.drawings.push(signaturePath(drawing.strokes)) - 1, name };
  const path = `/signature-${setting.scans.length + 1}.png`;
  setting.scans.push({ path, png: drawing.png });
  return { kind: 'scan', path, name };
}

const SCAN_BYTES_MAX = 2_000_000;
const SCAN_SIDE_MAX = 4_000;
const PNG_HEAD = '89504e470d0a1a0a0000000d49484452';

/** A PNG whose head names a size that may be unpacked: a few bytes can stand for gigabytes of pixels. */
function isModest(png: Uint8Array): boolean {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.length < 24 || bytes.length > SCAN_BYTES_MAX || bytes.toString('hex', 0, 16) !== PNG_HEAD) return false;
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)].every((side) => side > 0 && side <= SCAN_SIDE_MAX);
}

/** The day written beside the signature; the time too where it was signed on that day (a scan may come later). */
function signedOn(cell: CellOf<'signature'>, { request }: Setting): string {
  const written = request.values[cell.dateField];
  const day = typeof written === 'string' ? written : '';
  const signature = request.signatures?.[cell.field];
  if (signature === undefined) return day;
  const clock = clockText(signature.at, request.timeZone);
  return day === '' || clock.startsWith(day) ? clock : day;
}

function entryText(field: string, setting: Setting): string {
  const { definition, values, timeZone } = setting.request;
  const spec = definition.fields[field];
  return spec ? show(setting, valueText(spec, values[field], timeZone)) : '';
}

const partOf = (
  { label, field }: { readonly label: { readonly zh: string }; readonly field: string },
  setting: Setting,
): PaperPart => ({
  label: label.zh,
  text: entryText(field, setting),
});

const labelOf = (field: string, { request }: Setting): string => nameOf(request.definition.fields[field]?.label.zh ?? field);
