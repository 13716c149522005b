/** A file that the server has: what a command names it by, and what people know it by. */
export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** Whether a value out of a draft is a file that was sent. */
export function isSentFile(value: unknown): value is SentFile {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'size' in value;
}
