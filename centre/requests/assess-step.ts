import { commitmentsOfGate } from '#centre/plan/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { holds, type ByName, type RightsContext } from '#centre/people/index.ts';
import type { Dossier, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import type { DossierStep } from '#flows/dossier/dossier-step.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { stateOf } from '#flows/dossier/draft.ts';
import { isUrgent } from '#flows/dossier/task-orders.rules.ts';
import { refusal, type FieldFault, type Refusal, type Words } from '#platform/command/refusal.ts';
import { rowFor, type FlowRow } from '#platform/flow/flow.ts';
import type { GuardVerdict, StepContext } from '#platform/flow/step.ts';
import type { Instant } from '#platform/time/instant.ts';
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
}

export interface Assessment {
  readonly row: FlowRow;
  /** Whether the actor is one of those who may fire it. */
  readonly mayFire: boolean;
  readonly failed: readonly FailedGuard[];
  /** Guards that the plan does not switch off. */
  readonly guards: readonly string[];
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
  const context: StepContext<Dossier, never> = {
    dossier,
    subjectId: subject.id,
    input: (input ?? {}) as never,
    at: hand.at,
    now: hand.now,
    actor: {
      kind: actor.kind,
      personId: actor.personId,
      contactId: actor.contactId,
      name: actor.name,
      positions: actor.positions,
    },
  };
  for (const guard of live) {
    const rule = step.guards[guard];
    // The tables and their steps are checked against each other at start and in tests.
    if (rule === undefined) throw new Error(`${module.flow.id}.${step.event} has no rule for its guard ${guard}`);
    if (rule.asks === 'input' && input === null) continue;
    const verdict = rule.holds(context);
    if (verdict !== true) failed.push(failedGuard(hand, guard, verdict));
  }
  return { row, mayFire: holds(actor, row.by as ByName[], rightsContext(dossier, subject)), failed, guards: live };
}

function failedGuard(hand: StepAtHand, guard: string, verdict: Exclude<GuardVerdict, true>): FailedGuard {
  const behind = commitmentsOfGate(hand.dossier.surroundings.plan, guard);
  return {
    guard,
    commitments: behind === 'off' ? [] : behind,
    words: guardWords(hand.module, guard, verdict),
    fields: verdict.fields ?? [],
  };
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
    failed.fields.map((field) => ({ field, code: 'missing', message: failed.words.remedy })),
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

/** What rights ask of a dossier and the subject at hand. */
export function rightsContext(dossier: Dossier, subject?: { readonly kind: SubjectKind; readonly id: string }): RightsContext {
  const { request, surroundings, taskOrders, visits, records } = dossier;
  const visit = subject?.kind === 'siteVisit' ? visits.find((known) => known.id === subject.id) : undefined;
  const record = subject?.kind === 'record' ? records.find((known) => known.id === subject.id) : undefined;
  const orderId = visit?.taskOrderId ?? record?.taskOrderId ?? (subject?.kind === 'taskOrder' ? subject.id : undefined);
  const order = taskOrders.find((known) => known.id === orderId);
  const people = (orders: typeof taskOrders): string[] => orders.flatMap((known) => known.assignees.map((line) => line.personId));
  const performers = order === undefined ? people(taskOrders) : people([order]);
  return {
    customerId: request.customerId,
    projectId: request.projectId,
    siteId: request.siteId,
    unitIds: unitsAround(dossier),
    ownerPersonIds: [],
    assignedPersonIds: [
      ...performers,
      ...[request.ownerPersonId, request.details.engineerId].filter((id): id is string => typeof id === 'string'),
    ],
    onCallPersonIds: surroundings.staff.filter((person) => person.onCall).map((person) => person.id),
    urgentSeverity: isUrgent(dossier),
    proposerPersonId: order?.proposerId ?? null,
    performerPersonIds: performers,
    taskLeaderPersonId: order?.leaderId ?? null,
  };
}

/** The units that serve the request: that of its site, the owning one, and those above them. */
function unitsAround(dossier: Dossier): string[] {
  const { request, surroundings } = dossier;
  const serving = surroundings.sites
    .filter((site) => request.siteId === null || site.id === request.siteId)
    .map((site) => site.servingUnitId);
  const found = new Set<string>();
  const climb = (id: string | null | undefined): void => {
    if (!id || found.has(id)) return;
    found.add(id);
    climb(surroundings.units.find((unit) => unit.id === id)?.parentId);
  };
  for (const id of [...serving, request.ownerUnitId]) climb(id);
  return [...found];
}
