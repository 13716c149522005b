import type { RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { LONGEST_SOUGHT } from '#centre/requests/ui/search.queries.ts';
import { askedText } from '#platform/client/asked-text.ts';

const known = {
  state: ['open', 'closed', 'all'],
  owner: ['me', 'unit', 'nobody'],
  clock: ['breached', 'warning', 'paused'],
  waiting: ['registration', 'approval', 'overdueApproval', 'review', 'confirmation'],
  imported: ['true', 'false'],
  sort: ['received', 'number'],
} as const satisfies { readonly [Name in keyof RequestSearch]?: readonly NonNullable<RequestSearch[Name]>[] };

/** The address is the view: what it does not say, or says unreadably, is the usual. */
export function requestSearch(asked: Record<string, unknown>): RequestSearch {
  const text = (name: string) => askedText(asked, name);
  const one = <Name extends keyof typeof known>(name: Name) =>
    known[name].find((value) => value === asked[name]) as (typeof known)[Name][number] | undefined;
  return {
    state: one('state'),
    owner: one('owner'),
    clock: one('clock'),
    waiting: one('waiting'),
    imported: one('imported'),
    sort: one('sort'),
    q: text('q')?.slice(0, LONGEST_SOUGHT),
    kind: text('kind'),
    site: text('site'),
    customer: text('customer'),
    severity: text('severity'),
    project: text('project'),
  };
}
