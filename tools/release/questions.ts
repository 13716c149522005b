import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { Question, ReleasedCentre } from './released-centre.ts';

/** So many answers at least show that nothing was lost on the way to a newer schema. */
export const QUESTIONS_AT_LEAST = 200;

const STAFF = ['dispatcher', 'manager', 'chengdu', 'quality'] as const;
const CUSTOMERS = ['wang', 'li'] as const;

const LISTS = [
  '/api/service-requests?state=all&limit=200&total=true',
  '/api/service-requests?state=open&sort=nextDue&total=true',
  '/api/service-requests?state=closed&total=true',
  '/api/service-requests?state=all&clock=breached&total=true',
  '/api/service-requests?state=all&kind=fault&severity=critical,major&total=true',
  `/api/service-requests?state=all&q=${encodeURIComponent('交换机')}&total=true`,
  '/api/service-requests/counts?of=state%3Dopen&of=state%3Dclosed&of=clock%3Dbreached',
  '/api/records?limit=200',
  '/api/site-visits?limit=200',
] as const;

/** For people of the centre alone. */
const DESKS = [
  '/api/commitments',
  '/api/service-requests?waiting=review&total=true',
  '/api/service-requests?owner=nobody&total=true',
];

const HOUR_MS = 3_600_000;

/** Lists, counts, and of everything in them: details, timelines, clocks as of several instants, records, visits, files. */
export async function chooseQuestions(centre: ReleasedCentre, askedAt: Instant): Promise<Question[]> {
  const idsIn = async (who: string, path: string): Promise<string[]> => {
    const { body } = await centre.ask({ who, path });
    return (body as { items: { id: string }[] }).items.map(({ id }) => id);
  };
  const chosen: Question[] = [];
  for (const who of [...STAFF, ...CUSTOMERS]) for (const path of LISTS) chosen.push({ who, path });
  for (const who of STAFF) for (const path of DESKS) chosen.push({ who, path });
  for (const who of ['dispatcher', 'wang'] as const) {
    for (const id of await idsIn(who, LISTS[0]))
      for (const path of [`/api/service-requests/${id}`, `/api/service-requests/${id}/timeline`]) chosen.push({ who, path });
    for (const id of await idsIn(who, '/api/records?limit=200')) chosen.push({ who, path: `/api/records/${id}` });
  }
  for (const id of await idsIn('dispatcher', LISTS[0]))
    for (const hours of [0, 1, 24]) {
      const asOf = formatInstant(instant(askedAt - hours * HOUR_MS));
      chosen.push({ who: 'dispatcher', path: `/api/service-requests/${id}/clocks?asOf=${encodeURIComponent(asOf)}` });
    }
  for (const id of await idsIn('chengdu', '/api/site-visits?limit=200'))
    chosen.push({ who: 'chengdu', path: `/api/site-visits/${id}` });
  return chosen;
}
