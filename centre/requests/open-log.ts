import type { House } from '#centre/house.ts';

/** The bytes of a log from its beginning. */
export async function openLog(house: Pick<House, 'files'>, digest: string): Promise<AsyncIterable<Uint8Array>> {
  const bytes = await house.files.open(digest);
  if (bytes === undefined) throw new Error('the bytes of a log are not where files lie');
  return bytes;
}

/** Whether a text is a label of the Encoding standard. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
