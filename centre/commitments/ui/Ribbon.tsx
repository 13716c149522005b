import type { CSSProperties } from 'react';
import type { LiveClock } from './live-clock.rules.ts';

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** The share of the limit along the lower edge of a segment; its pattern tells the state. Hidden from readers. */
export function Ribbon({ clock, notched = false }: { clock: LiveClock; notched?: boolean }) {
  return (
    <span className="ribbon" aria-hidden="true" style={{ '--share': percent(clock.share) } as CSSProperties}>
      {notched && clock.notches.map((notch) => <i key={notch} style={{ left: percent(notch) }} />)}
    </span>
  );
}
