/** One measured figure: what was measured, the limit it is held against, and the bar. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Measured in the same run on the same machine. */
  readonly limit?: { readonly name: string; readonly value: number };
  /** `value` against the limit, or against a figure of its own: at least, or at most. */
  readonly bar?: { readonly of: 'limit' | 'value'; readonly least?: number; readonly most?: number };
}

const SHOWN = { reached: '✓', missed: '✗', none: ' ' } as const;

/** Prints a heading and a line for each figure, as soon as they are known. */
export function printFigures(heading: string, figures: readonly Figure[]): void {
  process.stdout.write(`\n${heading}\n`);
  for (const figure of figures) {
    const { limit, bar } = figure;
    const parts = [
      `  ${SHOWN[verdictOf(figure)]} ${figure.name.padEnd(66)}`,
      `${amount(figure.value)} ${figure.unit}`.padStart(16),
      limit === undefined
        ? ' '.repeat(44)
        : `  ${percent(figure.value / limit.value).padStart(7)} of ${`${limit.name} ${amount(limit.value)}`.padEnd(33)}`,
      bar === undefined ? '' : `bar ${barText(figure.unit, bar)}`,
    ];
    process.stdout.write(`${parts.join('').trimEnd()}\n`);
  }
}

export function verdictOf(figure: Figure): keyof typeof SHOWN {
  const { bar, limit, value } = figure;
  if (bar === undefined || (bar.of === 'limit' && limit === undefined)) return 'none';
  const held = bar.of === 'limit' && limit !== undefined ? value / limit.value : value;
  return held >= (bar.least ?? Number.NEGATIVE_INFINITY) && held <= (bar.most ?? Number.POSITIVE_INFINITY) ? 'reached' : 'missed';
}

function barText(unit: string, bar: NonNullable<Figure['bar']>): string {
  const shown = (bound: number): string => (bar.of === 'limit' ? percent(bound) : `${amount(bound)} ${unit}`);
  if (bar.least !== undefined) return `≥ ${shown(bar.least)}`;
  return bar.most === undefined ? '' : `≤ ${shown(bar.most)}`;
}

function percent(share: number): string {
  return share >= 10 ? `${share.toFixed(0)} ×` : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function amount(value: number): string {
  if (!Number.isFinite(value)) return '—';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
