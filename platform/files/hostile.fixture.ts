import { deflateRawSync, gzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { jpegOf } from './pictures.fixture.ts';

/** A ZIP archive of one file, as written by hand: its directory may promise another size than there is. */
export function zipOf(name: string, content: Uint8Array, claimedSize = content.byteLength): Buffer {
  const data = deflateRawSync(content);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(data.byteLength, 14);
  head.writeUInt32LE(claimedSize, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), data]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.byteLength, 8);
  end.writeUInt32LE(local.byteLength, 12);
  return Buffer.concat([local, entry, Buffer.from('PK\u0005\u0006'), end]);
}

const HUGE = Buffer.alloc(64 * 1024 * 1024);
const TYPES = '[Content_Types].xml';

/** Small files that unpack to much: as documents of an office, as they stand, and one in the other. */
export const BOMBS: Readonly<Record<string, Buffer>> = {
  'an archive that unpacks to much': zipOf('zeros', HUGE),
  'a document of an office that unpacks to much': zipOf(TYPES, HUGE),
  'one that says it is small': zipOf(TYPES, HUGE, 100),
  'one that is cut off': zipOf(TYPES, HUGE).subarray(0, 60),
  'a stream that unpacks to much': gzipSync(HUGE),
  'a stream in a stream': gzipSync(gzipSync(HUGE)),
};

const SCRIPT = '<script>alert(1)</script>';
const png = (): Buffer => PNG.sync.write(new PNG({ width: 2, height: 2 }));

/** Files that are two things at once: what they are taken for is what they begin as. */
export const POLYGLOTS: Readonly<Record<string, readonly [bytes: Buffer, mediaType: string]>> = {
  'a PNG with a page behind it': [Buffer.concat([png(), Buffer.from(`<html>${SCRIPT}`)]), 'image/png'],
  'a JPEG with an archive behind it': [Buffer.concat([jpegOf(9, 9), zipOf('x.jar', Buffer.from('x'))]), 'image/jpeg'],
  'a PDF with an archive behind it': [
    Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), zipOf('x', Buffer.from('x'))]),
    'application/pdf',
  ],
  'a page with a PDF in it': [Buffer.from(`<html>${SCRIPT}\n%PDF-1.7\n`), 'text/plain'],
  'an SVG with a script and no declaration': [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'),
    'text/plain',
  ],
};
