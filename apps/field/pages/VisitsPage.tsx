import { useQuery } from '@tanstack/react-query';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { ClockRow } from '#centre/commitments/ui/ClockRow.tsx';
import { visitsQuery } from '#centre/visits/ui/visits.queries.ts';
import type { VisitRow } from '#centre/visits/visits.schema.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment } from '#platform/ui/format.ts';
import { FieldShell } from '#platform/ui/shell/FieldShell.tsx';
import { NotRead } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { FieldUser, usePageTitle } from '../frame/FieldFrame.tsx';
import { fieldTexts } from '../frame/field.texts.ts';
import { AppLink } from '../paths.tsx';
import { reachesBeyondToday } from '../visit/visit-days.rules.ts';

/** Where the engineer goes today: what is due first on top, what is over below. */
export function VisitsPage() {
  const texts = useTexts(fieldTexts);
  const { data, error, refetch } = useQuery(visitsQuery);
  const visits = data?.items ?? [];
  const over = visits.filter(isOver);
  const ahead = visits.filter((visit) => !isOver(visit));
  const title = reachesBeyondToday(ahead, { now: useNow('calm'), zone: useZone() }) ? texts.visitsLater : texts.visits;
  usePageTitle(title);
  return (
    <FieldShell
      title={title}
      subtitle={data && ahead.length > 0 ? texts.count(ahead.length) : undefined}
      waiting={0}
      user={<FieldUser />}
    >
      {!data ? (
        <NotRead error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          {ahead.length === 0 && (
            <div className="sheet field-empty">
              <p>{over.length > 0 ? texts.allOver : texts.empty}</p>
              <a className="button thumb" href="/">
                {texts.toConsole}
              </a>
            </div>
          )}
          {ahead.map((visit) => (
            <VisitCard key={visit.id} visit={visit} />
          ))}
          {over.length > 0 && <h2 className="field-section">{texts.over}</h2>}
          {over.map((visit) => (
            <VisitCard key={visit.id} visit={visit} />
          ))}
        </>
      )}
    </FieldShell>
  );
}

/** Left, or called off before anybody came. */
function isOver(visit: VisitRow): boolean {
  return visit.leftAt !== null || visit.state === 'calledOff';
}

function VisitCard({ visit }: { visit: VisitRow }) {
  const say = useSay();
  return (
    <article className={isOver(visit) ? 'sheet visit-card over' : 'sheet visit-card'}>
      <h2>
        <AppLink to="/visits/$visitId" params={{ visitId: visit.id }}>
          {visit.request.title}
        </AppLink>
      </h2>
      <p>
        <span className="tag">{say(visit.stateLabel)}</span>
        <span>{visit.site?.name}</span>
        <When visit={visit} />
      </p>
      <ClockRow clocks={visit.clocks} />
    </article>
  );
}

/** The one time that matters in the state the visit is in. */
function When({ visit }: { visit: VisitRow }) {
  const texts = useTexts(fieldTexts);
  const { language } = useLanguage();
  const place = { zone: useZone(visit.clocks), language, today: useNow('calm') };
  const told = [
    [visit.leftAt, texts.leftAt],
    [visit.arrivedAt, texts.arrivedAt],
    [visit.expectedAt, texts.expectedAt],
    [visit.requiredBy, texts.requiredBy],
  ] as const;
  const found = told.find(([at]) => at !== null);
  const at = found?.[0] == null ? undefined : parseInstant(found[0]);
  return found === undefined || at === undefined ? null : <span>{found[1](dueMoment(at, place))}</span>;
}
