import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, type ComponentType, type ReactNode, type Ref } from 'react';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { clockFigure } from '#centre/commitments/ui/clock-figure.rules.ts';
import { liveClock } from '#centre/commitments/ui/live-clock.rules.ts';
import { stripOrder } from '#centre/commitments/strip-order.rules.ts';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { RequestRow } from '../requests.schema.ts';
import { callersQuery, isAskable, type Caller } from './intake.queries.ts';
import { intakeTexts } from './intake.texts.ts';
import './facts.css';

interface IntakeCallerProps {
  readonly caller: Caller | null;
  readonly openItems: readonly RequestRow[] | undefined;
  readonly searchBox: Ref<HTMLInputElement>;
  /** By what the caller is looked for: kept with the draft, so that it is not asked again. */
  readonly sought: string;
  readonly onSeek: (sought: string) => void;
  /** The way to an open item in the app that shows the intake. */
  readonly Way: ComponentType<{ row: RequestRow; children: ReactNode }>;
  readonly onChoose: (caller: Caller | null) => void;
}

/** Who calls: found by the end of a number or a name; then who that is and what is open at their place. */
export function IntakeCaller({ caller, openItems, searchBox, sought, Way, onSeek, onChoose }: IntakeCallerProps) {
  const texts = useTexts(intakeTexts);
  return (
    <div>
      <div className="sheet">
        {caller === null ? (
          <CallerSearch searchBox={searchBox} sought={sought} onSeek={onSeek} onChoose={onChoose} />
        ) : (
          <Known caller={caller} onChange={() => onChoose(null)} />
        )}
        {caller !== null && (
          <section className="facts open-items">
            <h2>
              {texts.openItems}
              {openItems && openItems.length > 0 && <span className="muted">{texts.count(openItems.length)}</span>}
            </h2>
            {openItems?.length === 0 && <p className="small muted">{texts.noOpenItems}</p>}
            <ul>
              {openItems?.map((row) => (
                <li key={row.id}>
                  <Way row={row}>
                    <OpenItem row={row} />
                  </Way>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

function CallerSearch({
  searchBox,
  sought,
  onSeek,
  onChoose,
}: Pick<IntakeCallerProps, 'searchBox' | 'sought' | 'onSeek'> & { onChoose: (caller: Caller) => void }) {
  const texts = useTexts(intakeTexts);
  const { data } = useQuery(callersQuery(useDeferredValue(sought.trim())));
  return (
    <section className="caller-search" role="search">
      <label className="field">
        <span className="field-label">{texts.caller}</span>
        <input
          ref={searchBox}
          className="input"
          value={sought}
          placeholder={texts.findCaller}
          onChange={(event) => onSeek(event.target.value)}
        />
      </label>
      {data && isAskable(sought.trim()) && (
        <ul className="found" aria-live="polite">
          {data.length === 0 && <li className="small muted">{texts.notFound}</li>}
          {data.map((found) => (
            <li key={found.id}>
              <button type="button" onClick={() => onChoose(found)}>
                {found.name}
                <small>{[found.customer.name, found.phone].filter(Boolean).join(' ')}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Known({ caller, onChange }: { caller: Caller; onChange: () => void }) {
  const texts = useTexts(intakeTexts);
  return (
    <section className="facts">
      <h2>
        {texts.caller}
        <button type="button" className="act" onClick={onChange}>
          {texts.change}
        </button>
      </h2>
      <dl>
        <dt>{texts.name}</dt>
        <dd>{caller.name}</dd>
        <dt>{texts.organisation}</dt>
        <dd>{caller.customer.name}</dd>
        {caller.phone !== null && (
          <>
            <dt>{texts.phone}</dt>
            <dd>{caller.phone}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** An open request by its shape, its title and the figure of its next deadline. */
function OpenItem({ row }: { row: RequestRow }) {
  const { language } = useLanguage();
  const now = useNow('calm');
  const order = stripOrder(row.clocks);
  const shown = order.next ?? order.breaches[0];
  const clock = shown && liveClock(shown, now);
  return (
    <>
      <span className={`tone ${clock?.view.mark ?? 'notStarted'}`}>
        <ClockShape mark={clock?.view.mark ?? 'notStarted'} share={clock?.share ?? 0} />
      </span>
      {row.title}
      <small>{clock ? clockFigure(clock, { language, place: 'row' }).figure : row.number}</small>
    </>
  );
}
