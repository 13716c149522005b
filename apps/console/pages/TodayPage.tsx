import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import { countedOf, countedText } from '#centre/requests/counted.rules.ts';
import { RequestListRow } from '#centre/requests/ui/RequestListRow.tsx';
import { HolidayNews } from '#centre/requests/ui/recounts/HolidayNews.tsx';
import { requestsTopQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useHere } from '../frame/crumbs.tsx';
import { HOLIDAY_READERS } from '../frame/places.ts';
import { RowTitle } from './RowTitle.tsx';
import { todayTexts } from './today.texts.ts';
import './today.css';

type SectionName = keyof typeof todayTexts.zh.sections;

/** What breaks unless someone moves comes first, then what is mine, then what lies at the door. */
const sections: readonly { readonly name: SectionName; readonly search: RequestSearch; readonly always: boolean }[] = [
  { name: 'warning', search: { clock: 'warning' }, always: true },
  { name: 'mine', search: { owner: 'me' }, always: true },
  { name: 'nobodys', search: { owner: 'nobody' }, always: false },
  { name: 'registration', search: { waiting: 'registration' }, always: false },
  { name: 'overdueApproval', search: { waiting: 'overdueApproval' }, always: false },
  { name: 'approval', search: { waiting: 'approval' }, always: false },
  { name: 'review', search: { waiting: 'review' }, always: false },
  { name: 'breached', search: { clock: 'breached' }, always: false },
];

export function TodayPage() {
  const texts = useTexts(todayTexts);
  const { me } = useRouteContext({ from: '__root__' });
  useHere(null, texts.title);
  return (
    <div className="page today">
      <h1 className="unseen">{texts.title}</h1>
      {me.positions.some((position) => HOLIDAY_READERS.includes(position)) && (
        <HolidayNews toNotices={toNotices} toRecount={toRecount} />
      )}
      {sections.map((section) => (
        <TodaySection key={section.name} {...section} />
      ))}
    </div>
  );
}

const toNotices = (words: string) => <Link to="/holidays">{words}</Link>;
const toRecount = (recountId: string, words: string) => (
  <Link to="/holidays/recounts/$recountId" params={{ recountId }}>
    {words}
  </Link>
);

/** One kind of work, its most pressing first. One that may be empty without a word is left out when it is. */
function TodaySection({ name, search, always }: (typeof sections)[number]) {
  const texts = useTexts(todayTexts);
  const { data, error, refetch } = useQuery(requestsTopQuery(search));
  if (data?.items.length === 0 && !always) return null;
  const total = data && countedOf(data, data.items.length);
  return (
    <section className="today-section" aria-labelledby={`today-${name}`}>
      <h2 id={`today-${name}`}>
        {texts.sections[name]}
        {total && <span className="count">{countedText(total)}</span>}
        {data && total && total.count > data.items.length && (
          <Link to="/requests" search={search}>
            {texts.all(total)}
          </Link>
        )}
      </h2>
      {error && !data ? (
        <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <p className="sheet today-none" role="status">
          {texts.loading}
        </p>
      ) : data.items.length === 0 ? (
        <p className="sheet today-none">{texts.empty[name]}</p>
      ) : (
        <ol className="request-rows">
          {data.items.map((row) => (
            <RequestListRow key={row.id} row={row} selected={false} Title={RowTitle} />
          ))}
        </ol>
      )}
    </section>
  );
}
