import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import type { TimelineEntry } from '#centre/requests/requests.schema.ts';
import { Attachments } from '#centre/requests/ui/Attachments.tsx';
import '#centre/requests/ui/timeline.css';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { figure } from '#platform/ui/duration.ts';
import { day, moment, sameDay, time, type Place } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import { Worded } from '#platform/ui/Worded.tsx';
import { daysOf } from './story.rules.ts';
import { requestTexts } from './request.texts.ts';

interface StoryProps {
  readonly entries: readonly TimelineEntry[];
  readonly zone: string;
}

/** What happened, newest first, in plain words; what came later than agreed says so, with the diamond. */
export function Story({ entries, zone }: StoryProps) {
  const texts = useTexts(requestTexts);
  const { language } = useLanguage();
  const place: Place = { zone, language, today: useNow('calm') };
  const days = daysOf(entries, zone);
  if (days.length === 0) return <p className="supporting story-empty">{texts.noStory}</p>;
  return days.map(({ key, at, entries: found }) => (
    <div key={key}>
      <div className="timeline-day">
        <h3>{day(at, place)}</h3>
      </div>
      <ol className="timeline story">
        {found.map((entry) => (
          <Entry key={entry.id} entry={entry} place={place} />
        ))}
      </ol>
    </div>
  ));
}

function Entry({ entry, place }: { entry: TimelineEntry; place: Place }) {
  const say = useSay();
  const { message } = entry;
  const at = parseInstant(entry.occurredAt);
  const words = entry.text ?? message?.text ?? null;
  return (
    <li className="entry">
      <div className="at">{at !== undefined && <time dateTime={entry.occurredAt}>{time(at, place)}</time>}</div>
      <Dot entry={entry} />
      <div>
        <p className="what">
          <b>{say(entry.title)}</b>
          <span className="muted small">{who(entry)}</span>
        </p>
        {words !== null && words !== '' && (
          <p className="said">
            <Worded text={words} />
          </p>
        )}
        {message && message.files.length > 0 && <Attachments files={message.files} />}
        <Effects effects={entry.effects.filter(({ mark }) => mark === 'breached')} />
        <Later entry={entry} place={place} />
        <More entry={entry} />
      </div>
    </li>
  );
}

function who({ author }: TimelineEntry): string {
  if (author.kind === 'system') return '';
  return author.kind === 'staff' ? (author.position ?? author.name) : author.name;
}

/** Open: words; filled: something done; the diamond: later than agreed. */
function Dot({ entry }: { entry: TimelineEntry }) {
  if (entry.effects.some((effect) => effect.mark === 'breached'))
    return (
      <span className="tone breached">
        <ClockShape mark="breached" />
      </span>
    );
  return <span className={entry.kind === 'message' ? 'dot' : 'dot done'} aria-hidden="true" />;
}

/** What somebody filled in, and the clocks that were kept: for whoever wants to know. */
function More({ entry }: { entry: TimelineEntry }) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const kept = entry.effects.filter(({ mark }) => mark === 'kept');
  if (entry.facts.length + kept.length === 0) return null;
  return (
    <details className="story-more">
      <summary>{texts.more}</summary>
      {entry.facts.length > 0 && (
        <dl className="story-facts">
          {entry.facts.map((fact, index) => (
            <div key={index}>
              <dt>{say(fact.label)}</dt>
              <dd>
                <Worded text={say(fact.value)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Effects effects={kept} />
    </details>
  );
}

function Effects({ effects: shown }: { effects: TimelineEntry['effects'] }) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const { language } = useLanguage();
  if (shown.length === 0) return null;
  return (
    <ul className="effects">
      {shown.map(({ mark, clock, seconds }, index) => {
        const shape = mark === 'breached' ? mark : 'kept';
        const name = say(clock);
        const took = seconds === null ? null : figure(seconds, language);
        return (
          <li key={index} className={`tone ${shape}`}>
            <ClockShape mark={shape} small />
            {mark === 'breached'
              ? took === null
                ? texts.late(name)
                : texts.lateBy(name, took)
              : took === null || seconds === 0
                ? texts.keptAtOnce(name)
                : texts.keptIn(name, took)}
          </li>
        );
      })}
    </ul>
  );
}

const SAME_MINUTE = 60_000;

/** What was written down later than it happened says when. */
function Later({ entry, place }: { entry: TimelineEntry; place: Place }) {
  const texts = useTexts(requestTexts);
  const at = parseInstant(entry.occurredAt);
  const recorded = parseInstant(entry.recordedAt);
  // When the service centre's own clock was looked at is nobody's entry.
  if (entry.kind === 'clock') return null;
  if (at === undefined || recorded === undefined || recorded - at < SAME_MINUTE) return null;
  const when = sameDay(recorded, at, place.zone) ? time(recorded, place) : moment(recorded, place);
  return <p className="small muted">{texts.recordedLater(when)}</p>;
}
