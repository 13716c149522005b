import { stringify } from 'csv-stringify/sync';
import { randomFrom } from '../drill/random.ts';

const HEAD = [
  'SR Number',
  'Change Date+Time',
  'Status',
  'Sub Status',
  'Activity',
  'Activity Level',
  'Involved ST Function Div',
  'Involved Org line 3',
  'Involved ST',
  'Involved ST 2',
  'ST Level',
  'SR Latest Impact',
  'Product',
  'Country',
  'Owner Country',
  'Owner First Name',
  'Resource',
];
const MIDDLE = ['Accepted,In Progress', 'Queued,Awaiting Assignment', 'Accepted,Wait - User', 'Accepted,Assigned'] as const;
const COUNTRIES = ['se', 'pl', 'in', 'be', 'us', 'fr', 'br', 'cn'] as const;
const IMPACTS = ['Medium', 'Low', 'High', 'Major'] as const;
const MONTHS_MS = 2 * 365 * 86_400_000;
const STEP_MS = 36 * 3_600_000;

/** An incident log in the shape of `plans/maps/bpi2013-volvo.yaml`: so many incidents and rows, the same for the same seed. */
export function incidentLog(about: { seed: number; incidents: number; rows: number }): string {
  const random = randomFrom(about.seed);
  const below = (bound: number): number => random.between(0, bound - 1);
  const counts = Array.from({ length: about.incidents }, () => 2);
  for (let left = about.rows - 2 * about.incidents; left > 0; left -= 1) {
    const place = below(about.incidents);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const rows = counts.flatMap((count, incident) => {
    let at = Date.UTC(2010, 3, 1) + below(MONTHS_MS);
    const [country, impact, product] = [COUNTRIES[below(8)], IMPACTS[below(8) % 4], `PROD${below(700)}`];
    return Array.from({ length: count }, (_, place) => {
      at += 1_000 * (1 + below(STEP_MS / 1_000));
      const change =
        place === count - 1 ? 'Completed,Closed' : place === count - 2 ? 'Completed,Resolved' : (MIDDLE[below(4)] ?? MIDDLE[0]);
      const [status = '', sub = ''] = change.split(',');
      const level = `L${1 + (below(10) > 7 ? 1 : 0)}`;
      const when = `${new Date(at + 3_600_000).toISOString().slice(0, 19)}+01:00`;
      return [
        `1-${700_000_000 + incident}`,
        when,
        status,
        sub,
        `${status}-${sub}`,
        `${status}-${sub}-${level}`,
        'A2_4',
        'Org line A2',
        'V30',
        'V30',
        level,
        impact,
        product,
        country,
        'Sweden',
        'Anna',
        'se-Anna',
      ];
    });
  });
  return stringify([HEAD, ...rows]);
}

/** As many incidents and rows as the log of 2013 has. */
export function benchLog(): string {
  return incidentLog({ seed: 2013, incidents: 7_554, rows: 65_533 });
}
