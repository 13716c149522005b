import fc from 'fast-check';
import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported, type Course } from '../course.ts';
import type { TestServer } from '../test-server.ts';
import { nearlyFitting, type BodySchema, type Known } from './bodies.ts';
import type { Endpoint } from './endpoints.ts';
import type { HostileGround } from './ground.ts';
import { attempt } from './siege.ts';
import { HOSTILE_TEXTS } from './texts.ts';

const WALKERS = [
  'manager',
  'supportEngineer',
  'branchEngineer',
  'approver',
  'technician',
] as const satisfies readonly HouseName[];
/** They are left out, or no walk would come far. */
const ENDINGS = ['cancel', 'withdraw', 'noFault'];
const STEPS = 40;
/** Of those offered, the likeliest stand first. */
const LIKELY = 4;

/** What steps made of the cases that met them where they may be taken. */
export interface WalkResult {
  /** By the address of a step, as the description of the API has it. */
  readonly steps: ReadonlyMap<string, { readonly sent: number; readonly done: number }>;
  readonly faults: readonly string[];
}

interface Way {
  readonly ground: HostileGround;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly cases: number;
  readonly numbers: Iterator<number>;
  readonly steps: Map<string, { sent: number; done: number }>;
  readonly faults: string[];
}

/**
 * Takes requests from step to step, whoever may take one: each is met by so many cases that come past its guards (what it needs is
 * there, one member is whatever its shape allows), until one is carried out and the request moves on.
 */
export async function walkHostile(
  ground: HostileGround,
  endpoints: readonly Endpoint[],
  chosen: { readonly requests: number; readonly cases: number; readonly seed: number },
): Promise<WalkResult> {
  const [numbers] = fc.sample(fc.infiniteStream(fc.nat()), { numRuns: 1, seed: chosen.seed });
  if (numbers === undefined) throw new Error('a sample of one has one');
  const byPath = new Map(endpoints.filter(({ method }) => method === 'POST').map((one) => [one.path, one]));
  const way: Way = { ground, endpoints: byPath, cases: chosen.cases, numbers, steps: new Map(), faults: [] };
  for (let request = 0; request < chosen.requests; request += 1) {
    const course = await begun(ground.server, request % 2 === 0 ? 'fault' : 'consultation');
    const met = new Set<string>();
    for (let step = 0; step < STEPS; step += 1) {
      ground.server.house.time.pass(7);
      await stepOn(way, course, met);
    }
    await looked(way, course);
  }
  return { steps: way.steps, faults: way.faults };
}

function begun(server: TestServer, kind: string): Promise<Course> {
  const siteId = server.house.sites['SITE-01'];
  return reported(server, 'technician', { kind, siteId, enquirerPhone: '+86 10 0000 0004', content: '问题', symptom: '现象' });
}

/** Meets a step that was not met yet, if there is one; `met` grows by it. Where none may be taken, one that may not is tried. */
async function stepOn(way: Way, course: Course, met: Set<string>): Promise<void> {
  const { server } = way.ground;
  const who = chosenOf(way, WALKERS) ?? 'manager';
  const offered = await server.get(who, `/api/service-requests/${course.id}/next`);
  const events: readonly NextEvent[] = offered.status === 200 ? offered.body.events : [];
  const allowed = events.filter((one) => one.allowed && !ENDINGS.includes(one.event));
  const fresh = allowed.filter((one) => !met.has(one.event));
  const event = chosenOf(
    way,
    fresh.length > 0 ? fresh.slice(0, LIKELY) : allowed.length > 0 ? allowed : events.filter((one) => !one.allowed),
  );
  const path = event?.path.replace(/[0-9a-f-]{36}/u, '{id}') ?? '';
  const endpoint = way.endpoints.get(path);
  if (event === undefined || endpoint?.body === undefined) return;
  met.add(event.event);
  const told = way.steps.get(path) ?? { sent: 0, done: 0 };
  way.steps.set(path, told);
  for (const body of bodiesFor(way, event, endpoint.body)) {
    const sent = { url: event.path, payload: JSON.stringify(body), unknownName: false };
    const { done, fault } = await attempt(server, { endpoint, sent, who });
    told.sent += 1;
    if (fault !== null) way.faults.push(fault);
    if (done) {
      told.done += 1;
      return;
    }
  }
}

/** Cases, and at the end what somebody would fill in who wants to get on. */
function bodiesFor(way: Way, event: NextEvent, schema: BodySchema): unknown[] {
  const { server, known } = way.ground;
  const plain: Record<string, unknown> = {};
  const fitting: Record<string, readonly unknown[]> = { ...known().fitting };
  for (const need of event.needs) {
    const value = valueFor(server, need, way);
    if (value !== undefined) plain[need.name] = value;
    if (need.type === 'text' || need.type === 'longText') fitting[need.name] = TEXTS;
    else if (value !== undefined) fitting[need.name] = [value];
  }
  const around = () => ({ commandId: crypto.randomUUID(), version: event.version });
  const cases = fc.sample(nearlyFitting(withoutEnvelope(schema), { ...known(), fitting } satisfies Known), {
    numRuns: way.cases,
    seed: way.numbers.next().value ?? 1,
  });
  return [...cases.map((one) => ({ ...one, ...around() })), { ...plain, ...around() }];
}

const TEXTS = HOSTILE_TEXTS.filter(({ fate }) => fate === 'kept').map(({ text }) => text);

function withoutEnvelope(schema: BodySchema): BodySchema {
  const {
    commandId: _id,
    occurredAt: _at,
    lateReason: _why,
    sentAt: _sent,
    version: _version,
    ...properties
  } = schema.properties ?? {};
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => name in properties) };
}

/** What came of it is still to be read, by both sides. */
async function looked(way: Way, course: Course): Promise<void> {
  for (const who of ['manager', 'technician'] as const)
    for (const view of ['', '/clocks', '/timeline', '/messages']) {
      const url = `/api/service-requests/${course.id}${view}`;
      const { status } = await way.ground.server.get(who, url);
      if (status !== 200) way.faults.push(`${status} for ${who} at ${url}`);
    }
}

function chosenOf<T>(way: Way, list: readonly T[]): T | undefined {
  return list[(way.numbers.next().value ?? 0) % Math.max(1, list.length)];
}

/** What the form fills in by itself, and what it asks for or offers. */
function valueFor(server: TestServer, need: NeededField, way: Way): unknown {
  // The form knows whose hand it is, not how it moves.
  if (need.type === 'signature') return drawn((need.initial as { name?: string } | undefined)?.name ?? '签名');
  return need.initial ?? (need.required || need.options !== undefined ? plainValue(server, need, way) : undefined);
}

function plainValue(server: TestServer, need: NeededField, way: Way): unknown {
  const offered = (need.options ?? []).map((option) => option.value);
  switch (need.type) {
    case 'choices':
      return offered;
    case 'people':
      return [{ personId: server.house.actors.branchEngineer.personId, level: 1 }];
    case 'boolean':
      return true;
    case 'instant':
      return new Date(server.house.time.current() + 3_600_000).toISOString();
    case 'text':
    case 'longText':
      return '文字';
    case 'choice':
    case 'person':
    case 'contact':
    case 'site':
    case 'project':
    case 'unit':
    case 'partner':
      return chosenOf(way, offered);
    default:
      return undefined;
  }
}
