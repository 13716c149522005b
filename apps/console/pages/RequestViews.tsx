import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { requestCountsQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { everyView, viewGroups, viewOf, type View } from './request-views.rules.ts';

const searches = everyView.map((view) => view.search);

/** The views beside the list, each an address with the number of what it holds; the list itself comes first. */
export function RequestViews({ search, waiting }: { search: RequestSearch; waiting: boolean }) {
  const texts = useTexts(listTexts);
  const current = viewOf(search);
  const { data: counts } = useQuery({ ...requestCountsQuery(searches), enabled: !waiting });
  return (
    <nav className="views" aria-label={texts.views}>
      {viewGroups.map((group) => (
        <div key={group.name}>
          <h2>{texts.viewGroups[group.name]}</h2>
          {group.views.map((view) => (
            <Link key={view.name} to="/requests" search={view.search} aria-current={view.name === current ? 'page' : undefined}>
              {texts.viewNames[view.name]}
              <Count view={view} count={counts?.[everyView.indexOf(view)]} />
            </Link>
          ))}
        </div>
      ))}
      <p className="foot">{texts.viewsNote}</p>
    </nav>
  );
}

function Count({ view, count }: { view: View; count: number | undefined }) {
  if (count === undefined) return null;
  const marked = view.mark !== undefined && count > 0;
  return (
    <b className={marked ? `tone strong ${view.mark}` : ''}>
      {marked && view.mark && <ClockShape mark={view.mark} small />}
      {count}
    </b>
  );
}
