import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const { resolve } = createRequire(import.meta.url);

const REGULAR = resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');
const BOLD = resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf');
const SANS = resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

/** Folders of the faces the paper uses. They are read by path: the compiler loads a face when a sheet first needs it. */
export const fontFolders: readonly string[] = [REGULAR, BOLD, SANS].map(dirname);

/** A Unicode range of characters a face has a glyph for. */
type Span = readonly [first: number, last: number];

const FORMAT_32_BIT = 12;

/** The character ranges of a TrueType face: its `cmap` subtable of format 12 (OpenType, "cmap"). */
export function coverageOf(face: Buffer): readonly Span[] {
  const tables = Array.from({ length: face.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const record = tables.find((at) => face.toString('latin1', at, at + 4) === 'cmap');
  if (record === undefined) throw new Error('the font has no character map');
  const cmap = face.readUInt32BE(record + 8);
  const subtables = Array.from(
    { length: face.readUInt16BE(cmap + 2) },
    (_, index) => cmap + face.readUInt32BE(cmap + 8 + 8 * index),
  );
  const full = subtables.find((at) => face.readUInt16BE(at) === FORMAT_32_BIT);
  if (full === undefined) throw new Error('the font has no character map of format 12');
  return Array.from({ length: face.readUInt32BE(full + 12) }, (_, index) => {
    const group = full + 16 + 12 * index;
    return [face.readUInt32BE(group), face.readUInt32BE(group + 4)] as const;
  });
}

/** True for characters of the paper's face. Groups are in ascending order, so a search halves them. */
export function loadCoverage(): (codePoint: number) => boolean {
  const spans = coverageOf(readFileSync(REGULAR));
  return (codePoint) => {
    let low = 0;
    let high = spans.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = spans[middle] ?? [0, 0];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}
