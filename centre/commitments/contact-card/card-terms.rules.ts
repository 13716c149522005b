/** What a plan has its customer shown of how to reach the centre, part by part, before anybody is named. */
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { CHANNELS } from '#centre/plan/vocabulary.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { calendarWords, wordingOf } from '../plan-document/plan-words.rules.ts';
import { roleName } from '../register/roles.texts.ts';
import type { CardLine } from './contact-card.schema.ts';
import { contactCardTextsEn as en } from './contact-card.texts.en.ts';
import { contactCardTextsZh as zh } from './contact-card.texts.zh.ts';

/** A part as the plan states it: the people of `roles` are named when it is shown, and are lacking where none can be. */
export interface CardTerms {
  readonly place: string;
  readonly title: BothLanguages;
  readonly lines: readonly CardLine[];
  readonly lacks: readonly BothLanguages[];
  readonly roles: readonly string[];
  /** Whether it is a way to reach somebody, and no other content. */
  readonly isWay: boolean;
}

const known = new WeakMap<ServicePlan, readonly CardTerms[]>();

/** All parts of a plan's card in the order of the plan, worked out once for each plan. */
export function cardTerms(plan: ServicePlan): readonly CardTerms[] {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const terms = [...channelParts(plan), ...roleParts(plan), ...unitParts(plan), ...calendarParts(plan), ...policyPart(plan)];
  known.set(plan, terms);
  return terms;
}

/** The place under which the card names the people of a role, or the offices of its units where each branch has its own. */
export function placesOfRole(plan: ServicePlan, role: string): string[] {
  const position = plan.organisation?.positions[role as keyof NonNullable<ServicePlan['organisation']>['positions']];
  if (position?.count.per !== 'branch') return [`positions.${role}`];
  return branches(plan).map(({ id }) => `organisation.units.${id}`);
}

const LINE: CardLine = { label: null, text: null, phone: null, mail: null };
/** Ways whose content is a number, or a mailbox. */
const BY_NUMBER: ReadonlySet<string> = new Set(['phone', 'fax', 'messageDesk']);

function channelParts(plan: ServicePlan): CardTerms[] {
  // A stored plan keeps no order of keys.
  return CHANNELS.flatMap((channel): CardTerms[] => {
    const stated = plan.channels[channel];
    if (stated === undefined) return [];
    const { number, intake, calendar, publish = [], afterHours, needsConsent } = stated;
    const after = afterHours === undefined ? null : roleName(afterHours.forwardTo);
    const open = openWords(plan, calendar);
    const hours = after === null ? open : joined(open, { zh: zh.afterHours(after.zh), en: en.afterHours(after.en) });
    const card: CardTerms = {
      place: `channels.${channel}`,
      title: { zh: zh.channels[channel] ?? channel, en: en.channels[channel] ?? channel },
      lines: [
        ...(number === undefined ? [] : [{ ...LINE, phone: number }]),
        ...(intake === undefined ? [] : [{ ...LINE, mail: intake }]),
        ...(channel === 'web' ? [{ ...LINE, text: { zh: zh.thisPortal, en: en.thisPortal } }] : []),
        ...(needsConsent === true ? [{ ...LINE, text: { zh: zh.consent, en: en.consent } }] : []),
        ...(hours === null ? [] : [{ ...LINE, label: { zh: zh.hours, en: en.hours }, text: hours }]),
      ],
      lacks: [
        ...(BY_NUMBER.has(channel) && number === undefined ? [{ zh: zh.lacks.number, en: en.lacks.number }] : []),
        ...(channel === 'email' && intake === undefined ? [{ zh: zh.lacks.mailbox, en: en.lacks.mailbox }] : []),
      ],
      roles: publish,
      isWay: true,
    };
    return [card];
  });
}

/** Positions that each project has one of: whoever holds them is the project's own. */
function roleParts(plan: ServicePlan): CardTerms[] {
  return Object.entries(plan.organisation?.positions ?? {}).flatMap(([role, position]) =>
    position?.count.per === 'project'
      ? [{ place: `positions.${role}`, title: roleName(role), lines: [], lacks: [], roles: [role], isWay: true }]
      : [],
  );
}

function unitParts(plan: ServicePlan): CardTerms[] {
  const desk = plan.organisation?.reachability.messageDesk;
  const ofUnits = branches(plan).map(({ id, name, phone }) => officePart(`organisation.units.${id}`, name, phone));
  if (desk === undefined) return ofUnits;
  const open = openWords(plan, desk.calendar);
  const title = { zh: zh.channels['messageDesk'] ?? '', en: en.channels['messageDesk'] ?? '' };
  const part = officePart('organisation.reachability.messageDesk', title, desk.phone);
  const hours = open === null ? [] : [{ ...LINE, label: { zh: zh.hours, en: en.hours }, text: open }];
  return [...ofUnits, { ...part, lines: [...part.lines, ...hours] }];
}

function officePart(place: string, title: BothLanguages, phone: string | undefined): CardTerms {
  return {
    place,
    title,
    lines: phone === undefined ? [] : [{ ...LINE, phone }],
    lacks: phone === undefined ? [{ zh: zh.lacks.number, en: en.lacks.number }] : [],
    roles: [],
    isWay: true,
  };
}

function calendarParts(plan: ServicePlan): CardTerms[] {
  return Object.entries(plan.calendars).flatMap(([name, calendar]) => {
    const text = openWords(plan, name);
    if (calendar.kind !== 'weekly' || text === null) return [];
    const title = { zh: zh.officeHours, en: en.officeHours };
    return [{ place: `calendars.${name}`, title, lines: [{ ...LINE, text }], lacks: [], roles: [], isWay: false }];
  });
}

function policyPart(plan: ServicePlan): CardTerms[] {
  const policy = plan.quality?.policy;
  if (policy === undefined) return [];
  const text = { zh: policy.zh, en: policy.en ?? policy.zh };
  const title = { zh: zh.policy, en: en.policy };
  return [{ place: 'quality.policy', title, lines: [{ ...LINE, text }], lacks: [], roles: [], isWay: false }];
}

function branches(plan: ServicePlan) {
  return (plan.organisation?.units ?? []).filter(({ kind }) => kind === 'branch');
}

function openWords(plan: ServicePlan, calendar: string | undefined): BothLanguages | null {
  const written = calendar === undefined ? undefined : plan.calendars[calendar];
  if (written === undefined) return null;
  return {
    zh: calendarWords(wordingOf(plan, 'zh'), written).join(zh.join),
    en: calendarWords(wordingOf(plan, 'en'), written).join(en.join),
  };
}

function joined(open: BothLanguages | null, after: BothLanguages): BothLanguages {
  return open === null ? after : { zh: open.zh + zh.join + after.zh, en: open.en + en.join + after.en };
}
