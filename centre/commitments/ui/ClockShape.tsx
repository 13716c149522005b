import type { ReactNode } from 'react';
import type { ClockMark } from '../clock-view.schema.ts';
import './clock-tones.css';

const stroked = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const cut = {
  fill: 'none',
  stroke: 'var(--surface)',
  strokeWidth: 1.7,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** A pie of the share used, from twelve o'clock. A full circle cannot be drawn by one arc: it stops just short. */
function pie(share: number): string {
  const angle = Math.min(0.999, Math.max(0.02, share)) * 2 * Math.PI;
  const x = 8 + 4.2 * Math.sin(angle);
  const y = 8 - 4.2 * Math.cos(angle);
  return `M8 8V3.8A4.2 4.2 0 ${angle > Math.PI ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`;
}

const shapes: Record<ClockMark, (share: number) => ReactNode> = {
  running: (share) => (
    <>
      <circle cx="8" cy="8" r="6.3" {...stroked} strokeWidth="1.4" />
      <path d={pie(share)} fill="currentColor" />
    </>
  ),
  resting: () => (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.2 1.75" />
      <path d="M9.9 9.9A3.6 3.6 0 0 1 7 4.6a3.6 3.6 0 1 0 4.2 4.5 3.6 3.6 0 0 1-1.3.8Z" fill="currentColor" />
    </>
  ),
  warning: () => (
    <>
      <path d="M8 1.8 14.9 13.9H1.1Z" fill="currentColor" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />
      <path d="M8 6v3.6M8 11.9v.1" {...cut} />
    </>
  ),
  paused: () => (
    <>
      <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2" {...stroked} strokeWidth="1.4" />
      <path d="M6 5.2v5.6M10 5.2v5.6" {...stroked} strokeWidth="1.9" />
    </>
  ),
  kept: () => (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.9 8.2 2.2 2.2 4.1-4.6" {...cut} />
    </>
  ),
  breached: () => (
    <>
      <path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" {...cut} />
    </>
  ),
  waived: () => (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.4 2" />
      <path d="m4.6 11.4 6.8-6.8" {...stroked} strokeWidth="1.4" />
    </>
  ),
  notStarted: () => (
    <circle cx="8" cy="8" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="1.6 1.5" />
  ),
  cancelled: () => (
    <>
      <circle cx="8" cy="8" r="6.3" {...stroked} strokeWidth="1.4" />
      <path d="M5 8h6" {...stroked} strokeWidth="1.6" />
    </>
  ),
};

/** The shape of a state: it says the same as the word and the ribbon, so colour never speaks alone. Hidden from readers. */
export function ClockShape({ mark, share = 0.25, small = false }: { mark: ClockMark; share?: number; small?: boolean }) {
  return (
    <svg className={small ? 'icon small' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[mark](share)}
    </svg>
  );
}
