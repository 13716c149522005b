import { isSigned } from '#platform/form/definition.rules.ts';
import { shortDigest } from '#platform/form/short-digest.rules.ts';
import { clockText } from './entry-text.rules.ts';
import type { Paper } from './paper.schema.ts';
import { paperCell, show, type Setting } from './paper-cells.ts';
import { paperWords } from './paper-words.ts';
import type { PrintRequest } from './print.schema.ts';
import { qrSvg } from './qr-svg.ts';
import type { SignaturePath } from './signature-path.rules.ts';

/** The pictures of a sheet: the code in the foot, drawn signatures as steps of the pen, scanned ones as files the template may read. */
export type PaperPictures = {
  readonly qr: string;
  readonly drawings: readonly SignaturePath[];
  readonly scans: readonly { readonly path: string; readonly png: Uint8Array }[];
};

export type SetPaper = { readonly paper: Paper; readonly pictures: PaperPictures };

/** Turns a record into what stands on its sheet: texts the face can draw (`covered`), instants in the zone, pictures made. */
export function paperOf(request: PrintRequest, covered: (codePoint: number) => boolean): SetPaper {
  const setting: Setting = { request, covered, drawings: [], scans: [] };
  const { definition, voided, timeZone } = request;
  const record = request.recordNumber ?? paperWords.draft;
  const paper: Paper = {
    title: definition.title.zh,
    documentLine: show(setting, paperWords.documentLine(request.documentNumber, request.documentVersion)),
    recordLine: show(setting, paperWords.recordLine(record)),
    record: show(setting, record),
    digestLine: paperWords.digestLine(shortDigest(request.contentDigest), isSigned(definition)),
    columns: definition.columns,
    rows: definition.rows.map((row) => ({
      joined: row.joined ?? false,
      cells: row.cells.map((cell) => paperCell(cell, setting)),
    })),
    voided: voided ? { text: show(setting, paperWords.voided(clockText(voided.at, timeZone), voided.reason)) } : null,
  };
  return { paper, pictures: { qr: qrSvg(request.liveUrl), drawings: setting.drawings, scans: setting.scans } };
}
