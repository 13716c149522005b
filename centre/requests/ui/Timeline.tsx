import { useMemo } from 'react';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import type { ClockMark } from '#centre/commitments/clock-view.schema.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { figure } from '#platform/ui/duration.ts';
import { day, isoDay, momentBeside, sameDay, time, type Place } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Worded } from '#platform/ui/Worded.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { MessageView, TimelineEntry } from '../requests.schema.ts';
import { Attachments } from './Attachments.tsx';
import { timelineTextsEn } from './timeline.texts.en.ts';
import { timelineTextsZh } from './timeline.texts.zh.ts';
import './timeline.css';

const timelineTexts = { zh: timelineTextsZh, en: timelineTextsEn };
const SAME_MINUTE = 60_000;
/** Below this many seconds a duration says nothing. */
const AT_ONCE = 60;

const shapeOf: Record<TimelineEntry['effects'][number]['mark'], ClockMark> = {
  kept: 'kept',
  breached: 'breached',
  started: 'running',
  warning: 'warning',
  paused: 'paused',
  resumed: 'running',
  cancelled: 'cancelled',
};

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly zone: string;
}

/** What happened, newest first, under headings of days. Entries are never edited: a correction is an entry of its own. */
export function Timeline({ entries, zone }: TimelineProps) {
  const texts = useTexts(timelineTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const place: Place = { zone, language, today };
  const days = useMemo(() => byDay(entries, zone), [entries, zone]);
  if (entries.length === 0) return <p className="supporting">{texts.empty}</p>;
  return (
    <section aria-label={texts.timeline}>
      {days.map(([key, found]) => (
        <div key={key}>
          <div className="timeline-day">
            <h3>{day(found[0].at, place)}</h3>
          </div>
          <ol className="timeline">
            {found.map(({ entry, at }) => (
              <Entry key={entry.id} entry={entry} at={at} place={place} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

type Placed = { readonly entry: TimelineEntry; readonly at: Instant };

function byDay(entries: readonly TimelineEntry[], zone: string): readonly (readonly [string, readonly [Placed, ...Placed[]]])[] {
  const placed = entries.flatMap((entry) => {
    const at = parseInstant(entry.occurredAt);
    return at === undefined ? [] : [{ entry, at }];
  });
  const days = new Map<string, [Placed, ...Placed[]]>();
  for (const one of together(placed.toSorted((earlier, later) => later.at - earlier.at))) {
    const key = isoDay(one.at, zone);
    const found = days.get(key);
    if (found) found.push(one);
    else days.set(key, [one]);
  }
  return [...days];
}

/** Clocks that tell the same in the same minute are one entry: what happened is read once, with all it concerns. */
function together(sorted: readonly Placed[]): readonly Placed[] {
  return sorted.reduce<Placed[]>((merged, one) => {
    const last = merged.at(-1);
    const alike =
      last !== undefined &&
      last.entry.kind === 'clock' &&
      one.entry.kind === 'clock' &&
      last.entry.title.zh === one.entry.title.zh &&
      last.at - one.at < SAME_MINUTE;
    if (alike)
      merged[merged.length - 1] = {
        at: last.at,
        entry: { ...last.entry, effects: [...last.entry.effects, ...one.entry.effects] },
      };
    else merged.push(one);
    return merged;
  }, []);
}

function Entry({ entry, at, place }: Placed & { place: Place }) {
  const texts = useTexts(timelineTexts);
  const say = useSay();
  const { message } = entry;
  const words = entry.text ?? message?.text ?? null;
  const direction = message?.direction;
  const channel = entry.channel === null ? '' : (texts.channels[entry.channel] ?? entry.channel);
  const title = [say(entry.title), channel].filter((part) => part !== '').join(texts.separator);
  return (
    <li className={`entry ${direction === 'internal' ? 'internal' : ''}`}>
      <div className="at">
        <time dateTime={entry.occurredAt}>{time(at, place)}</time>
        <RecordedLater entry={entry} at={at} place={place} />
      </div>
      <Dot entry={entry} />
      <div>
        <div className="by">
          <b>{authorOf(entry, texts.system)}</b>
          <span>
            <Worded text={title} />
          </span>
          {message && <Delivery message={message} />}
        </div>
        {words !== null && words !== '' && (
          <div className="said">
            <Worded text={words} />
          </div>
        )}
        {entry.facts.length > 0 && (
          <dl className="told-facts">
            {entry.facts.map((fact, index) => (
              <div key={index}>
                <dt>{say(fact.label)}</dt>
                <dd>{say(fact.value)}</dd>
              </div>
            ))}
          </dl>
        )}
        {message && message.files.length > 0 && <Attachments files={message.files} />}
        {entry.lateReason !== null && <p className="late-reason">{texts.lateReason(entry.lateReason)}</p>}
        <Effects effects={entry.effects} />
      </div>
    </li>
  );
}

function authorOf({ author }: TimelineEntry, system: string): string {
  if (author.kind === 'system') return author.name === '' ? system : author.name;
  return author.position ?? author.name;
}

/** Open: words to or from the customer; filled: an event; grey: a note among colleagues; a shape: a clock by itself. */
function Dot({ entry }: { entry: TimelineEntry }) {
  const [first] = entry.effects;
  if (entry.kind === 'clock' && first) {
    const mark = shapeOf[first.mark];
    return (
      <span className={`tone ${mark}`}>
        <ClockShape mark={mark} />
      </span>
    );
  }
  if (entry.kind === 'message') return <span className={entry.message?.direction === 'internal' ? 'dot note' : 'dot'} />;
  return <span className="dot done" />;
}

function RecordedLater({ entry, at, place }: Placed & { place: Place }) {
  const texts = useTexts(timelineTexts);
  const recorded = parseInstant(entry.recordedAt);
  // A clock is told by the product itself, whenever that looks: nobody entered it late.
  if (recorded === undefined || recorded - at < SAME_MINUTE || entry.kind === 'clock') return null;
  const said = sameDay(recorded, at, place.zone) ? time(recorded, place) : momentBeside(recorded, at, place);
  return (
    <small>
      <Worded text={texts.late(said)} />
    </small>
  );
}

function Delivery({ message }: { message: MessageView }) {
  const texts = useTexts(timelineTexts);
  const say = useSay();
  if (message.direction === 'internal') return <span className="delivery">{texts.internal}</span>;
  const word = message.direction === 'outgoing' ? texts.deliveries[message.delivery] : '';
  const note = message.deliveryNote === undefined ? '' : say(message.deliveryNote);
  const told = [word, note].filter(Boolean).join(texts.comma);
  return told === '' ? null : <span className="delivery">{told}</span>;
}

function Effects({ effects }: { effects: TimelineEntry['effects'] }) {
  const texts = useTexts(timelineTexts);
  const say = useSay();
  const { language } = useLanguage();
  if (effects.length === 0) return null;
  return (
    <ul className="effects">
      {effects.map((effect, index) => (
        <li key={index} className={`tone ${shapeOf[effect.mark]}`}>
          {effect.mark === 'resumed' ? <Icon name="right" small /> : <ClockShape mark={shapeOf[effect.mark]} small />}
          {texts.effects[effect.mark](
            say(effect.clock),
            effect.seconds === null || effect.seconds < AT_ONCE ? null : figure(effect.seconds, language),
          )}
        </li>
      ))}
    </ul>
  );
}
