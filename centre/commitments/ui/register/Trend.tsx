import type { Fulfilment } from '../../register/register.schema.ts';

const HEIGHT = 18;
const STEP = 7;
const BAR = 5;

/** How often a commitment fell due, a bar a month; a diamond over a month with a breach. Hidden from readers: the figure stands beside it. */
export function Trend({ months }: { months: Fulfilment['trend'] }) {
  const most = Math.max(1, ...months.map(({ due }) => due));
  return (
    <svg
      className="trend"
      width={months.length * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${months.length * STEP} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      {months.map(({ month, due, breached }, place) => {
        const height = due === 0 ? 1.5 : 3 + (due / most) * (HEIGHT - 8);
        const x = place * STEP;
        return (
          <g key={month}>
            <rect className={due === 0 ? 'none' : undefined} x={x} y={HEIGHT - height} width={BAR} height={height} />
            {breached > 0 && <path d={`M${x + 2.5} 0l2.5 2.5-2.5 2.5-2.5-2.5z`} />}
          </g>
        );
      })}
    </svg>
  );
}
