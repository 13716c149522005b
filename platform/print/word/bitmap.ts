import { crc32, deflateSync } from 'node:zlib';

/** A picture of one ink on nothing: how much of it covers each point, 0 to 255, row by row. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly cover: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** The picture as PNG, in the ink given as red, green and blue. The same picture gives the same bytes. */
export function pngOf({ width, height, cover }: Bitmap, [red, green, blue]: readonly [number, number, number]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits each of red, green, blue and cover.
  head.set([8, 6, 0, 0, 0], 8);
  const lines = Buffer.alloc(height * (1 + width * 4));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) lines.set([red, green, blue, cover[y * width + x] ?? 0], y * (1 + width * 4) + 1 + x * 4);
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', new Uint8Array())]);
}
