import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useZone } from '#centre/requests/ui/useZone.ts';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { ClockStrip } from '#centre/commitments/ui/ClockStrip.tsx';
import { stripOrder } from '#centre/commitments/strip-order.rules.ts';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { nextQuery } from '#centre/requests/ui/requests.queries.ts';
import { visitQuery } from '#centre/visits/ui/visits.queries.ts';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment, type Place } from '#platform/ui/format.ts';
import { FieldShell } from '#platform/ui/shell/FieldShell.tsx';
import { NotRead } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { FieldUser, usePageTitle } from '../frame/FieldFrame.tsx';
import { fieldTexts } from '../frame/field.texts.ts';
import { AppLink, useParam } from '../paths.tsx';
import { ConsentsCard } from '../visit/ConsentsCard.tsx';
import { DepartureCard } from '../visit/DepartureCard.tsx';
import { PlaceCard } from '../visit/PlaceCard.tsx';
import { RoundCard } from '../visit/RoundCard.tsx';
import { SignatureCard } from '../visit/SignatureCard.tsx';
import { Stages } from '../visit/Stages.tsx';
import { StepsCard } from '../visit/StepsCard.tsx';
import { ThumbBar } from '../visit/ThumbBar.tsx';
import { useVisitSteps } from '../visit/useVisitSteps.ts';
import { VisitForm } from '../visit/VisitForm.tsx';
import { refusedDeparture, thumbOf } from '../visit/visit-steps.rules.ts';
import { visitTexts } from '../visit/visit.texts.ts';

const WhyOfRequest = lazy(() =>
  import('#apps/console/pages/WhyOfRequest.tsx').then((module) => ({ default: module.WhyOfRequest })),
);

/** One visit: the next deadline on top, the work below it, the one step that comes next at the thumb. */
export function VisitPage() {
  const visitId = useParam('visitId');
  const texts = useTexts(fieldTexts);
  const { data: visit, error, refetch } = useQuery(visitQuery(visitId));
  usePageTitle(visit?.request.title ?? texts.visits);
  if (visit) return <VisitBody visit={visit} />;
  return (
    <FieldShell title={texts.visits} waiting={0} user={<FieldUser />}>
      <NotRead error={error} onRetry={() => void refetch()} />
    </FieldShell>
  );
}

function VisitBody({ visit }: { visit: VisitView }) {
  const frame = useTexts(fieldTexts);
  const texts = useTexts(visitTexts);
  const say = useSay();
  const { language } = useLanguage();
  const { data: next, error: nextError, refetch: readNext } = useQuery(nextQuery(visit.request.id));
  const [chosen, setChosen] = useState<NextEvent | null>(null);
  const [asked, setAsked] = useState<ClockView | null>(null);
  const fire = useVisitSteps(visit);
  const events = useMemo(() => next?.events ?? [], [next]);
  const thumb = thumbOf(events, visit);
  const order = stripOrder(visit.clocks);
  const place: Place = { zone: useZone(visit.clocks), language, today: useNow('calm') };
  // A step that is refused meanwhile, or is gone because the line broke when it was done, keeps its form: what became of it is told there and
  // what was written stays.
  const active = chosen === null ? undefined : (events.find((event) => event.path === chosen.path) ?? chosen);
  const own = (name: string) => events.find((event) => event.event === name && event.allowed && event.path.includes(visit.id));
  const onSite = visit.arrivedAt !== null;
  const choose = (event: NextEvent) => setChosen(event);
  // A form that ends late, its answer still under way, may not close the one that was opened meanwhile.
  const closeForm = (event: NextEvent) => setChosen((now) => (now?.path === event.path ? null : now));

  return (
    <FieldShell
      title={texts.title(visit.site?.name ?? '', visit.request.title)}
      subtitle={visit.number === null ? texts.noOrder : texts.order(visit.number)}
      waiting={0}
      user={<FieldUser />}
      strip={order.next ? <ClockStrip clocks={[order.next]} onWhy={setAsked} /> : undefined}
      foot={
        active ? undefined : next ? (
          <ThumbBar thumb={thumb} onChoose={choose} />
        ) : (
          <NotRead error={nextError} onRetry={() => void readNext()} />
        )
      }
    >
      <Stages visit={visit} />
      {active && <VisitForm visit={visit} event={active} onFire={fire} onClose={() => closeForm(active)} />}
      {visit.round !== null && visit.request.open && <RoundCard round={visit.round} place={place} />}
      <PlaceCard visit={visit} place={place} />
      {!onSite && <TaskCard visit={visit} place={place} />}
      {onSite && (
        <>
          <ConsentsCard visit={visit} place={place} ask={own('askConsent')} onFire={fire} />
          <StepsCard visit={visit} place={place} onAdd={stepAdder(own('act'), choose)} />
          <DepartureCard visit={visit} refused={refusedDeparture(events, visit.id)} />
          <SignatureCard visit={visit} place={place} />
          <TaskCard visit={visit} place={place} />
        </>
      )}
      {thumb.refused.length > 0 && (
        <div className="refusals" role="group" aria-label={texts.refusedNow}>
          {thumb.refused.map((event) => (
            <Refusal
              key={event.path}
              title={say(event.label)}
              commitments={event.refusedBy}
              reason={event.reason === null ? texts.refusedNow : say(event.reason)}
            />
          ))}
        </div>
      )}
      <details className="sheet visit-sheet all-clocks">
        <summary>{texts.clocks}</summary>
        <ClockStrip clocks={visit.clocks} onWhy={setAsked} />
      </details>
      <AppLink to="/" className="button thumb">
        {frame.back}
      </AppLink>
      {asked && (
        <Suspense fallback={null}>
          <WhyOfRequest requestId={visit.request.id} clock={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </FieldShell>
  );
}

function stepAdder(log: NextEvent | undefined, choose: (event: NextEvent) => void): (() => void) | undefined {
  return log === undefined ? undefined : () => choose(log);
}

/** What the task order asks for. */
function TaskCard({ visit, place }: { visit: VisitView; place: Place }) {
  const texts = useTexts(visitTexts);
  const by = visit.requiredBy === null ? undefined : parseInstant(visit.requiredBy);
  if (visit.taskContent === null && by === undefined) return null;
  return (
    <section className="sheet visit-sheet" aria-label={texts.task}>
      <h2>
        {texts.task}
        {by !== undefined && <span>{texts.requiredBy(dueMoment(by, place))}</span>}
      </h2>
      {visit.taskContent !== null && <p className="task">{visit.taskContent}</p>}
      {visit.asset !== null && (
        <p className="small muted">{[visit.asset.name, visit.asset.serialNumber].filter(Boolean).join(' ')}</p>
      )}
    </section>
  );
}
