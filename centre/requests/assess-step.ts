import { commitmentsOfGate } from '#centre/plan/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { holds, type ByName } from '#centre/people/index.ts';
import type { Dossier, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import type { DossierStep } from '#flows/dossier/dossier-step.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { stateOf } from '#flows/dossier/draft.ts';
import { refusal, type FieldFault, type Refusal, type Words } from '#platform/command/refusal.ts';
import { rowFor, type FlowRow } from '#platform/flow/flow.ts';
import type { GuardVerdict, StepContext } from '#platform/flow/step.ts';
import type { Instant } from '#platform/time/instant.ts';
import { mayReadSubject, rightsContext } from './rights-context.ts';
import { guardWords, stepWords } from './step.texts.ts';

export interface StepAtHand {
  readonly module: FlowModule;
  readonly step: DossierStep;
  readonly dossier: Dossier;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly actor: Actor;
  readonly at: Instant;
  readonly now: Instant;
}

export interface FailedGuard {
  readonly guard: string;
  readonly commitments: readonly string[];
  readonly words: { readonly reason: Words; readonly remedy: Words };
  readonly fields: readonly string[];
  /** Those of the fields that are empty; with what the others hold something is wrong. */
  readonly lacking: readonly string[];
}

export interface Assessment {
  readonly row: FlowRow;
  /** Whether the actor is one of those who may fire it. */
  readonly mayFire: boolean;
  readonly failed: readonly FailedGuard[];
  /** Guards that the plan does not switch off. */
  readonly guards: readonly string[];
}

/** What a step is judged by before anything is typed. */
export function onFile(hand: StepAtHand): Omit<StepContext<Dossier, unknown>, 'input'> {
  const { dossier, subject, actor, at, now } = hand;
  const { kind, personId, contactId, name, positions } = actor;
  return { dossier, subjectId: subject.id, at, now, actor: { kind, personId, contactId, name, positions } };
}

/**
 * Asks whether a step may be taken: has the flow a move, is the actor one of those named, do the guards hold.
 * Without `input` only the guards that ask the dossier are put: so the next steps are shown before anybody types.
 * Null where the flow has no such move in the subject's state.
 */
export function assessStep(hand: StepAtHand, input: Readonly<Record<string, unknown>> | null): Assessment | null {
  const row = rowFor(hand.module.flow, hand.step.event, stateOf(hand.dossier, hand.subject));
  return row === undefined ? null : assessRow(hand, row, input);
}

/** The same for a row that begins a flow: the subject is still the one that it hangs on. */
export function assessRow(hand: StepAtHand, row: FlowRow, input: Readonly<Record<string, unknown>> | null): Assessment {
  const { module, step, dossier, subject, actor } = hand;
  const { plan } = dossier.surroundings;
  const live = row.guards.filter((guard) => commitmentsOfGate(plan, guard) !== 'off');
  const failed: FailedGuard[] = [];
  const context: StepContext<Dossier, never> = { ...onFile(hand), input: (input ?? {}) as never };
  for (const guard of [...live, ...Object.keys(step.ownGuards ?? {})]) {
    const rule = step.guards[guard] ?? step.ownGuards?.[guard];
    // The tables and their steps are checked against each other at start and in tests.
    if (rule === undefined) throw new Error(`${module.flow.id}.${step.event} has no rule for its guard ${guard}`);
    const verdict = rule.asks === 'input' && input === null ? true : rule.holds(context);
    if (verdict !== true) failed.push(failedGuard(hand, { guard, verdict, input: input ?? {} }));
  }
  // Nobody does what they may not see: whom the flow names must reach the subject by the matrix as well.
  const mayFire = holds(actor, row.by as ByName[], rightsContext(dossier, subject)) && mayReadSubject(actor, dossier, subject);
  return { row, mayFire, failed, guards: live };
}

function failedGuard(
  hand: StepAtHand,
  failure: { guard: string; verdict: Exclude<GuardVerdict, true>; input: Readonly<Record<string, unknown>> },
): FailedGuard {
  const { guard, verdict, input } = failure;
  const behind = commitmentsOfGate(hand.dossier.surroundings.plan, guard);
  const lacking = (verdict.fields ?? []).filter((field) => isEmpty(written(hand.step, input, field)));
  return {
    guard,
    commitments: behind === 'off' ? [] : behind,
    words: guardWords(hand.module, { guard, verdict, lacking }),
    fields: verdict.fields ?? [],
    lacking,
  };
}

/** What was written into a field that a guard names: an input of the step, or a cell of the record that the step fills. */
function written(step: DossierStep, input: Readonly<Record<string, unknown>>, field: string): unknown {
  if (Object.hasOwn(step.fields, field)) return input[field];
  const cells = input['values'];
  return typeof cells === 'object' && cells !== null ? Reflect.get(cells, field) : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** The refusal that a failed assessment is told as: 403 for a person who may not, 422 for guards that do not hold. */
export function refusalOf(hand: StepAtHand, assessment: Assessment): Refusal | null {
  const event = stepWords(hand.module, hand.step.event);
  if (!assessment.mayFire) {
    return refusal(403, 'notAllowed', {
      zh: `您不能办理“${event.zh}”：这一步由别的岗位办理。`,
      en: `You may not fire “${event.en}”: another position does this step.`,
    });
  }
  if (assessment.failed.length === 0) return null;
  const say = (language: 'zh' | 'en'): string =>
    assessment.failed
      .map((failed) => `${failed.words.reason[language]}${language === 'en' ? ' ' : ''}${failed.words.remedy[language]}`)
      .join(language === 'en' ? ' ' : '');
  const fields: FieldFault[] = assessment.failed.flatMap((failed) =>
    failed.fields.map((field) => ({
      field,
      code: failed.lacking.includes(field) ? 'missing' : 'invalid',
      message: failed.words.remedy,
    })),
  );
  return refusal(
    422,
    'guardRefused',
    { zh: say('zh'), en: say('en') },
    {
      guards: assessment.failed.map((failed) => failed.guard),
      commitments: [...new Set(assessment.failed.flatMap((failed) => failed.commitments))],
      fields,
    },
  );
}
