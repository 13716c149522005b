/** Where the bytes of files lie: by their digest, so that the same bytes lie once and no name of a person ever becomes a path. */
export interface FileStore {
  /** Keeps bytes for good before it answers; gives their SHA-256 as lower-case hexadecimal. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes under a digest, or undefined if there are none. Throws `FileDamaged` where they no longer fit it. */
  read(digest: string): Promise<Uint8Array | undefined>;
  /**
   * The same for bytes that come one after the other and are never held together; gives how many there were too.
   * Where the source throws nothing is kept, and what it threw is thrown on.
   */
  take(source: AsyncIterable<Uint8Array>): Promise<{ readonly digest: string; readonly size: number }>;
  /** The bytes under a digest one after the other, or undefined if there are none. Its end throws `FileDamaged` where they no longer fit it. */
  open(digest: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Whether there are bytes under a digest; what they are is not looked at. */
  has(digest: string): Promise<boolean>;
}

/** What lies under a digest is not what was put there. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';
}
