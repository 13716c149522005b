import { shortDigest } from '#platform/form/covered.ts';
import type { Cell, FieldSpec, FieldValue, FormValues, TallEntry } from '#platform/form/definition.schema.ts';
import { chosen, holds, isFilled } from '#platform/form/missing.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Paper, PaperCell, PaperPart, PaperSign } from './paper.schema.ts';
import { paperTexts } from './paper.texts.zh.ts';
import type { PrintRequest } from './print.schema.ts';
import { breakable, printable } from './printable.rules.ts';
import { qrSvg } from './qr-svg.ts';
import { signaturePath, type SignaturePath } from './signature-path.rules.ts';

/** The pictures of a sheet: the code in the foot, drawn signatures as steps of the pen, scanned ones as files the template may read. */
export type PaperPictures = {
  readonly qr: string;
  readonly drawings: readonly SignaturePath[];
  readonly scans: readonly { readonly path: string; readonly png: Uint8Array }[];
};

type Setting = {
  readonly request: PrintRequest;
  readonly covered: (codePoint: number) => boolean;
  readonly drawings: SignaturePath[];
  readonly scans: { readonly path: string; readonly png: Uint8Array }[];
};

/** Turns a record into what stands on its sheet: texts the face can draw, instants in the zone, pictures made. */
export function paperOf(request: PrintRequest, covered: (codePoint: number) => boolean): { readonly paper: Paper; readonly pictures: PaperPictures } {
  const setting: Setting = { request, covered, drawings: [], scans: [] };
  const { definition, voided } = request;
  const record = request.recordNumber ?? paperTexts.draft;
  const paper: Paper = {
    title: definition.title.zh,
    documentLine: show(setting, paperTexts.documentLine(request.documentNumber, request.documentVersion)),
    recordLine: show(setting, paperTexts.recordLine(record)),
    record: show(setting, record),
    digestLine: paperTexts.digestLine(shortDigest(request.contentDigest)),
    columns: definition.columns,
    rows: definition.rows.map((row) => ({
      joined: row.joined ?? false,
      cells: row.cells.map((cell) => paperCell(cell, setting)),
    })),
    voided: voided ? { text: show(setting, paperTexts.voided(clockText(voided.at, request.timeZone), voided.reason)) } : null,
  };
  return { paper, pictures: { qr: qrSvg(request.liveUrl), drawings: setting.drawings, scans: setting.scans } };
}

function paperCell(cell: Cell, setting: Setting): PaperCell {
  const { definition, values } = setting.request;
  const { span } = cell;
  const part = (label: string, field: string): PaperPart => ({ label, text: entryText(field, setting) });
  switch (cell.kind) {
    case 'label':
    case 'banner':
      return { span, kind: cell.kind, text: cell.label.zh };
    case 'entry':
      return { span, kind: 'entry', name: labelOf(cell.field, setting), ...prefixed(cell.field, setting) };
    case 'tall':
      return {
        span,
        kind: 'tall',
        name: nameOf(cell.label?.zh ?? labelOf(cell.entries[0]?.field ?? '', setting)),
        label: cell.label?.zh ?? '',
        text: tallText(cell.entries, setting),
        minHeightMm: cell.minHeightMm,
      };
    case 'names':
      return { span, kind: 'tall', name: labelOf(cell.field, setting), label: '', text: entryText(cell.field, setting), minHeightMm: cell.minHeightMm };
    case 'line':
      return { span, kind: 'line', align: cell.align, parts: cell.parts.map(({ label, field }) => part(label.zh, field)) };
    case 'ticks': {
      const spec = definition.fields[cell.field];
      const on = chosen(values[cell.field]);
      const options = spec?.type === 'choice' ? spec.options : [];
      return {
        span,
        kind: 'ticks',
        label: cell.label?.zh ?? '',
        options: options.map(({ id, label }) => ({
          label: label.zh,
          on: on.includes(id),
          behind: cell.behind?.option === id ? part(cell.behind.part.label.zh, cell.behind.part.field) : null,
        })),
      };
    }
    case 'signature':
      return { span, kind: 'signature', label: cell.label.zh, sign: signOf(cell, setting), dateLabel: cell.dateLabel.zh, date: signedOn(cell, setting) };
  }
}

type SignatureCell = Extract<Cell, { kind: 'signature' }>;

