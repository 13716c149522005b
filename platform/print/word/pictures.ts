import { encode } from 'uqr';
import { PEN_MM, type PenStep, type SignaturePath } from '../signature-path.rules.ts';
import { pngOf, type Bitmap } from './bitmap.ts';

/** A picture and its size on paper. */
export interface Picture {
  readonly png: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Points per millimetre: about 400 to the inch. */
const FINE = 16;
const INK = [0x16, 0x30, 0x5f] as const;
const BLACK = [0x11, 0x11, 0x11] as const;
/** The least line to sign on, and how thick it is. */
const LINE_MM = 30;
const RULE_POINTS = 3;

type Point = readonly [x: number, y: number];

/** The way of the pen as straight pieces, in millimetres. */
function pieces(steps: readonly PenStep[]): readonly (readonly [Point, Point])[] {
  const found: (readonly [Point, Point])[] = [];
  let at: Point = [0, 0];
  for (const [kind, x, y] of steps) {
    if (kind === 'line') found.push([at, [x, y]]);
    at = [x, y];
  }
  return found;
}

function away([x, y]: Point, [[fromX, fromY], [toX, toY]]: readonly [Point, Point]): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}

/** A drawn signature as a picture at its size on paper, above the line that it stands on. */
export function signaturePicture(path: SignaturePath): Picture {
  const width = Math.ceil(Math.max(LINE_MM, path.widthMm + 2) * FINE);
  const height = Math.ceil((path.heightMm + 1) * FINE);
  const bitmap: Bitmap = { width, height, cover: new Uint8Array(width * height) };
  const aside = (width / FINE - path.widthMm) / 2;
  const beside = ([x, y]: Point): Point => [x + aside, y];
  for (const [from, to] of pieces(path.steps)) draw(bitmap, [beside(from), beside(to)]);
  bitmap.cover.fill(255, width * (height - RULE_POINTS));
  return { png: pngOf(bitmap, INK), widthMm: width / FINE, heightMm: height / FINE };
}

/** One piece of the way, as wide as the pen, its edge softened by a point. */
function draw({ width, height, cover }: Bitmap, piece: readonly [Point, Point]): void {
  const xs = piece.map(([x]) => x * FINE);
  const ys = piece.map(([, y]) => y * FINE);
  const reach = (PEN_MM / 2) * FINE + 1;
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(...xs) - reach)),
    Math.min(width - 1, Math.ceil(Math.max(...xs) + reach)),
  ];
  const [top, low] = [Math.max(0, Math.floor(Math.min(...ys) - reach)), Math.min(height - 1, Math.ceil(Math.max(...ys) + reach))];
  for (let y = top; y <= low; y += 1)
    for (let x = left; x <= right; x += 1) {
      const edge = (PEN_MM / 2 - away([(x + 0.5) / FINE, (y + 0.5) / FINE], piece)) * FINE + 0.5;
      const place = y * width + x;
      cover[place] = Math.max(cover[place] ?? 0, Math.round(Math.min(1, Math.max(0, edge)) * 255));
    }
}

const MODULE_POINTS = 8;

/** The code in the foot; throws when the text is too long for one. */
export function codePicture(text: string, sideMm: number): Picture {
  const { data, size } = encode(text, { ecc: 'M', border: 0, maskPattern: 2 });
  const side = size * MODULE_POINTS;
  const cover = Uint8Array.from({ length: side * side }, (_, place) => {
    const [x, y] = [Math.floor((place % side) / MODULE_POINTS), Math.floor(place / side / MODULE_POINTS)];
    return data[y]?.[x] === true ? 255 : 0;
  });
  return { png: pngOf({ width: side, height: side, cover }, BLACK), widthMm: sideMm, heightMm: sideMm };
}
