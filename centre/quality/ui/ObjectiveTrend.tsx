import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ObjectiveView } from '../objectives.schema.ts';
import { valueWords } from './objective-words.rules.ts';
import { qualityTexts } from './quality.texts.ts';

const WIDTH = 120;
const HEIGHT = 28;
const STEP = 15;

/** The figure of each period against the target, which is the line; a missed period carries a diamond. */
export function ObjectiveTrend({ objective }: { objective: ObjectiveView }) {
  const texts = useTexts(qualityTexts);
  const { language } = useLanguage();
  const { trend, target, unit } = objective;
  const values = trend.flatMap(({ value }) => value ?? []);
  const most = Math.max(target.value, ...values, Number.MIN_VALUE);
  // Shares near one would all look alike from zero.
  const least =
    unit === 'share'
      ? Math.max(0, Math.min(target.value, ...values) - (most - Math.min(target.value, ...values)) * 0.6 - 0.02)
      : 0;
  const y = (value: number): number => HEIGHT - 2 - ((value - least) / (most - least)) * (HEIGHT - 10);
  const label = texts.trendLabel(
    trend
      .filter(({ value }) => value !== null)
      .map(({ period, value, status }) =>
        texts.trendPart(period, valueWords(value, unit, { texts, language }), texts.statuses[status]),
      ),
  );
  return (
    <svg className="objective-trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label === '' ? texts.none : label}>
      <path className="target" d={`M0 ${y(target.value)}H${WIDTH}`} />
      {trend.map(({ period, value, status }, place) => {
        const x = place * STEP + 3;
        if (value === null) return <rect key={period} className="none" x={x} y={HEIGHT - 3.5} width="9" height="1.5" />;
        const top = y(value);
        return (
          <g key={period}>
            <rect x={x} y={top} width="9" height={Math.max(1.5, HEIGHT - 2 - top)} />
            {status === 'missed' && <path className="broken" d={`M${x + 4.5} ${top - 3.5}l3.5 3.5-3.5 3.5-3.5-3.5z`} />}
          </g>
        );
      })}
    </svg>
  );
}
