import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { ClockStrip } from '#centre/commitments/ui/ClockStrip.tsx';
import { stripOrder } from '#centre/commitments/strip-order.rules.ts';
import type { NextEvent, RequestDetail } from '#centre/requests/requests.schema.ts';
import { Composer } from '#centre/requests/ui/Composer.tsx';
import { Facts } from '#centre/requests/ui/Facts.tsx';
import { FlowDrawing } from '#centre/requests/ui/FlowDrawing.tsx';
import { NextStepBar } from '#centre/requests/ui/NextStepBar.tsx';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { nextQuery, requestQuery, timelineQuery } from '#centre/requests/ui/requests.queries.ts';
import type { StepOutcome } from '#centre/requests/ui/StepForm.tsx';
import { Timeline } from '#centre/requests/ui/Timeline.tsx';
import { Waits } from '#centre/requests/ui/Waits.tsx';
import { problemOf } from '#platform/client/query.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { momentWithWeekday } from '#platform/ui/format.ts';
import { useKeys } from '#platform/ui/keys.ts';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { Phrases } from '#platform/ui/Phrases.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { useHere } from '../frame/crumbs.tsx';
import { positionNames } from '../frame/position.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { outcomeOf } from './step-outcome.ts';
import { filesUploaded } from './upload-files.ts';
import { requestTexts } from './request.texts.ts';
import './request.css';
import { usePlanLink } from './usePlanLink.tsx';

const WhyOfRequest = lazy(() => import('./WhyOfRequest.tsx').then((module) => ({ default: module.WhyOfRequest })));

/** One request: its strip and next steps above, conversation at the left, what stands around it at the right. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/requests/$requestId' });
  const { data: request, error, refetch } = useQuery(requestQuery(requestId));
  const texts = useTexts(requestTexts);
  useHere(request?.number ?? '…', request ? `${request.number} ${request.title}` : texts.loading);
  if (!request)
    return error === null ? (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    ) : (
      <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  return <RequestBody request={request} />;
}

function RequestBody({ request }: { request: RequestDetail }) {
  const say = useSay();
  const texts = useTexts(requestTexts);
  const { keys } = useTexts(listTexts);
  const client = useQueryClient();
  const { me } = useRouteContext({ from: '__root__' });
  const { data: next } = useQuery(nextQuery(request.id));
  const { data: timeline, error: timelineError } = useQuery(timelineQuery(request.id));
  const [asked, setAsked] = useState<ClockView | null>(null);
  const command = useCommand();
  const zone = useZone(request.clocks);
  const planLink = usePlanLink();
  const [position] = me.positions;
  const isReadOnly = request.imported !== null && !request.open;

  const why = () => {
    const order = stripOrder(request.clocks);
    setAsked(order.next ?? order.breaches[0] ?? null);
  };
  useKeys({ w: why });
  useOffers([
    { id: 'why', of: 'here', label: keys.why, keys: 'W', icon: 'waiting', onChoose: why },
    { id: 'print', of: 'here', label: texts.print, icon: 'print', onChoose: () => window.print() },
  ]);

  const renew = () => client.invalidateQueries({ queryKey: ['request', request.id] });
  const fire = async (event: NextEvent, input: Readonly<Record<string, unknown>>): Promise<StepOutcome> => {
    const sent = await filesUploaded(input);
    if (!sent.ok) return { done: false, detail: sent.problem.detail, commitments: [], fields: {} };
    const answer = await command(event.path, { ...sent.value, version: event.version });
    // Refused or done, what is shown may have changed: the page is brought up to date either way.
    await renew();
    void client.invalidateQueries({ queryKey: ['requests'] });
    return outcomeOf(answer);
  };

  return (
    <div className="page request-page">
      <RequestTitle request={request} zone={zone} />
      <ClockStrip clocks={request.clocks} onWhy={setAsked} />
      <Waits waits={request.waits} zone={zone} />
      <div className="request-body">
        <div>
          {isReadOnly && <p className="read-only">{texts.readOnly}</p>}
          {next && !isReadOnly && (
            <NextStepBar
              events={next.events}
              position={position === undefined ? undefined : say(positionNames[position] ?? { zh: position, en: position })}
              zone={zone}
              open={request.open}
              onFire={fire}
            />
          )}
          <section className="request-talk">
            {!isReadOnly && (
              <Composer
                requestId={request.id}
                enquirer={request.enquirer.name}
                byMail={request.enquirer.email !== null}
                onWrite={async (message) => {
                  const answer = await command(`/api/service-requests/${request.id}/messages`, { ...message });
                  if (answer.ok) await renew();
                  return answer;
                }}
              />
            )}
            {timeline ? (
              <Timeline entries={timeline.items} zone={zone} />
            ) : (
              timelineError !== null && <Trouble problem={problemOf(timelineError)} />
            )}
          </section>
        </div>
        <aside>
          {request.flow.nodes.length > 0 && <FlowDrawing flow={request.flow} title={say(request.kindLabel)} zone={zone} />}
          <Facts
            request={request}
            zone={zone}
            recordHref={(id) => `/records/${id}`}
            openItemsHref={`/requests?customer=${encodeURIComponent(request.customer.id)}`}
          />
        </aside>
      </div>
      {asked && (
        <Suspense fallback={null}>
          <WhyOfRequest requestId={request.id} clock={asked} onClose={() => setAsked(null)} planLink={planLink} />
        </Suspense>
      )}
    </div>
  );
}

function RequestTitle({ request, zone }: { request: RequestDetail; zone: string }) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const received = parseInstant(request.receivedAt);
  return (
    <div className="request-title">
      <div>
        <h1 className="title-page">
          <Phrases text={request.title} />
        </h1>
        <div className="about">
          {request.severityLabel !== null && (
            <span className={request.severityRank === 0 ? 'tag gravest' : 'tag'}>{say(request.severityLabel)}</span>
          )}
          <span className="tag">{say(request.kindLabel)}</span>
          {request.imported !== null && <span className="tag">{texts.imported}</span>}
          <span className="tag">{texts.round(say(request.stateLabel), request.round)}</span>
          <span>{[request.customer.name, request.site?.name].filter(Boolean).join(texts.separator)}</span>
          {received !== undefined && (
            <span className="muted">
              {request.imported === null
                ? texts.received(
                    momentWithWeekday(received, { zone, language, today }),
                    texts.channels[request.channel] ?? request.channel,
                  )
                : texts.importedAs(momentWithWeekday(received, { zone, language, today }), request.imported.externalId)}
            </span>
          )}
        </div>
      </div>
      <div className="side">
        <button type="button" className="button compact" onClick={() => window.print()}>
          {texts.print}
        </button>
      </div>
    </div>
  );
}
