import { useState } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { limitInWords } from '#platform/ui/duration.ts';
import type { LimitChange, ReplayChecked } from '../../replay-job/log-replay.schema.ts';
import { entryOf, LIMIT_UNITS, limitOf, type LimitEntry, type LimitUnit } from './limit-entry.rules.ts';
import { Scrolled } from './ForecastFigures.tsx';
import { replayTexts } from './replay.texts.ts';

interface LimitChangesProps {
  readonly clocks: ReplayChecked['clocks'];
  readonly severities: ReplayChecked['severities'];
  readonly changes: readonly LimitChange[];
  readonly wrong: ReplayChecked['changes'];
  readonly onChange: (changes: readonly LimitChange[]) => void;
}

/** Every limit that can be tried otherwise, with what the plan says beside it. */
export function LimitChanges({ clocks, severities, changes, wrong, onChange }: LimitChangesProps) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const isOf = (one: { clock: string; severity: string | null }, clock: string, severity: string | null): boolean =>
    one.clock === clock && one.severity === severity;
  const rows = clocks.flatMap(({ clock, name, terms }) => terms.map((term) => ({ clock, name, ...term })));
  return (
    <Scrolled label={texts.limits}>
      <table className="replay-table replay-limits">
        <thead>
          <tr>
            <th scope="col">{texts.clock}</th>
            <th scope="col">{texts.severity}</th>
            <th scope="col">{texts.inPlan}</th>
            <th scope="col">{texts.tried}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ clock, name, severity, limit, unit }) => {
            const fault = wrong.find((one) => isOf(one, clock, severity));
            const named = severities.find((one) => one.severity === severity)?.name;
            return (
              <LimitRow
                key={`${clock} ${severity ?? ''} ${limit}`}
                clock={say(name)}
                severity={named === undefined ? (severity ?? '') : say(named)}
                limit={limit}
                unit={unit}
                tried={changes.find((one) => isOf(one, clock, severity))?.limit ?? null}
                wrong={fault === undefined ? null : say(fault.why)}
                onTry={(tried) =>
                  onChange([
                    ...changes.filter((one) => !isOf(one, clock, severity)),
                    ...(tried === null || tried === limit ? [] : [{ clock, severity, limit: tried }]),
                  ])
                }
              />
            );
          })}
        </tbody>
      </table>
    </Scrolled>
  );
}

interface LimitRowProps {
  readonly clock: string;
  readonly severity: string;
  readonly limit: string;
  readonly unit: string | null;
  readonly tried: string | null;
  readonly wrong: string | null;
  readonly onTry: (limit: string | null) => void;
}

function LimitRow({ clock, severity, limit, unit, tried, wrong, onTry }: LimitRowProps) {
  const texts = useTexts(replayTexts);
  const { language } = useLanguage();
  // Counts how often the plan's limit was put back: the field then begins anew with it.
  const [round, setRound] = useState(0);
  const entry = entryOf(tried ?? limit);
  return (
    <tr className={tried === null ? undefined : 'is-tried'}>
      <th scope="row">{clock}</th>
      <td>{severity === '' ? texts.allSeverities : severity}</td>
      <td>{limitInWords(limit, unit === 'workingDays' || unit === 'calendarDays' ? unit : null, language)}</td>
      <td>
        {entry === null ? (
          <input
            className="input"
            value={tried ?? limit}
            spellCheck={false}
            aria-label={texts.limitOf(clock, severity)}
            onChange={(event) => onTry(event.target.value)}
          />
        ) : (
          <AmountField
            key={round}
            about={[clock, severity]}
            entry={entry}
            inDays={unit !== null}
            onEntry={(next) => onTry(limitOf(next))}
          />
        )}
        {tried !== null && (
          <button
            type="button"
            className="act small"
            onClick={() => {
              onTry(null);
              setRound(round + 1);
            }}
          >
            {texts.putBack}
          </button>
        )}
        {wrong !== null && (
          <p className="wrong small" role="alert">
            {wrong}
          </p>
        )}
      </td>
    </tr>
  );
}

interface AmountFieldProps {
  readonly about: readonly [clock: string, severity: string];
  readonly entry: LimitEntry;
  /** Counted in days: no other unit goes with it. */
  readonly inDays: boolean;
  readonly onEntry: (entry: LimitEntry) => void;
}

/** What is typed stays as it is typed; the limit changes with what is an amount. */
function AmountField({ about: [clock, severity], entry, inDays, onEntry }: AmountFieldProps) {
  const texts = useTexts(replayTexts);
  const [typed, setTyped] = useState({ amount: String(entry.amount), unit: entry.unit });
  const enter = (next: { readonly amount: string; readonly unit: LimitUnit }) => {
    setTyped(next);
    const read = { amount: Number(next.amount), unit: next.unit };
    if (limitOf(read) !== null) onEntry(read);
  };
  return (
    <span className="replay-amount">
      <input
        className="input"
        type="number"
        min={1}
        step={1}
        inputMode="numeric"
        aria-label={texts.limitOf(clock, severity)}
        value={typed.amount}
        onChange={({ target }) => enter({ ...typed, amount: target.value })}
      />
      <select
        className="input"
        aria-label={texts.unitOf(clock, severity)}
        value={typed.unit}
        disabled={inDays}
        onChange={({ target }) => enter({ ...typed, unit: target.value as LimitUnit })}
      >
        {LIMIT_UNITS.map((one) => (
          <option key={one} value={one}>
            {texts.units[one]}
          </option>
        ))}
      </select>
    </span>
  );
}
