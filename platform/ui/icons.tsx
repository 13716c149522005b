import type { ReactNode } from 'react';

/** Line drawings of 16 × 16, one weight. They stand beside a word and are hidden from readers. */
const paths = {
  today:
    'M3 6.5h10M3.5 3h9a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM5.5 1.8v2.4M10.5 1.8v2.4M6 10l1.4 1.3L10 8.8',
  holiday:
    'M3 6.5h10M3.5 3h9a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM5.5 1.8v2.4M10.5 1.8v2.4M6.3 8.6l3.4 3.2M9.7 8.6l-3.4 3.2',
  requests: 'M2.5 4h2M6.5 4h7M2.5 8h2M6.5 8h7M2.5 12h2M6.5 12h7',
  phone:
    'M5.4 2.5 3.2 3c-.6.2-.9.7-.8 1.3.9 5 4.3 8.4 9.3 9.3.6.1 1.1-.2 1.3-.8l.5-2.2-3-1.5-1.3 1.3C7.6 9.5 6.5 8.4 5.6 6.8l1.3-1.3Z',
  dispatch: 'M2.5 13.5V3M2.5 5h6M2.5 8.5h9M2.5 12h5M10.5 5h0M13.5 8.5h0M9.5 12h0',
  register: 'M4 2.2h8.5v11.6H4a1.3 1.3 0 0 1-1.3-1.3V3.5A1.3 1.3 0 0 1 4 2.2ZM5.8 2.2v11.6M8 5.5h2.5M8 8.3h2.5',
  records: 'M4 1.8h5.5L12.7 5v9.2H4ZM9.3 1.8V5.2h3.3M6.2 8.2h4.2M6.2 11h4.2',
  plan: 'M2.5 3.5h4.3c.7 0 1.2.5 1.2 1.2v8.3c0-.6-.5-1-1.1-1H2.5ZM13.5 3.5H9.2C8.5 3.5 8 4 8 4.7v8.3c0-.6.5-1 1.1-1h4.4Z',
  quality: 'M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  close: 'm4 4 8 8m0-8-8 8',
  more: 'M2.9 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M7.4 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M11.9 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  plus: 'M8 3v10M3 8h10',
  lock: 'M4 7.3h8v6H4ZM5.5 7.3V5.2a2.5 2.5 0 0 1 5 0v2.1',
  check: 'm3 8.5 3.3 3.3L13 4.8',
  attach: 'M12.5 7.3 7.7 12a2.9 2.9 0 0 1-4.2-4.1l5.2-5.2a1.9 1.9 0 0 1 2.8 2.8L6.5 10.3a.9.9 0 0 1-1.3-1.3l4.3-4.2',
  mail: 'M2 3.8h12v8.4H2ZM2.3 4.2 8 8.7l5.7-4.5',
  print: 'M4.5 5.5V2.3h7v3.2M4.5 11.5h-2v-6h11v6h-2M4.5 9.5h7v4.2h-7Z',
  download: 'M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M3 13.5h10',
  sign: 'M10.8 2.6 13.4 5.2 5.6 13H3v-2.6ZM9.2 4.2l2.6 2.6',
  place: 'M8 14.2c3-3.3 4.5-5.7 4.5-7.7a4.5 4.5 0 1 0-9 0c0 2 1.5 4.4 4.5 7.7ZM8 8.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  camera: 'M2 5h3l1.2-1.7h3.6L11 5h3v8H2ZM8 11.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z',
  offline: 'M5.2 12.5h6.6a2.6 2.6 0 0 0 .4-5.2 4 4 0 0 0-6.3-2.1M4.6 7a2.8 2.8 0 0 0-.6 5.4M2.5 2.5l11 11',
  note: 'M3 2.5h10v8L9.8 13.5H3ZM9.8 13.5v-3H13M5.5 5.8h5M5.5 8.3h3',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.5 4 3 6.5 5.5 9',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.8 13.8c.4-2.6 2.4-4 5.2-4s4.8 1.4 5.2 4',
  complaint: 'M2.5 6.5v3l7.5 3.2V3.3ZM12.5 6.3a2.2 2.2 0 0 1 0 3.4M4.8 10.5l.7 3h1.7l-.6-2.2',
  circle: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z',
  waiting: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 5v3l2 1.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, small = false }: { name: IconName; small?: boolean }): ReactNode {
  return (
    <svg className={small ? 'icon small' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
