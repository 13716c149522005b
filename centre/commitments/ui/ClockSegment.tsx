import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ClockView } from '../clock-view.schema.ts';
import { clockFigure } from './clock-figure.rules.ts';
import { clockSentence, dueLine, earlierBreaches, placeOf, stateWord } from './clock-words.rules.ts';
import { clockTexts } from './clock.texts.ts';
import { ClockShape } from './ClockShape.tsx';
import { CommitmentIds } from './CommitmentIds.tsx';
import type { LiveClock } from './live-clock.rules.ts';
import { Ribbon } from './Ribbon.tsx';

export interface ClockSegmentProps {
  readonly clock: LiveClock;
  /** The next deadline: widest, with the large figure and the soft ground of its state. */
  readonly next?: boolean;
  readonly onWhy?: ((clock: ClockView) => void) | undefined;
}

/** Where the line of a due time may go on below. */
const AFTER_MOMENT = /(?<= \/|,) /;

/** A segment without a run of its own: not started or cancelled. */
export function isIdle(view: ClockView): boolean {
  return view.mark === 'notStarted' || view.mark === 'cancelled';
}

export function ClockSegment({ clock, next = false, onWhy }: ClockSegmentProps) {
  const { language } = useLanguage();
  const texts = useTexts(clockTexts);
  const say = useSay();
  const { view } = clock;
  const { figure, aside } = clockFigure(clock, { language, place: next ? 'next' : 'cell' });
  const name = say(view.name);
  const explained = onWhy !== undefined && view.mark !== 'notStarted';
  return (
    <li className={['clock', view.mark, next ? 'next' : '', isIdle(view) ? 'idle' : ''].join(' ')}>
      <span className="unseen">{clockSentence(clock, language)}</span>
      <div className="head" aria-hidden="true">
        <ClockShape mark={view.mark} share={clock.share} />
        <span className="name" title={name}>
          {name}
          {next && view.mark !== 'running' && view.mark !== 'resting' && texts.separator + stateWord(view, language)}
        </span>
        {!isIdle(view) && <CommitmentIds ids={view.commitments} />}
      </div>
      <div className="left" aria-hidden="true">
        {figure}
        {aside !== null && <small>{aside}</small>}
      </div>
      <div className="due">
        <span aria-hidden="true">
          {dueLine(clock, language, next)
            .split(AFTER_MOMENT)
            .map((piece) => (
              <span key={piece}>{piece}</span>
            ))}
        </span>
        {explained && (
          <button type="button" className="why" aria-label={texts.whyOf(name)} onClick={() => onWhy(view)}>
            {next ? texts.whyInFull : texts.why}
          </button>
        )}
      </div>
      {earlierBreaches(view, placeOf(clock, language)).map((words) => (
        <div key={words} className="earlier" aria-hidden="true">
          <EarlierBreach />
          {words}
        </div>
      ))}
      <Ribbon clock={clock} notched={next} />
    </li>
  );
}

/** The quiet mark of a breach that the present terms do not show. */
export function EarlierBreach() {
  return (
    <span className="tone breached">
      <ClockShape mark="breached" small />
    </span>
  );
}
