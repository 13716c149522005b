import { severityOrder, type ServicePlan } from '#centre/plan/index.ts';
import type { CandidateFact, Dossier } from '#flows/dossier/dossier.schema.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import type { FieldSpec } from '#platform/flow/fields.ts';
import type { FlowRow } from '#platform/flow/flow.ts';
import type { Words } from '#platform/command/refusal.ts';
import { assessRow, onFile, type StepAtHand } from './assess-step.ts';
import { pauseReasonsOf } from '#flows/intake/steps/common.ts';
import { ownerOptions, peopleOptions, reviewerOptions } from './people-options.ts';
import type { NeededField } from './requests.schema.ts';
import { fieldWords } from './step.texts.ts';

type Option = NonNullable<NeededField['options']>[number];

/** What a step needs, told so that a form can be drawn from it: labels, options, values to begin with, and what lacks without them. */
export function neededFields(hand: StepAtHand, row: FlowRow): NeededField[] {
  const { module, step, dossier } = hand;
  const initial = step.initial?.(onFile(hand)) ?? {};
  const { failed } = assessRow(hand, row, initial);
  const lacking = new Set(failed.flatMap((guard) => guard.lacking));
  // What was recognised is not asked again.
  const asked = Object.entries(step.fields).filter(([, spec]) => spec.type !== 'project' || dossier.request.projectId === null);
  return asked.map(([name, spec]): NeededField => {
    // Whoever else is named as a reviewer is refused by the guard, with its reason.
    const options = spec.options === 'reviewers' ? reviewerOptions(dossier, hand.actor) : optionsOf(spec, dossier, module);
    return {
      name,
      label: fieldWords(module, name),
      type: spec.type,
      // What a guard asks of this very dossier is needed as much as what the step always asks.
      required: spec.required === true || (lacking.has(name) && spec.oneOf !== true),
      ...(spec.oneOf === true ? { oneOf: true } : {}),
      ...(options === undefined ? {} : { options }),
      ...(initial[name] === undefined ? {} : { initial: initial[name] }),
      ...(spec.type === 'signature' ? ownSignature(hand, spec) : {}),
    };
  });
}

/** Customers sign for themselves, wherever they are signed in; staff where the step says so. On their screens customers sign as well. */
function ownSignature({ actor }: StepAtHand, spec: FieldSpec): Pick<NeededField, 'initial' | 'ownName'> {
  return spec.own === true || actor.kind === 'customer'
    ? { initial: { name: actor.name, means: 'handwritten' }, ownName: actor.name }
    : {};
}

/** The values that a field offers in this dossier; undefined where it takes any. */
export function optionsOf(spec: FieldSpec, dossier: Dossier, module: FlowModule): Option[] | undefined {
  const { surroundings } = dossier;
  switch (spec.type) {
    case 'person':
      return spec.options === 'owners' ? ownerOptions(dossier) : peopleOptions(dossier);
    case 'people':
      return peopleOptions(dossier);
    case 'contact':
      return candidatesOr(surroundings.candidates?.contacts, surroundings.contacts);
    case 'site':
      return candidatesOr(surroundings.candidates?.sites, surroundings.sites);
    case 'project':
      return candidatesOr(surroundings.candidates?.projects, surroundings.project === null ? [] : [surroundings.project]);
    case 'unit':
      return surroundings.units.map((unit) => ({ value: unit.id, label: both(unit.name) }));
    case 'partner':
      return surroundings.partners.map((partner) => ({ value: partner.id, label: both(partner.name) }));
    case 'choice':
    case 'choices':
      return spec.options === undefined ? undefined : listOf(spec.options, dossier, module);
    default:
      return undefined;
  }
}

/** While nobody knows whose request it is, everybody's are offered, each with the customer's name. */
function candidatesOr(
  candidates: readonly CandidateFact[] | undefined,
  own: readonly { readonly id: string; readonly name: string }[],
): Option[] {
  return candidates === undefined
    ? own.map(({ id, name }) => ({ value: id, label: both(name) }))
    : candidates.map(({ id, name, customerName }) => ({ value: id, label: both(`${customerName} ${name}`) }));
}

function listOf(list: string, dossier: Dossier, module: FlowModule): Option[] {
  const { plan } = dossier.surroundings;
  const named = OF_THE_PLAN[list]?.(plan, dossier);
  const words = (value: string, own?: Partial<Words>): Words => ({
    zh: own?.zh ?? module.texts.zh.options[list]?.[value] ?? value,
    en: own?.en ?? module.texts.en.options[list]?.[value] ?? value,
  });
  if (named !== undefined) return named.map(({ value, label }) => ({ value, label: words(value, label) }));
  return Object.keys(module.texts.zh.options[list] ?? {}).map((value) => ({ value, label: words(value) }));
}

interface Named {
  readonly value: string;
  readonly label?: Partial<Words>;
}

/** Lists whose values a plan gives; its own words come first, the flow's texts second. */
const OF_THE_PLAN: Readonly<Record<string, (plan: ServicePlan, dossier: Dossier) => Named[]>> = {
  kinds: (plan) => Object.entries(plan.requestKinds).map(([value, kind]) => ({ value, label: { zh: kind.zh, en: kind.en } })),
  // The gravest first: a stored plan keeps its order of gravity, not the order of its text.
  severities: (plan, dossier) =>
    severityOrder(plan)
      .filter((id) => dossier.request.kind === null || plan.severities[id]?.appliesTo.includes(dossier.request.kind))
      .map((id) => ({ value: id, label: { zh: plan.severities[id]?.zh, en: plan.severities[id]?.en } })),
  emergencyKinds: (plan) =>
    Object.entries(plan.faultHandling.emergencies).map(([value, kind]) => ({ value, label: { zh: kind.zh, en: kind.en } })),
  faultTypes: (plan) =>
    Object.entries(plan.faultHandling.types).map(([value, type]) => ({ value, label: { zh: type.zh, en: type.en } })),
  pauseReasons: (_plan, dossier) => pauseReasonsOf({ dossier }).map((value) => ({ value })),
  partners: (_plan, dossier) =>
    dossier.surroundings.partners.map((partner) => ({ value: partner.id, label: both(partner.name) })),
  attestations: (plan) => plan.conduct.attestations.map((value) => ({ value })),
  consentScopes: (plan) => Object.keys(plan.conduct.consentScopes).map((value) => ({ value })),
};

function both(name: string): Words {
  return { zh: name, en: name };
}
