import { Fragment, type ReactNode } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { momentInWords, type Place } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Worded } from '#platform/ui/Worded.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { ClockExplanation, ClockView } from '../clock-view.schema.ts';
import { ClockShape } from './ClockShape.tsx';
import { liveClock } from './live-clock.rules.ts';
import { WhyDays } from './WhyDays.tsx';
import {
  clauseTold,
  dueWithWeekday,
  pauseTold,
  stretchSpan,
  sumFigure,
  sumWords,
  whyEnd,
  whyNotes,
  whyTexts,
} from './why-words.rules.ts';
import './why.css';
import './ladder.css';

/** A clock by what tells it from others, where nothing more is known of it yet. */
export type NamedClock = Pick<ClockView, 'id' | 'cycle' | 'name'> & { readonly subject: Pick<ClockView['subject'], 'id'> };

interface WhyDrawerProps {
  /** The clock that was asked about; its explanation may still be on its way. */
  readonly clock: ClockView | NamedClock;
  readonly explanation: ClockExplanation | undefined;
  /** The past instant as of which it is explained; null for now. */
  readonly asOf?: string | null;
  /** Why there is no explanation, in words. */
  readonly trouble?: string | undefined;
  readonly onClose: () => void;
  /** Address of the explanation as an annex on paper; without, the drawer itself is printed. */
  readonly annex?: string | undefined;
  /** The way to the plan's text, for those who read it. */
  readonly planLink?: ((planId: string, words: string) => ReactNode) | undefined;
}

/** “Why this due time”: clause, the plan's value, the days, one line per stretch, the sum. Prints on one sheet. */
export function WhyDrawer({ clock, explanation, asOf = null, trouble, onClose, annex, planLink }: WhyDrawerProps) {
  const texts = useTexts(whyTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  // A clock of a past day stands still.
  const then = asOf === null ? undefined : parseInstant(asOf);
  const shown = explanation?.clock ?? ('mark' in clock ? clock : undefined);
  const place = shown && { zone: shown.calendar.timezone, language, today };
  const due = shown?.dueAt == null ? undefined : parseInstant(shown.dueAt);
  const name = say(clock.name);
  const title =
    place === undefined
      ? name
      : due === undefined
        ? texts.titleWithoutDue(name)
        : texts.title(name, momentInWords(due, place, { weekday: true }));
  return (
    <Drawer
      closeLabel={texts.close}
      onClose={onClose}
      title={
        <>
          {shown && (
            <span className={`tone ${shown.mark}`}>
              <ClockShape mark={shown.mark} share={liveClock(shown, then ?? today).share} />
            </span>
          )}
          {title}
        </>
      }
      foot={explanation && place && <WhyFoot explanation={explanation} place={place} annex={annex} planLink={planLink} />}
    >
      {explanation && place ? (
        <>
          {asOf !== null && (
            <p className="why-as-of" role="status">
              {texts.asOfThen(dueWithWeekday(asOf, place))}
            </p>
          )}
          <WhyExplanation explanation={explanation} place={place} />
        </>
      ) : (
        <p className="why-wait" role="status">
          {trouble ?? texts.loading}
        </p>
      )}
    </Drawer>
  );
}

/** The explanation by itself, as the drawer and the printed sheet show it. */
export function WhyExplanation({ explanation, place }: { explanation: ClockExplanation; place: Place }) {
  const texts = useTexts(whyTexts);
  const say = useSay();
  return (
    <>
      <div className="why-answer">
        {explanation.clauses.map((clause) => (
          <blockquote key={clause.id} className="quote" lang="zh-CN">
            {texts.quote(clause.quote)}
            <span className="number" title={say(clause.text)}>
              {clause.id}
            </span>
            <ClauseTold told={clauseTold(clause, place.language)} language={place.language} />
          </blockquote>
        ))}
        <p>
          <Worded text={say(explanation.planValue)} />
          {explanation.assumed && (/[。.]$/.test(say(explanation.planValue)) ? '' : texts.stop) + texts.assumed}
          {explanation.calendarHours !== null && (
            <span className="supporting"> {texts.hours(say(explanation.calendarHours))}</span>
          )}
        </p>
      </div>
      <WhyDays explanation={explanation} />
      <Ladder explanation={explanation} place={place} />
    </>
  );
}

/** The source is quoted in its own language; whoever reads another is told what it says. */
function ClauseTold({ told, language }: { told: string | null; language: Place['language'] }) {
  return (
    told !== null && (
      <span className="told" lang={language}>
        {told}
      </span>
    )
  );
}

function Ladder({ explanation, place }: { explanation: ClockExplanation; place: Place }) {
  const texts = useTexts(whyTexts);
  const say = useSay();
  const { clock, stretches } = explanation;
  return (
    <div className="ladder">
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.fromTo}</th>
            <th scope="col">{texts.cause}</th>
            <th scope="col" className="figure">
              {texts.counted}
            </th>
            <th scope="col" className="figure">
              {texts.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {stretches.map((stretch) => (
            <tr key={stretch.from + stretch.kind} className={stretch.kind}>
              <td>{stretchSpan(stretch, place)}</td>
              <td>
                {say(stretch.label)}
                {stretch.pauses.length === 0 && stretch.note !== null && (
                  <small>
                    <Worded text={say(stretch.note)} />
                  </small>
                )}
                {stretch.pauses.map((pause) => (
                  <small key={pause.recordedAt}>{pauseTold(pause, place)}</small>
                ))}
              </td>
              <td className="figure">
                {stretch.countedSeconds > 0 ? <b>{sumFigure(stretch.countedSeconds)}</b> : texts.notCounted}
              </td>
              <td className="figure">{sumFigure(stretch.totalSeconds)}</td>
            </tr>
          ))}
          <tr className="sum">
            <td className="due">{clock.dueAt === null ? '—' : texts.due(dueWithWeekday(clock.dueAt, place))}</td>
            <td>{sumWords(explanation, place)}</td>
            <td className="figure">{sumFigure(explanation.sumSeconds)}</td>
            <td />
          </tr>
          <EndRow clock={clock} place={place} />
        </tbody>
      </table>
    </div>
  );
}

/** How it ended, against the due time above it. */
function EndRow({ clock, place }: { clock: ClockView; place: Place }) {
  const end = whyEnd(clock, place);
  if (end === null) return null;
  return (
    <tr className={end.late ? 'end late' : 'end'}>
      <td>{end.when}</td>
      <td colSpan={3}>
        <span className={`tone ${clock.mark}`}>
          <ClockShape mark={clock.mark} small />
        </span>
        {end.how}
      </td>
    </tr>
  );
}

interface WhyFootProps extends Pick<WhyDrawerProps, 'annex' | 'planLink'> {
  readonly explanation: ClockExplanation;
  readonly place: Place;
}

function WhyFoot({ explanation, place, annex, planLink }: WhyFootProps) {
  const texts = useTexts(whyTexts);
  return (
    <>
      <p>
        {whyNotes(explanation, place).map((note) => (
          <Fragment key={note}>{note}</Fragment>
        ))}
      </p>
      {annex === undefined ? (
        <button type="button" className="button" onClick={() => window.print()}>
          <Icon name="print" />
          {texts.print}
        </button>
      ) : (
        <a className="button" href={annex} target="_blank" rel="noreferrer">
          <Icon name="print" />
          {texts.print}
        </a>
      )}
      {planLink?.(explanation.plan.id, texts.planText)}
    </>
  );
}
