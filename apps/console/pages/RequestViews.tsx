import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { countedText } from '#centre/requests/counted.rules.ts';
import type { Counted } from '#centre/requests/counted.schema.ts';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { requestCountsQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { queryOf } from './saved-view.rules.ts';
import { SavedViewLinks } from './SavedViewLinks.tsx';
import { everyView, viewGroups, viewOf, type View } from './request-views.rules.ts';

const queries = everyView.map((view) => queryOf(view.search));

/** The views beside the list, each an address with the number of what it holds; the list itself comes first. */
export function RequestViews({
  search,
  saved,
  waiting,
}: {
  search: RequestSearch;
  /** The saved view that is shown. */
  saved: string | undefined;
  waiting: boolean;
}) {
  const texts = useTexts(listTexts);
  const current = saved === undefined ? viewOf(search) : undefined;
  const { data: counts } = useQuery({ ...requestCountsQuery(queries), enabled: !waiting });
  return (
    <nav className="views" aria-label={texts.views}>
      {viewGroups.map((group) => (
        <div key={group.name}>
          <h2>{texts.viewGroups[group.name]}</h2>
          {group.views.map((view) => (
            <Link
              key={view.name}
              to="/requests"
              search={view.search}
              activeOptions={{ exact: true }}
              aria-current={view.name === current ? 'page' : undefined}
            >
              {texts.viewNames[view.name]}
              <Count view={view} count={counts?.[everyView.indexOf(view)]} />
            </Link>
          ))}
        </div>
      ))}
      <SavedViewLinks current={saved} waiting={waiting} />
      <p className="foot">{texts.viewsNote}</p>
    </nav>
  );
}

function Count({ view, count }: { view: View; count: Counted | undefined }) {
  if (count === undefined) return null;
  const marked = view.mark !== undefined && count.count > 0;
  return (
    <b className={marked ? `tone strong ${view.mark}` : ''}>
      {marked && view.mark && <ClockShape mark={view.mark} small />}
      {countedText(count)}
    </b>
  );
}
