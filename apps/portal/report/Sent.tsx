import { useQuery } from '@tanstack/react-query';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { stripOrder } from '#centre/commitments/strip-order.rules.ts';
import { intakeContextQuery } from '#centre/requests/ui/intake.queries.ts';
import { requestQuery } from '#centre/requests/ui/requests.queries.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment, momentInWords } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { AppLink } from '../paths.tsx';
import { reportTexts } from './report.texts.ts';

export interface SentReport {
  readonly id: string;
  readonly number: string;
  readonly receivedAt: string;
}

/** It has arrived: its number, and by when what will happen. */
export function Sent({ sent, onAnother }: { sent: SentReport; onAnother: () => void }) {
  const texts = useTexts(reportTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const { data: request } = useQuery(requestQuery(sent.id));
  const { data: context } = useQuery(intakeContextQuery(undefined));
  const { next, open } = stripOrder(request?.clocks ?? []);
  const place = { zone: useZone(request?.clocks ?? []), language, today };
  const received = parseInstant(sent.receivedAt);
  const promised = [next, ...open].flatMap((clock) => {
    const due = clock?.dueAt == null ? undefined : parseInstant(clock.dueAt);
    return clock && due !== undefined ? [{ clock, due }] : [];
  });
  return (
    <section className="sheet sent" role="status">
      <h1 className="title-page">{texts.sent(sent.number)}</h1>
      {received !== undefined && <p className="supporting">{texts.sentAt(momentInWords(received, place))}</p>}
      {promised.length > 0 && (
        <>
          <h2 className="section-title">{texts.next}</h2>
          <ul className="promised">
            {promised.map(({ clock, due }) => (
              <li key={`${clock.id}.${clock.cycle}`}>
                <span className={`tone ${clock.mark}`}>
                  <ClockShape mark={clock.mark} />
                </span>
                {say(clock.name)}
                <span>{texts.byWhen(dueMoment(due, place))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {context?.phone != null && <p className="supporting">{texts.urgent(context.phone)}</p>}
      <div className="choices">
        <AppLink to="/requests/$requestId" params={{ requestId: sent.id }} className="button primary thumb">
          {texts.follow}
        </AppLink>
        <button type="button" className="button thumb" onClick={onAnother}>
          {texts.another}
        </button>
      </div>
    </section>
  );
}
