import { fileTypeFromBuffer } from 'file-type';
import { safeName, shortened } from '../text/file-name.rules.ts';
import { isPicture, pictureSize } from './picture-size.ts';

/** 20 MB. */
export const FILE_LIMIT = 20 * 1024 * 1024;
/** 50 million: more than any phone's camera, less than what fills a browser's memory. */
export const PIXEL_LIMIT = 50_000_000;

/** Kinds of files that are taken, with the ending that a name must have. */
const ACCEPTED: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic'],
  'image/heif': ['heif', 'heic'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'csv', 'md', 'cfg', 'conf'],
};

export type Inspection =
  | { readonly mediaType: string }
  | { readonly refused: 'empty' | 'typeNotAccepted' | 'unreadable' }
  | { readonly refused: 'tooManyPixels'; readonly pixels: number };

/** What a file is by its content alone, never by its name or by what the sender says; refused where it is none of the kinds taken. */
export async function inspect(bytes: Uint8Array): Promise<Inspection> {
  if (bytes.byteLength === 0) return { refused: 'empty' };
  if (isPacked(bytes)) return { refused: 'typeNotAccepted' };
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (found === undefined) return isPlainText(bytes) ? { mediaType: 'text/plain' } : { refused: 'typeNotAccepted' };
  if (!(found in ACCEPTED)) return { refused: 'typeNotAccepted' };
  if (!isPicture(found)) return { mediaType: found };
  const size = pictureSize(found, bytes);
  if (size === undefined) return { refused: 'unreadable' };
  const pixels = size.width * size.height;
  return pixels > PIXEL_LIMIT ? { refused: 'tooManyPixels', pixels } : { mediaType: found };
}

/** ZIP, documents of offices too, and gzip: none of the kinds taken, so that nobody looks inside, where little may unpack to much. */
function isPacked([first, second, third]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b && third !== undefined && third < 0x09) || (first === 0x1f && second === 0x8b);
}

/** UTF-8 without control characters but line ends, tabs and page breaks. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    return !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}

/** Types that a browser may show in place: nothing in them can run as a page of ours. */
export function showsInline(mediaType: string): boolean {
  return isPicture(mediaType) || mediaType === 'application/pdf';
}

/** The name under which a file is kept and given out: without ways and control characters, and with an ending that fits its content, so that a text never leaves as a program. */
export function fileNameFor(given: string, mediaType: string): string {
  const safe = safeName(given.split(/[/\\]/).at(-1) ?? '');
  const endings: readonly string[] = ACCEPTED[mediaType] ?? [];
  const fits = endings.some((ending) => safe.toLowerCase().endsWith(`.${ending}`));
  const stem = fits ? safe.slice(0, safe.lastIndexOf('.')) : safe;
  const ending = fits ? safe.slice(safe.lastIndexOf('.') + 1) : (endings[0] ?? 'bin');
  return `${shortened(stem) || 'file'}.${ending}`;
}
