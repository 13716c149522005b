import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { ClockStrip } from '#centre/commitments/ui/ClockStrip.tsx';
import type { RequestDetail } from '#centre/requests/requests.schema.ts';
import { nextQuery, requestQuery, timelineQuery } from '#centre/requests/ui/requests.queries.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { momentInWords } from '#platform/ui/format.ts';
import { Phrases } from '#platform/ui/Phrases.tsx';
import { NotRead } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { Waits } from '#centre/requests/ui/Waits.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useParam } from '../paths.tsx';
import { CallCard } from '../request/CallCard.tsx';
import { ConsentCard, CONSENTS } from '../request/ConsentCard.tsx';
import { Conversation } from '../request/Conversation.tsx';
import { inCustomersWords, openedQuestion, questionOf, type Question } from '../request/customer-steps.rules.ts';
import { OtherSteps } from '../request/OtherSteps.tsx';
import { QuestionCard } from '../request/QuestionCard.tsx';
import { requestTexts } from '../request/request.texts.ts';
import { Story } from '../request/Story.tsx';
import { lastWordOfStaff } from '../request/story.rules.ts';
import { ToSign } from '../request/ToSign.tsx';
import { useFire } from '../request/useFire.ts';

const WhyOfRequest = lazy(() =>
  import('#apps/console/pages/WhyOfRequest.tsx').then((module) => ({ default: module.WhyOfRequest })),
);

/** One request as its customer follows it: the same strip, the question, what happened, whom to call. */
export function RequestPage() {
  const requestId = useParam('requestId');
  const { data: request, error, refetch } = useQuery(requestQuery(requestId));
  const texts = useTexts(portalTexts);
  usePageTitle(request?.title ?? texts.requests);
  if (!request) return <NotRead error={error} onRetry={() => void refetch()} />;
  return <RequestBody request={request} />;
}

function RequestBody({ request }: { request: RequestDetail }) {
  const texts = useTexts(requestTexts);
  const { data: next, error: nextError, refetch: readNext } = useQuery(nextQuery(request.id));
  const { data: timeline, error: storyError, refetch: readStory } = useQuery(timelineQuery(request.id));
  const [asked, setAsked] = useState<ClockView | null>(null);
  const fire = useFire(request.id);
  const zone = useZone(request.clocks);
  const events = (next?.events ?? []).map(inCustomersWords);
  const [opened, setOpened] = useState<Question | null>(null);
  const question = opened === null ? questionOf(events) : openedQuestion(opened, events);
  const answering = new Set([question?.yes.path, question?.no?.path]);
  const elsewhere = events.filter(({ event }) => CONSENTS.includes(event));

  return (
    <div className="request-page">
      <Title request={request} zone={zone} />
      <ClockStrip clocks={request.clocks} onWhy={setAsked} named={6} />
      <Waits waits={request.waits} zone={zone} toCustomer />
      <div className="request-body">
        <div className="request-main">
          {!next && nextError !== null && <NotRead error={nextError} onRetry={() => void readNext()} />}
          <ConsentCard consents={request.consents} events={elsewhere} onFire={fire} />
          {question && (
            <QuestionCard
              key={question.yes.path}
              question={question}
              requestId={request.id}
              zone={zone}
              said={lastWordOfStaff(timeline?.items ?? [])}
              onFire={fire}
              onOpen={(isOpen) => setOpened(isOpen ? question : null)}
            />
          )}
          <h2 className="section-title">{texts.story}</h2>
          {timeline ? (
            <Story entries={timeline.items} zone={zone} />
          ) : (
            <NotRead error={storyError} onRetry={() => void readStory()} />
          )}
          {request.open && <Conversation requestId={request.id} />}
          <OtherSteps
            listed={events.filter((event) => !answering.has(event.path) && !elsewhere.includes(event))}
            events={events}
            requestId={request.id}
            zone={zone}
            onFire={fire}
          />
        </div>
        <aside>
          <CallCard />
          <ToSign records={request.records} />
        </aside>
      </div>
      {asked && (
        <Suspense fallback={null}>
          <WhyOfRequest requestId={request.id} clock={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </div>
  );
}

function Title({ request, zone }: { request: RequestDetail; zone: string }) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const received = parseInstant(request.receivedAt);
  const place = { zone, language, today };
  const about = texts.about(say(request.severityLabel ?? request.kindLabel), request.number);
  return (
    <div className="request-title">
      <h1>
        <Phrases text={request.title} />
      </h1>
      <p>
        <Phrases
          text={
            (received === undefined
              ? ''
              : texts.received(momentInWords(received, place, { weekday: true }), request.enquirer.name, request.channel)) + about
          }
        />
      </p>
    </div>
  );
}
