import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countedText } from '#centre/requests/counted.rules.ts';
import { requestCountsQuery } from '#centre/requests/ui/requests.queries.ts';
import { savedViewsQuery } from '#centre/requests/ui/saved-views.queries.ts';
import { savedViewTexts } from '#centre/requests/ui/saved-views.texts.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { searchOf } from './saved-view.rules.ts';

/** As many as one reading counts; what is shared beyond them stands without a number. */
const COUNTED = 40;

/** What one saved, and what others of the own unit share; one whose condition is gone says so instead of counting. */
export function SavedViewLinks({ current, waiting }: { current: string | undefined; waiting: boolean }) {
  const texts = useTexts(savedViewTexts);
  const say = useSay();
  const { data } = useQuery({ ...savedViewsQuery, enabled: !waiting });
  const items = data?.items ?? [];
  const counted = items.filter((view) => view.faults.length === 0).slice(0, COUNTED);
  const { data: counts } = useQuery({ ...requestCountsQuery(counted.map(({ query }) => query)), enabled: counted.length > 0 });
  const numberOf = (id: string): string | null => {
    const found = counts?.[counted.findIndex((view) => view.id === id)];
    return found === undefined ? null : countedText(found);
  };
  if (items.length === 0) return null;
  return (
    <div>
      <h2>{texts.saved}</h2>
      {items.map((view) => (
        <Link
          key={view.id}
          to="/requests"
          search={{ ...searchOf(view), view: view.id }}
          activeOptions={{ exact: true }}
          title={view.own ? undefined : texts.by(view.owner)}
          aria-current={view.id === current ? 'page' : undefined}
        >
          <span>
            {view.name}
            {!view.own && <span className="unseen"> {texts.by(view.owner)}</span>}
            {view.faults.length > 0 && (
              <small title={view.faults.map(say).join(' ')}>
                {texts.broken}
                <span className="unseen"> {view.faults.map(say).join(' ')}</span>
              </small>
            )}
          </span>
          <b>{numberOf(view.id)}</b>
        </Link>
      ))}
    </div>
  );
}
