import type { FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import type { SignatureMeans, Strokes } from '#platform/form/signature.schema.ts';
import type { Instant } from '#platform/time/instant.ts';

/** The media type of a record as DOCX. */
export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A signature as the paper shows it: drawn strokes or a scanned picture (PNG), else the name in writing. */
export type PrintedSignature = {
  readonly name: string;
  readonly at: Instant;
  readonly means?: SignatureMeans;
  readonly drawing?: { readonly strokes: Strokes } | { readonly png: Uint8Array };
};

export type PrintRequest = {
  readonly definition: FormDefinition;
  readonly values: FormValues;
  readonly documentNumber: string;
  readonly documentVersion: string;
  /** Absent before the record is numbered: 草稿 stands in its place. */
  readonly recordNumber?: string;
  /** By signature field. */
  readonly signatures?: Readonly<Record<string, PrintedSignature>>;
  /** Document numbers of other forms, by form id, printed before the entries that name them. */
  readonly documentNumbers?: Readonly<Record<string, string>>;
  /** What the code in the foot opens. */
  readonly liveUrl: string;
  /** SHA-256 of the record's content, hexadecimal; the foot shows its first 64 bits. */
  readonly contentDigest: string;
  readonly voided?: { readonly reason: string; readonly at: Instant };
  /** The record's creation: fixed, so that the same record prints to the same bytes. */
  readonly createdAt: Instant;
  /** IANA zone in which instants are written. */
  readonly timeZone: string;
};
