import { parseProblem } from '#platform/client/problem-details.ts';
import type { BothLanguages } from '#platform/i18n/language.ts';
import type { BulkAction } from '../../bulk/bulk-actions.ts';
import type { BulkVerdict } from '../../bulk/bulk.schema.ts';

/** `version`: of the request after it; null where the command tells none. */
type RowEnd =
  | { readonly done: true; readonly version: number | null }
  | { readonly done: false; readonly reason: BothLanguages; readonly commitments: readonly string[] };

export interface BatchRow extends RowName {
  readonly path: string;
  /** Made once and kept until it is known how it ended: sent again, it is done once. */
  readonly commandId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ended: RowEnd | null;
}

/** A bulk action under way, as it is kept on the device. */
export interface Batch {
  readonly kind: BulkAction | 'returnOwner';
  readonly label: BothLanguages;
  readonly rows: readonly BatchRow[];
}

/** A row as the list shows it. */
export interface RowName {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

/** Reads what this device kept; what cannot be read is nothing. */
export function readBatch(text: string): Batch | null {
  try {
    const read = JSON.parse(text) as Partial<Batch> | null;
    return typeof read?.kind === 'string' && typeof read.label?.zh === 'string' && Array.isArray(read.rows)
      ? (read as Batch)
      : null;
  } catch {
    return null;
  }
}

/** The commands of what was previewed and is allowed, each under an id of its own. */
export function batchOf(about: {
  readonly action: BulkAction;
  readonly label: Batch['label'];
  readonly input: Readonly<Record<string, unknown>>;
  readonly verdicts: readonly BulkVerdict[];
  readonly names: ReadonlyMap<string, RowName>;
  readonly newId: () => string;
}): Batch {
  const { action, label, names, newId } = about;
  const input = action === 'note' ? { ...about.input, direction: 'internal' } : about.input;
  const rows = about.verdicts
    .filter(({ allowed }) => allowed)
    .map(({ id, path, version }): BatchRow => {
      const name = names.get(id);
      const body = { ...input, version };
      return { id, number: name?.number ?? '', title: name?.title ?? '', path, commandId: newId(), body, ended: null };
    });
  return { kind: action, label, rows };
}

export function pendingOf({ rows }: Batch): readonly BatchRow[] {
  return rows.filter((row) => row.ended === null);
}

/** Whether a batch has to wait for the one that is kept: what that one has not finished is not forgotten for another. */
export function waitsFor(kept: Batch | null, next: Batch): boolean {
  return kept !== null && pendingOf(kept).length > 0 && kept.rows[0]?.commandId !== next.rows[0]?.commandId;
}

export function countsOf({ rows }: Batch): { readonly done: number; readonly refused: number; readonly pending: number } {
  const done = rows.filter((row) => row.ended?.done === true).length;
  const refused = rows.filter((row) => row.ended?.done === false).length;
  return { done, refused, pending: rows.length - done - refused };
}

export interface CommandResult {
  readonly commandId: string;
  readonly status: number;
  readonly body: unknown;
}

/** With what the server answered. From 500 on it is not known how a command ended: it is asked again under the same id. */
export function withResults(batch: Batch, results: readonly CommandResult[]): Batch {
  const known = new Map(results.map((result) => [result.commandId, result]));
  const rows = batch.rows.map((row) => {
    const result = known.get(row.commandId);
    return result === undefined || result.status >= 500 ? row : { ...row, ended: endOf(result) };
  });
  return { ...batch, rows };
}

function endOf({ status, body }: CommandResult): BatchRow['ended'] {
  if (status < 300) {
    const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : null;
    return { done: true, version: typeof version === 'number' ? version : null };
  }
  const problem = parseProblem(status, body);
  return { done: false, reason: problem.detail, commitments: [...problem.commitments] };
}

/** What takes a batch back, where the domain can: hand-overs, each unless somebody acted on the request since. */
export function undoOf(batch: Batch, about: { readonly label: Batch['label']; readonly newId: () => string }): Batch | null {
  if (batch.kind !== 'assignOwner') return null;
  const rows = batch.rows.flatMap((row): BatchRow[] =>
    row.ended?.done === true && row.ended.version !== null
      ? [
          {
            ...row,
            path: `/api/service-requests/${row.id}/return-owner`,
            commandId: about.newId(),
            body: { version: row.ended.version },
            ended: null,
          },
        ]
      : [],
  );
  return rows.length === 0 ? null : { kind: 'returnOwner', label: about.label, rows };
}
