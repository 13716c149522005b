/** Width and height of a picture as its header states them: nothing is decoded, so a header that promises too much costs nothing. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

type Reader = (bytes: Buffer) => PictureSize | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/heic': heic,
  'image/heif': heic,
};

export function isPicture(mediaType: string): boolean {
  return mediaType in READERS;
}

/** The size of a picture; undefined where its header does not tell one, and so it is no picture that can be shown. */
export function pictureSize(mediaType: string, bytes: Uint8Array): PictureSize | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = READERS[mediaType]?.(buffer);
    return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    // A header cut short.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function png(bytes: Buffer): PictureSize | undefined {
  return bytes.toString('latin1', 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : undefined;
}

/** Walks the segments to the first start of frame. */
function jpeg(bytes: Buffer): PictureSize | undefined {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isStartOfFrame(marker)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    // The scan begins and no frame was told.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += standsAlone ? 2 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** C4, C8 and CC lie in the same range and are tables and extensions. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function webp(bytes: Buffer): PictureSize | undefined {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return bytes.readUInt8(20) === 0x2f ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : undefined;
    }
    case 'VP8 ':
      return bytes.readUIntBE(23, 3) === 0x9d012a
        ? { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
        : undefined;
    default:
      return undefined;
  }
}

/** The largest size that the item properties tell: a picture of tiles tells those of the tiles too. */
function heic(bytes: Buffer): PictureSize | undefined {
  let largest: PictureSize | undefined;
  const walk = (from: number, to: number): void => {
    for (const box of boxesIn(bytes, from, to)) {
      // `meta` is a full box: version and flags stand before its children.
      if (box.type === 'meta') walk(box.start + 4, box.end);
      else if (box.type === 'iprp' || box.type === 'ipco') walk(box.start, box.end);
      else if (box.type === 'ispe') {
        const size = { width: bytes.readUInt32BE(box.start + 4), height: bytes.readUInt32BE(box.start + 8) };
        if (largest === undefined || size.width * size.height > largest.width * largest.height) largest = size;
      }
    }
  };
  walk(0, bytes.length);
  return largest;
}

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes of an ISO media file in a stretch; a length of 0 reaches to its end, 1 stands for a long one. */
function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const short = bytes.readUInt32BE(at);
    const long = short === 1;
    const length = short === 0 ? to - at : long ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const head = long ? 16 : 8;
    if (length < head || at + length > to) break;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at + head, end: at + length });
    at += length;
  }
  return boxes;
}
