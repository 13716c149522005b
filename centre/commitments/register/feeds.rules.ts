import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { lackingOf } from '#centre/plan/objectives.rules.ts';
import { citationsOf } from '#centre/plan/citations.rules.ts';
import type { PlanPath } from '#centre/plan/plan-diagnostic.schema.ts';
import { pathText } from '#centre/plan/plan-diagnostic.schema.ts';
import { own } from '#centre/plan/plan-tree.rules.ts';
import { INTAKE_EVENTS } from '../plan-clocks.rules.ts';
import { attestTerms } from './attest-terms.rules.ts';
import type { AskedByFlows } from './asked-by-flows.rules.ts';
import { datedWork, waitsOn } from '../duties/duty-dates.rules.ts';
import { publishedAt } from '../contact-card/published.rules.ts';
import type { Feed } from './register.schema.ts';
import type { Means } from './vocabulary.ts';

/** What the register asks of a plan. */
export type PlanOfRegister = ServicePlan;

/** Blocks whose citations other means look at, or that settle a clause without carrying it out. */
const OF_OTHER_MEANS: ReadonlySet<unknown> = new Set([
  'commitments',
  'conflicts',
  'gates',
  'clocks',
  'schedules',
  'rules',
  'quality',
]);
/** Of the rules of a plan that say "checked by configuration", those that the checks of an activation look at. */
const CHECKED_RULES: ReadonlySet<string> = new Set(['organisationComplete']);

/**
 * How each commitment of a plan is measured, by its means in the plan's order: by which clocks, guards or places of the plan; or what it
 * waits for where nothing in this version of the product measures it yet. A commitment that repeats others has no feeds of its own.
 */
export function feedsOf(plan: PlanOfRegister, asked: AskedByFlows): Map<string, readonly Feed[]> {
  const citations = citationsOf(plan);
  return new Map(
    plan.commitments.map(({ id, means, repeats = [] }) => {
      const places = citations.get(id) ?? [];
      return [id, repeats.length > 0 ? [] : means.map((one) => feedOf(plan, { id, means: one, places, asked }))];
    }),
  );
}

interface Asked {
  readonly id: string;
  readonly means: Means;
  /** Where the plan cites the commitment. */
  readonly places: readonly PlanPath[];
  readonly asked: AskedByFlows;
}

function feedOf(plan: PlanOfRegister, about: Asked): Feed {
  const feed = feedBy(plan, about);
  // What nothing measures and nothing names waits for what the plan cites it at; a figure, for an objective that the plan does not state.
  const isNamed = feed.by !== null || feed.names.length > 0 || feed.means === 'metric';
  return isNamed ? feed : { ...feed, names: [...new Set(about.places.map((path) => placeName(plan, path)))] };
}

function feedBy(plan: PlanOfRegister, { id, means, places, asked }: Asked): Feed {
  switch (means) {
    case 'clock':
      return byClocks(plan, { id, places, asked });
    case 'gate':
    case 'checklist':
      return measured(means, 'guards', under(places, 'gates'), (guard) => asked.guards.has(guard));
    case 'config':
      return { means, ...configured(plan, places, asked) };
    case 'attest':
      return attested(plan, { id, places, asked });
    case 'schedule':
      return byDuties(plan, id);
    case 'metric':
      return byObjectives(plan, places);
    case 'publish':
      return byCard(plan, { id, places, asked });
  }
}

/** What is ticked at a step is attested there, each time; the rest a person attests for a while. */
function attested(plan: PlanOfRegister, { id, places, asked }: Omit<Asked, 'means'>): Feed {
  const ticked = under(places, 'gates').filter((guard) => asked.guards.has(guard));
  if (ticked.length > 0) return { means: 'attest', by: 'guards', names: ticked };
  return { means: 'attest', by: 'attestations', names: [...attestTerms(plan, id).by] };
}

/** By the dated work that cites it; what waits for an event or a state that nothing writes makes it wait for that. */
function byDuties(plan: PlanOfRegister, id: string): Feed {
  const works = datedWork(plan).filter(({ terms }) => terms.source.includes(id));
  const live = works.filter((work) => waitsOn(work) === null).map(({ name }) => name);
  if (live.length > 0) return { means: 'schedule', by: 'duties', names: live };
  return { means: 'schedule', by: null, names: works.map((work) => `${work.name} (${waitsOn(work) ?? ''})`) };
}

/** By the parts of the card in which it is shown; what it has shown besides, and no page shows, keeps it waiting. */
function byCard(plan: PlanOfRegister, { id, places, asked }: Omit<Asked, 'means'>): Feed {
  const responsible = plan.commitments.find((one) => one.id === id)?.responsible ?? [];
  const isCarriedOut = (flow: string): boolean => asked.flows.has(flow);
  const published = publishedAt(plan, { cited: places, responsible, isCarriedOut });
  if (published.waits.length > 0) return { means: 'publish', by: null, names: [...published.waits] };
  if (published.places.length > 0) return { means: 'publish', by: 'card', names: [...published.places] };
  return { means: 'publish', by: null, names: ruleNames(plan, places, 'publish') };
}

