import './share-bars.css';

export interface ShareBar {
  readonly key: string;
  /** Below the bar, line by line. */
  readonly label: readonly string[];
  /** 0 to 1. */
  readonly share: number;
  /** The figure on top of it. */
  readonly figure: string;
  /** The share it is held against; undefined where there is none. */
  readonly before?: number | undefined;
}

interface ShareBarsProps {
  readonly bars: readonly ShareBar[];
  /** The highest share that the scale has to hold. */
  readonly highest: number;
  /** What the picture shows, as a sentence for who does not see it; its figures stand in a table beside it. */
  readonly label: string;
}

/** The top of the scale: the least of these that holds every bar. */
const TOPS = [0.05, 0.1, 0.25, 0.5, 1] as const;
const [HEIGHT, TOP, BOTTOM, LEFT] = [108, 18, 48, 40];
const [BAR, BESIDE] = [16, 8];
const [WIDE, NARROW, MANY] = [46, 38, 22];

/** Shares side by side on one scale; what they are held against stands to the left of each as an outline, so that no colour has to tell them apart. */
export function ShareBars({ bars, highest, label }: ShareBarsProps) {
  const top = TOPS.find((one) => one >= highest) ?? 1;
  const step = bars.length > MANY ? NARROW : WIDE;
  const width = LEFT + bars.length * step + 8;
  const y = (share: number): number => TOP + HEIGHT * (1 - Math.min(share, top) / top);
  return (
    <div className="share-bars" ref={showLast} role="group" aria-label={label} tabIndex={0}>
      <svg
        role="img"
        aria-label={label}
        width={width}
        height={TOP + HEIGHT + BOTTOM}
        viewBox={`0 0 ${width} ${TOP + HEIGHT + BOTTOM}`}
      >
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line className="share-line" x1={LEFT} x2={width} y1={y(top * part)} y2={y(top * part)} />
            <text className="share-tick" x={LEFT - 6} y={y(top * part) + 4} textAnchor="end">
              {percent(top * part)}
            </text>
          </g>
        ))}
        {bars.map(({ key, label: lines, share, figure, before }, place) => {
          const middle = LEFT + place * step + step / 2;
          return (
            <g key={key}>
              {before !== undefined && (
                <rect
                  className="share-before"
                  x={middle - BAR / 2 - BESIDE}
                  y={y(before)}
                  width={BAR}
                  height={TOP + HEIGHT - y(before)}
                />
              )}
              <rect className="share-bar" x={middle - BAR / 2} y={y(share)} width={BAR} height={TOP + HEIGHT - y(share)} />
              <text className="share-figure" x={middle} y={Math.min(y(share), y(before ?? 0)) - 4} textAnchor="middle">
                {figure}
              </text>
              {lines.map((line, row) => (
                <text
                  key={`${row} ${line}`}
                  className="share-tick"
                  x={middle}
                  y={TOP + HEIGHT + 14 * (row + 1)}
                  textAnchor="middle"
                >
                  {line}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function percent(share: number): string {
  const hundredths = share * 100;
  return `${Number.isInteger(hundredths) ? hundredths : hundredths.toFixed(1)}%`;
}

/** Where not all of them have room the last are shown first. */
function showLast(scroller: HTMLElement | null): void {
  scroller?.scrollTo({ left: scroller.scrollWidth });
}
