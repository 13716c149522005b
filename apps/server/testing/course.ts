import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { HttpAnswer, TestServer } from './test-server.ts';

/** A signature by hand, as a pad draws it. */
export function drawn(name: string, contactId?: string): Record<string, unknown> {
  return {
    name,
    means: 'handwritten',
    width: 100,
    height: 50,
    strokes: [
      {
        points: [
          { x: 1, y: 1 },
          { x: 9, y: 4 },
          { x: 30, y: 20 },
        ],
      },
    ],
    ...(contactId === undefined ? {} : { contactId }),
  };
}

interface RecordLine {
  readonly id: string;
  readonly form: string;
  readonly state: string;
  readonly recordNumber: string | null;
}

/** What the answer of a step tells of the dossier. */
interface Summary {
  readonly request: { readonly state: string; readonly road: string; readonly round: number };
  readonly taskOrders: readonly { readonly id: string; readonly state: string }[];
  readonly visits: readonly { readonly id: string; readonly state: string }[];
  readonly records: readonly RecordLine[];
}

/**
 * A request on its way through the HTTP API. An event is named as its address: `verify` is the request's own, `order/approve`,
 * `visit/arrive` and `record:serviceRecord/fill-record` those of the newest task order, visit and record of that form.
 */
export interface Course {
  readonly id: string;
  readonly number: string;
  readonly addressOf: (event: string) => string;
  /** Fires an event that must be carried out. */
  readonly take: (who: HouseName, event: string, body?: Record<string, unknown>) => Promise<HttpAnswer>;
  /** Fires one that may be refused. */
  readonly fire: (who: HouseName, event: string, body?: Record<string, unknown>) => Promise<HttpAnswer>;
  readonly now: () => Summary;
  readonly record: (form: string) => RecordLine;
  readonly next: (who: HouseName) => Promise<readonly NextEvent[]>;
  readonly clocks: (who?: HouseName) => Promise<readonly ClockView[]>;
}

/** Steps of a request that may take the place of what stands there. */
const REPLACING: ReadonlySet<string> = new Set(['set-severity']);

/** Reports a need and follows it. */
export async function reported(server: TestServer, who: HouseName, body: Record<string, unknown>): Promise<Course> {
  const made = await server.post(who, '/api/service-requests', body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return followed(server, made.body);
}

/** Follows a request that was reported elsewhere, such as in a browser. */
export function followed(server: TestServer, made: { id: string; number: string; state: string }): Course {
  const { id, number } = made;
  let summary: Summary = { request: { state: made.state, road: 'none', round: 1 }, taskOrders: [], visits: [], records: [] };
  const record: Course['record'] = (form) =>
    newest(
      summary.records.filter((entry) => entry.form === form && entry.state !== 'voided'),
      form,
    );
  const addressOf: Course['addressOf'] = (event) => {
    const [subject = '', name] = event.split('/');
    if (name === undefined) return `/api/service-requests/${id}/${event}`;
    if (subject === 'order') return `/api/task-orders/${newest(summary.taskOrders, 'task order').id}/${name}`;
    if (subject === 'visit') return `/api/site-visits/${newest(summary.visits, 'visit').id}/${name}`;
    return `/api/records/${record(subject.slice('record:'.length)).id}/${name}`;
  };
  const fire: Course['fire'] = async (who, event, body) => {
    const address = addressOf(event);
    // What was written before is changed as a person does it: looked at first, so that the version seen comes along.
    const seen =
      address.startsWith('/api/records/') || REPLACING.has(event)
        ? await server.get(who, address.slice(0, address.lastIndexOf('/')))
        : undefined;
    const answer = await server.post(who, address, seen?.status === 200 ? { version: seen.body.version, ...body } : body);
    // A message moves nothing and tells nothing of the dossier.
    if (answer.status < 300 && answer.body.records !== undefined) summary = answer.body;
    return answer;
  };
  return {
    id,
    number,
    addressOf,
    fire,
    record,
    now: () => summary,
    take: async (who, event, body) => {
      const answer = await fire(who, event, body);
      assert.ok(answer.status < 300, `${event} by ${who}: ${JSON.stringify(answer.body)}`);
      return answer;
    },
    next: async (who) => (await read(server, who, `/api/service-requests/${id}/next`)).events,
    clocks: async (who = 'manager') => (await read(server, who, `/api/service-requests/${id}/clocks`)).items,
  };
}

async function read(server: TestServer, who: HouseName, path: string): Promise<HttpAnswer['body']> {
  const answer = await server.get(who, path);
  assert.equal(answer.status, 200, `${path} for ${who}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function newest<T>(list: readonly T[], what: string): T {
  const found = list.at(-1);
  if (found === undefined) throw new Error(`no ${what} yet`);
  return found;
}

/** A clock as a line of a table: due in the zone of its calendar, how it stands, seconds counted, seconds late. */
export type ClockLine = readonly [due: string, mark: string, elapsedSeconds: number, lateSeconds?: number];

/** The clocks by name; where several subjects have the same, the last. */
export function linesOf(clocks: readonly ClockView[]): Record<string, ClockLine> {
  return Object.fromEntries(clocks.map((clock) => [clock.id, lineOf(clock)]));
}

function lineOf(clock: ClockView): ClockLine {
  const line = [localTime(clock.dueAt, clock.calendar.timezone), clock.mark, clock.elapsedSeconds] as const;
  return clock.lateSeconds === null ? line : [...line, clock.lateSeconds];
}

/** `10-04 03:10` in the zone. */
function localTime(at: string | null, timeZone: string): string {
  if (at === null) return 'none';
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .slice(5)
    .replace('T', ' ');
}