/** By those names that are live; where none is, by nothing, and it waits for all of them. */
function measured(means: Means, by: 'clocks' | 'guards', names: readonly string[], isLive: (name: string) => boolean): Feed {
  const live = names.filter(isLive);
  return live.length > 0 ? { means, by, names: live } : { means, by: null, names: [...names] };
}

/** A commitment that a clock serves for some kinds of request alone waits for one of these to be carried out. */
function byClocks(plan: PlanOfRegister, { id, places, asked }: Omit<Asked, 'means'>): Feed {
  const kindsOf = (clock: string) => own(own(plan.clocks, clock)?.sourceWhen, id)?.['kind'];
  const feed = measured('clock', 'clocks', under(places, 'clocks'), (clock) =>
    startsHere(plan, clock, { asked, kinds: kindsOf(clock) }),
  );
  if (feed.by !== null) return feed;
  return { ...feed, names: feed.names.map((clock) => [clock, ...(kindsOf(clock) ?? []).map((kind) => `(${kind})`)].join(' ')) };
}

/** A clock with an anchor begins with a date on record, which no process writes yet; one of the intake, with a kind that is carried out. */
function startsHere(
  plan: PlanOfRegister,
  clock: string,
  { asked, kinds }: { readonly asked: AskedByFlows; readonly kinds: readonly unknown[] | undefined },
): boolean {
  const { start } = own(plan.clocks, clock) ?? {};
  if (start === undefined || !asked.written.has(start)) return false;
  const isOfIntake = INTAKE_EVENTS.includes(start);
  if (kinds === undefined && !isOfIntake) return true;
  return Object.entries(plan.requestKinds).some(
    ([kind, { flow, clocks }]) =>
      asked.flows.has(flow) && (!isOfIntake || clocks.includes(clock)) && (kinds === undefined || kinds.includes(kind)),
  );
}

/** An arrangement that the plan states was looked at when the plan became active. */
function configured(plan: PlanOfRegister, places: readonly PlanPath[], asked: AskedByFlows): Omit<Feed, 'means'> {
  // That a process is named arranges nothing as long as nothing carries it out.
  const isCarriedOut = ([block, name]: PlanPath): boolean => block !== 'flows' || asked.flows.has(String(name));
  const stated = places.filter((path) => !OF_OTHER_MEANS.has(path[0]) && isCarriedOut(path)).map(statementOf);
  const checked = ruleNames(plan, places, 'config').filter((what) => CHECKED_RULES.has(what));
  const names = [...new Set([...stated, ...checked])];
  return names.length > 0 ? { by: 'plan', names } : { by: null, names: ruleNames(plan, places, 'config') };
}

/** What a `source` is written at: `organisation.units.HQ.source` is said of the unit. */
function statementOf(path: PlanPath): string {
  return pathText(path.slice(0, -1));
}

/** By the objectives whose figures are counted; where none is, it waits for what they lack and for what the rules name. */
function byObjectives(plan: PlanOfRegister, places: readonly PlanPath[]): Feed {
  const lacking = objectives(places).map((name) => ({ name, lacks: lackOf(plan, name) }));
  const measured = lacking.filter(({ lacks }) => lacks.length === 0).map(({ name }) => name);
  if (measured.length > 0) return { means: 'metric', by: 'objectives', names: measured };
  return { means: 'metric', by: null, names: [...lacking.flatMap(({ lacks }) => lacks), ...ruleNames(plan, places, 'metric')] };
}

function lackOf(plan: PlanOfRegister, name: string): string[] {
  const objective = own(plan.quality?.objectives, name);
  return objective === undefined ? [name] : lackingOf(name, objective);
}

/** A place of the plan as it is told; of a rule what it is about. */
function placeName(plan: PlanOfRegister, path: PlanPath): string {
  const [block, place] = path;
  if (block === 'gates') return pathText(path);
  return block === 'rules' ? (plan.rules[Number(place)]?.what ?? '') : statementOf(path);
}

/** The names in a block under which the commitment is cited. */
function under(places: readonly PlanPath[], block: string): string[] {
  return [...new Set(places.filter(([first]) => first === block).map(([, name]) => String(name)))];
}

function objectives(places: readonly PlanPath[]): string[] {
  return places.filter(([first, second]) => first === 'quality' && second === 'objectives').map(([, , name]) => String(name));
}

function ruleNames(plan: PlanOfRegister, places: readonly PlanPath[], means: Means): string[] {
  return places
    .filter(([first]) => first === 'rules')
    .flatMap(([, place]) => {
      const rule = plan.rules[Number(place)];
      return rule?.means === means ? [rule.what] : [];
    });
}
