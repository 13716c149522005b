import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { RegisterAnswer } from '../../register/register.schema.ts';
import type { Period } from '../../register/vocabulary.ts';
import { shareWords, totalOf } from './register-words.rules.ts';
import { registerTexts } from './register.texts.ts';

const WIDTH = 236;
const TOP = 6;
const BOTTOM = 30;

/** The share of all obligations that was kept, and how it went month by month. */
export function RateFigure({ trend, period }: { trend: RegisterAnswer['trend']; period: Period }) {
  const texts = useTexts(registerTexts);
  const { due, kept } = totalOf(trend);
  return (
    <div className="rate">
      <h2>{texts.rate(texts.periods[period])}</h2>
      {due === 0 ? (
        <p className="supporting">{texts.nothingDue}</p>
      ) : (
        <>
          <p className="rate-share">
            {shareWords(kept, due)}
            <small>{texts.rateFigure(due, kept)}</small>
          </p>
          <RateLine trend={trend} />
        </>
      )}
    </div>
  );
}

/** From month to month, over those in which something fell due; a diamond where a month had a breach. */
function RateLine({ trend }: { trend: RegisterAnswer['trend'] }) {
  const texts = useTexts(registerTexts);
  const told = trend.flatMap(({ due, breached }, place) =>
    due === 0 ? [] : [{ place, share: (due - breached) / due, kept: due - breached, due, breached }],
  );
  const worst = told.reduce((low, one) => (one.share < low.share ? one : low), told[0] ?? { share: 1, kept: 1, due: 1 });
  const floor = Math.min(worst.share, 0.9);
  const x = (place: number): number => (trend.length === 1 ? WIDTH / 2 : 4 + (place / (trend.length - 1)) * (WIDTH - 8));
  const y = (share: number): number => TOP + ((1 - share) / (1 - floor)) * (BOTTOM - TOP);
  return (
    <svg
      className="rate-line"
      viewBox={`0 0 ${WIDTH} ${BOTTOM + 6}`}
      role="img"
      aria-label={texts.trendLabel(told.length, shareWords(worst.kept, worst.due))}
    >
      <path className="whole" d={`M0 ${TOP}H${WIDTH}`} />
      <polyline points={told.map(({ place, share }) => `${x(place)},${y(share)}`).join(' ')} />
      {told.map(({ place, share, breached }) =>
        breached > 0 ? (
          <path key={place} className="broken" d={`M${x(place)} ${y(share) - 4}l4 4-4 4-4-4z`} />
        ) : (
          <circle key={place} cx={x(place)} cy={y(share)} r="2" />
        ),
      )}
    </svg>
  );
}