function signOf(cell: SignatureCell, setting: Setting): PaperSign {
  const signature = setting.request.signatures?.[cell.field];
  if (signature === undefined) {
    const instead = cell.instead && holds(cell.instead.when, setting.request.values) ? cell.instead.text.zh : undefined;
    return instead === undefined ? { kind: 'none' } : { kind: 'words', text: instead, printed: true };
  }
  const { drawing } = signature;
  if (drawing === undefined) {
    const means = signature.means ? paperTexts.means[signature.means] : '';
    return { kind: 'words', text: show(setting, signature.name + means), printed: false };
  }
  if ('strokes' in drawing) return { kind: 'drawn', drawing: setting.drawings.push(signaturePath(drawing.strokes)) - 1 };
  const path = `/signature-${setting.scans.length + 1}.png`;
  setting.scans.push({ path, png: drawing.png });
  return { kind: 'scan', path };
}

/** The day written beside the signature; the time too where it was signed on that day (a scan may come later). */
function signedOn(cell: SignatureCell, { request }: Setting): string {
  const written = request.values[cell.dateField];
  const day = typeof written === 'string' ? written : '';
  const signature = request.signatures?.[cell.field];
  if (signature === undefined) return day;
  const clock = clockText(signature.at, request.timeZone);
  return day === '' || clock.startsWith(day) ? clock : day;
}

/** A pre-printed prefix and the rest of the number behind it; a number of another series prints whole. */
function prefixed(field: string, setting: Setting): { readonly prefix: string; readonly text: string } {
  const form = setting.request.definition.fields[field]?.prefixOf;
  const number = form === undefined ? undefined : setting.request.documentNumbers?.[form];
  const text = entryText(field, setting);
  if (number === undefined) return { prefix: '', text };
  const prefix = show(setting, `${number}-`);
  if (text.startsWith(prefix)) return { prefix, text: text.slice(prefix.length) };
  return text === '' ? { prefix, text } : { prefix: '', text };
}

/** The entries one below the other or on one line. What the next entry of the line says again at its start is printed once (同意。同意…). */
function tallText(entries: readonly TallEntry[], setting: Setting): string {
  let text = '';
  let last = '';
  let lastWhole = '';
  for (const entry of entries) {
    const own = entryText(entry.field, setting);
    if (own === '') continue;
    const whole = `${entry.before ?? ''}${own}${entry.after ?? ''}`;
    if (entry.sameLine && last !== '' && own.startsWith(last)) text = text.slice(0, text.length - lastWhole.length);
    text += text === '' || entry.sameLine ? whole : `\n${whole}`;
    [last, lastWhole] = [own, whole];
  }
  return text;
}

function entryText(field: string, setting: Setting): string {
  const spec = setting.request.definition.fields[field];
  return spec ? show(setting, valueText(spec, field, setting.request.values, setting.request.timeZone)) : '';
}

function valueText(spec: FieldSpec, field: string, values: FormValues, timeZone: string): string {
  const value: FieldValue | undefined = values[field];
  if (value === undefined || !isFilled(value)) return '';
  if (spec.type === 'choice') {
    const on = chosen(value);
    return spec.options.filter(({ id }) => on.includes(id)).map(({ label }) => label.zh).join('、');
  }
  if (typeof value === 'string') return spec.type === 'instant' ? clockText(Date.parse(value) as Instant, timeZone) : value.trimEnd();
  if (spec.type !== 'list') return '';
  const items = value.filter((item) => typeof item !== 'string');
  return items.map((item) => itemText(spec.item, item)).join(paperTexts.listSeparator);
}

function itemText(columns: Extract<FieldSpec, { type: 'list' }>['item'], item: Readonly<Record<string, string>>): string {
  const [first = '', ...rest] = Object.entries(columns).map(([column, spec]) => {
    const value = item[column] ?? '';
    return spec.type === 'choice' ? (spec.options.find(({ id }) => id === value)?.label.zh ?? '') : value;
  });
  return paperTexts.item(first, rest.filter((text) => text !== ''));
}

const show = ({ covered }: Setting, text: string): string => breakable(printable(text, covered));
const labelOf = (field: string, { request }: Setting): string => nameOf(request.definition.fields[field]?.label.zh ?? field);
/** The name of a field in a heading: the label without its closing colon and its remarks. */
const nameOf = (label: string): string => label.replace(/（.*$/u, '').replace(/：$/u, '');

/** `2026-10-04 03:08` in the zone. */
function clockText(at: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
