/** Which parts of the card a published commitment is shown by. */
import type { PlanPath } from '#centre/plan/plan-diagnostic.schema.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { cardTerms, placesOfRole } from './card-terms.rules.ts';

/** Rules of a plan that have all ways of reaching the centre shown. */
const CARD_RULES: ReadonlySet<string> = new Set(['contactCard', 'contactCardAndOpenIntake']);

export interface Published {
  /** Places of the card. */
  readonly places: readonly string[];
  /** What the plan has shown there and no page shows. */
  readonly waits: readonly string[];
}

export interface Publishing {
  /** Where the plan cites the commitment. */
  readonly cited: readonly PlanPath[];
  /** Who answers for it: at a process it is they who are reached by it. */
  readonly responsible: readonly string[];
  readonly isCarriedOut: (flow: string) => boolean;
}

export function publishedAt(plan: ServicePlan, { cited, responsible, isCarriedOut }: Publishing): Published {
  const terms = cardTerms(plan);
  const places = cited.flatMap(([block, name]) => {
    if (block === 'rules') return isCardRule(plan, Number(name)) ? terms.filter(({ isWay }) => isWay) : [];
    if (block === 'flows') {
      if (!isCarriedOut(String(name))) return [];
      const ofRoles = responsible.flatMap((role) => placesOfRole(plan, role));
      return terms.filter(({ place }) => ofRoles.includes(place));
    }
    return [];
  });
  const named = cited.flatMap((path) => terms.filter(({ place }) => isAt(path, place)));
  return {
    places: [...new Set([...places, ...named].map(({ place }) => place))],
    waits: cited.flatMap((path) => notShown(plan, path)),
  };
}

function isCardRule(plan: ServicePlan, place: number): boolean {
  const rule = plan.rules[place];
  return rule?.means === 'publish' && CARD_RULES.has(rule.what);
}

/** A `source` stands at the place itself, or below it. */
function isAt(path: PlanPath, place: string): boolean {
  const written = path.join('.');
  return written === `${place}.source` || written.startsWith(`${place}.`);
}

/** Mailboxes of people need their agreement, which nobody is asked for yet; a column of the project has no articles yet. */
function notShown(plan: ServicePlan, [block, name]: PlanPath): string[] {
  const channel = block === 'channels' ? plan.channels[String(name) as keyof ServicePlan['channels']] : undefined;
  return (['publishPersonal', 'projectColumn'] as const).flatMap((promised) =>
    channel?.[promised] === true ? [`channels.${String(name)}.${promised}`] : [],
  );
}
