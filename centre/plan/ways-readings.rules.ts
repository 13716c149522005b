/** Readings on who is reached, and by which way (commitments.md, X9 to X11). */
import { warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import type { Reading } from './reading.rules.ts';

/** X9: rights to come to one of the provider's people and to another; who of them owns what comes in? */
export function intake(plan: PlanParts): Reading[] {
  const processes = new Set(Object.values(plan.requestKinds ?? {}).map(({ flow }) => flow));
  const cited = new Set([
    ...Object.values(plan.channels ?? {}).flatMap(({ source }) => source),
    ...Object.entries(plan.flows ?? {}).flatMap(([id, { source }]) => (processes.has(id) ? source : [])),
    ...(plan.intake?.source ?? []),
  ]);
  const rights = (plan.commitments ?? []).filter(({ id, kind }) => kind === 'right' && cited.has(id));
  const [first] = rights;
  const other = rights.filter(({ responsible }) => !responsible.some((role) => first?.responsible.includes(role)));
  const [against] = other;
  if (first === undefined || against === undefined) return [];
  return [
    {
      subject: 'intake',
      path: ['intake'],
      values: `${first.responsible.join(', ')} (${first.id}); ${against.responsible.join(', ')} (${against.id})`,
      sides: [rights.filter((right) => !other.includes(right)).map(({ id }) => id), other.map(({ id }) => id)],
    },
  ];
}

type Unit = NonNullable<PlanParts['organisation']>['units'][number];

/** X10: a clause on a position that calls its group otherwise than the organisation does, and a group that stands there twice. */
export function unitNames(plan: PlanParts): Reading[] {
  const { units = [], positions = {} } = plan.organisation ?? {};
  const quotes = new Map((plan.commitments ?? []).map(({ id, quote }) => [id, quote]));
  const otherwise = Object.values(positions).flatMap(({ unit, source }) => {
    const index = units.findIndex(({ id }) => id === unit);
    const meant = units[index];
    const name = source
      .flatMap((clause) => groupsIn(quotes.get(clause) ?? ''))
      .find((group) => !units.some((known) => isCalled(known, group)));
    if (meant === undefined || name === undefined) return [];
    return [
      { ...namesOf([meant], `${name}; ${meant.name.zh}`), path: ['organisation', 'units', index], sides: [source] as const },
    ];
  });
  const twice = units.flatMap((unit, index) => {
    const same = units.slice(0, index).filter(({ kind, parent }) => kind === unit.kind && parent === unit.parent);
    if (!ONE_OF_A_KIND.includes(unit.kind) || same.length === 0) return [];
    const all = [...same, unit];
    const source = Object.values(positions).flatMap((position) =>
      all.some(({ id }) => id === position.unit) ? position.source : [],
    );
    const names = all.map(({ id, name }) => `${id} ${name.zh}`).join('; ');
    return [{ ...namesOf(all, names), path: ['organisation', 'units', index], sides: [source] as const }];
  });
  return [...otherwise, ...twice];
}
const ONE_OF_A_KIND: readonly string[] = ['serviceCentre', 'qualityGroup'];

function namesOf(units: readonly Unit[], values: string) {
  return { subject: 'unitNames' as const, values, ids: units.map(({ id }) => id) };
}

/** What a text calls a group or a centre, in Chinese and English. */
function groupsIn(text: string): string[] {
  return text.match(/\p{Script=Han}{2,}(?:组|中心)|\b(?:[a-z-]+ ){1,2}(?:group|team)\b/giu) ?? [];
}

/** The same name, a longer one that holds it, or a shorter one made of its characters or words. */
function isCalled({ name: { zh, en } }: Unit, called: string): boolean {
  const given = [zh, en].map((name) => name.toLowerCase());
  const written = called.toLowerCase();
  const words = written.split(' ').filter((word) => !/^(?:an?|the|our|its)$/.test(word));
  return given.some(
    (name) => written.includes(name) || isWithin(written, name) || words.every((word) => name.split(' ').includes(word)),
  );
}

/** Whether the characters of one stand in the other in this order (技术支持组 in 技术支持与售后服务组). */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

/** X11: a clause that lists ways of service, and a way of the plan that is not on its list. */
export function channels(plan: PlanParts): Reading[] {
  return channelLists(plan).flatMap(({ id, listed }) => {
    const beside = Object.entries(plan.channels ?? {}).filter(([channel]) => !listed.includes(channel));
    const [first] = beside;
    if (first === undefined) return [];
    return [
      {
        subject: 'channels',
        path: ['channels', first[0]],
        values: `${id}: ${listed.join(', ')}; + ${beside.map(([channel]) => channel).join(', ')}`,
        sides: [[id], beside.flatMap(([, { source }]) => source).filter((clause) => clause !== id)] as const,
      },
    ];
  });
}

/** X11, the other way round: a way that a clause promises and the plan does not have. */
export function checkPromisedChannels(plan: PlanParts): PlanFinding[] {
  return channelLists(plan).flatMap(({ id, index, listed }) =>
    listed
      .filter((channel) => !Object.hasOwn(plan.channels ?? {}, channel))
      .map((channel) =>
        warning('channelNotOffered', ['commitments', index, 'en'], { details: { name: id, channel }, clauses: [id] }),
      ),
  );
}

/** So many ways in one sentence are a list of them. */
const A_LIST = 3;

/** Commitments that a channel carries out and that list ways of service, by what they are called in either language. */
function channelLists(plan: PlanParts): { id: string; index: number; listed: string[] }[] {
  const carriedOut = new Set(Object.values(plan.channels ?? {}).flatMap(({ source }) => source));
  return (plan.commitments ?? []).flatMap(({ id, zh, en }, index) => {
    if (!carriedOut.has(id)) return [];
    const listed = Object.entries(CALLED).flatMap(([channel, called]) => (called.test(`${zh} ${en}`) ? [channel] : []));
    return listed.length < A_LIST ? [] : [{ id, index, listed }];
  });
}

/** What the ways of the product are called in sentences. */
const CALLED: Readonly<Record<string, RegExp>> = {
  phone: /电话|热线|\b(?:tele)?phone\b|\bhotline\b/i,
  mobile: /手机|\bmobiles?\b/i,
  fax: /传真|\bfax\b/i,
  email: /邮件|邮箱|\be-?mail\b|\bmail\b/i,
  web: /网站|网页|\bwebsite\b|\bportal\b/i,
  remote: /远程|\bremote(?:ly)?\b/i,
  onSite: /现场|上门|\bon[ -]site\b/i,
  messageDesk: /秘书台|\bmessage desk\b/i,
};
