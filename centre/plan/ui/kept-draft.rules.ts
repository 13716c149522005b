/** A text as the device keeps it: with the version of the draft that it was written on, so that a crash makes nobody write over another. */
export interface KeptText {
  readonly version: number;
  readonly text: string;
}

export function keptText(kept: string): KeptText | null {
  const [, version, text] = /^(\d+)\n([\s\S]*)$/.exec(kept) ?? [];
  return version === undefined || text === undefined ? null : { version: Number(version), text };
}

export function keeping({ version, text }: KeptText): string {
  return `${version}\n${text}`;
}

/** The lines in which two texts differ, from the first to the last. */
export function differingLines(mine: string, theirs: string): { from: number; mine: string[]; theirs: string[] } {
  const [a, b] = [mine.split('\n'), theirs.split('\n')];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let end = 0;
  while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { from: from + 1, mine: a.slice(from, a.length - end), theirs: b.slice(from, b.length - end) };
}
