import type { z } from 'zod';
import type { Words } from '#platform/command/refusal.ts';
import { unfitCharacter } from '#platform/text/characters.rules.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import { isLongEnough } from '../text-index/search.schema.ts';
import { viewFaults } from './saved-views.texts.ts';
import { viewQuery } from './saved-views.schema.ts';

export type ViewQuery = z.infer<typeof viewQuery>;

/** The parts of a query as they are meant; null where one holds what no text may. The door saw it percent-encoded only, which hides that. */
export function partsOf(query: string): Readonly<Record<string, string>> | null {
  const parts = [...new URLSearchParams(query)];
  return parts.flat().some((text) => unfitCharacter(text) !== null) ? null : Object.fromEntries(parts);
}

/** What a saved query asks for, or the names of what cannot be read in it. */
export function readView(query: string): { readonly asks: ViewQuery } | { readonly unreadable: readonly string[] } {
  const read = viewQuery.safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (read.success) return { asks: read.data };
  const fields = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? 'query')],
  );
  return { unreadable: [...new Set(fields)] };
}

/** What keeps the list from answering a query, whatever there is to ask for. A count of several views answers none where one is so. */
export function wrongIn(query: string): Words[] {
  if (partsOf(query) === null) return [viewFaults.unfit];
  const read = readView(query);
  if ('unreadable' in read) return read.unreadable.map(viewFaults.unreadable);
  const { q } = read.asks;
  return q === undefined || q === '' || isLongEnough(fold(q)) ? [] : [viewFaults.shortPhrase];
}

/** What there is to ask for now. */
export interface Known {
  readonly sites: ReadonlySet<string>;
  readonly customers: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  readonly severities: ReadonlySet<string>;
  /** Whether whoever looks is in a unit. */
  readonly inUnit: boolean;
}

/** What no longer holds of a saved query: such a view would show nothing, or something else than its name says. */
export function faultsOf(query: string, known: Known): Words[] {
  const wrong = wrongIn(query);
  const read = readView(query);
  if (wrong.length > 0 || 'unreadable' in read) return wrong;
  const { asks } = read;
  const missing = (value: string | undefined, all: ReadonlySet<string>): boolean => value !== undefined && !all.has(value);
  return [
    ...(missing(asks.site, known.sites) ? [viewFaults.site] : []),
    ...(missing(asks.customer, known.customers) ? [viewFaults.customer] : []),
    ...(missing(asks.project, known.projects) ? [viewFaults.project] : []),
    ...(asks.kind ?? []).filter((kind) => !known.kinds.has(kind)).map(viewFaults.kind),
    ...(asks.severity ?? []).filter((severity) => !known.severities.has(severity)).map(viewFaults.severity),
    ...(asks.owner === 'unit' && !known.inUnit ? [viewFaults.unit] : []),
  ];
}
