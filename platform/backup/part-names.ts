/** `rows/pledge.event/000001.copy.gz`: the rows of a table in pieces, to be read one after the other. */
export function rowsPart(table: string, number: number): string {
  return `rows/${table}/${String(number).padStart(6, '0')}.copy.gz`;
}

const ROWS_PART = /^rows\/(?<table>[a-z_]+\.[a-z0-9_]+)\/\d+\.copy\.gz$/;

/** Whose rows a part holds; undefined where it holds none. */
export function tableOfPart(name: string): string | undefined {
  return ROWS_PART.exec(name)?.groups?.['table'];
}

export function filePart(digest: string): string {
  return `files/${digest}`;
}

export function totalsPart(digest: string): string {
  return `totals-${digest}.json`;
}

/** Parts that say themselves what their bytes must be. */
export const NAMED_BY_DIGEST = /^(?:files\/|(?<totals>totals-))(?<digest>[0-9a-f]{64})(?:\.json)?$/;
