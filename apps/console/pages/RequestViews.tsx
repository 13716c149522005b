import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { requestCountsQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';

type ViewName = keyof typeof listTexts.zh.viewNames;
type Group = keyof typeof listTexts.zh.viewGroups;

interface View {
  readonly name: ViewName;
  readonly search: RequestSearch;
  readonly mark?: 'warning' | 'breached';
}

const groups: readonly { readonly name: Group; readonly views: readonly View[] }[] = [
  {
    name: 'mine',
    views: [
      { name: 'mine', search: { owner: 'me' } },
      { name: 'unit', search: { owner: 'unit' } },
      { name: 'approval', search: { waiting: 'approval' } },
      { name: 'review', search: { waiting: 'review' } },
    ],
  },
  {
    name: 'clocks',
    views: [
      { name: 'warning', search: { clock: 'warning' }, mark: 'warning' },
      { name: 'breached', search: { clock: 'breached' }, mark: 'breached' },
      { name: 'paused', search: { clock: 'paused' } },
    ],
  },
  {
    name: 'all',
    views: [
      { name: 'open', search: {} },
      { name: 'confirmation', search: { waiting: 'confirmation' } },
      { name: 'registration', search: { waiting: 'registration' } },
      { name: 'closed', search: { state: 'closed' } },
      { name: 'everything', search: { state: 'all' } },
    ],
  },
];

const parts = ['state', 'owner', 'clock', 'waiting'] as const;

const everyView = groups.flatMap((group) => group.views);
const searches = everyView.map((view) => view.search);

/** The view an address shows; filters and sorting change it no more than the view itself says. */
export function viewOf(search: RequestSearch): ViewName | undefined {
  return everyView.find((view) => parts.every((part) => (view.search[part] ?? 'open') === (search[part] ?? 'open')))?.name;
}

/** The views beside the list, each an address with the number of what it holds; the list itself comes first. */
export function RequestViews({ search, waiting }: { search: RequestSearch; waiting: boolean }) {
  const texts = useTexts(listTexts);
  const current = viewOf(search);
  const { data: counts } = useQuery({ ...requestCountsQuery(searches), enabled: !waiting });
  return (
    <nav className="views" aria-label={texts.views}>
      {groups.map((group) => (
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
