import type { Actor } from '#centre/people/actor.schema.ts';
import type { Dossier, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import { flowModules } from '#flows/registry.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { rowsFrom } from '#platform/flow/flow.ts';
import type { Instant } from '#platform/time/instant.ts';
import { assessRow, assessStep, onFile, type Assessment, type StepAtHand } from './assess-step.ts';
import { beginnings } from './begin-step.ts';
import { stateOf } from '#flows/dossier/draft.ts';
import { readOnlyHistory } from './import/read-only.rules.ts';
import { neededFields } from './needed-fields.ts';
import type { NextEvent } from './requests.schema.ts';
import { signedCells } from './signed-cells.rules.ts';
import { stepWords } from './step.texts.ts';
import { resourceOf } from './resources.ts';
import { flowIdOf, subjectOf } from './fire-step.ts';

/** Rows without a rank stand behind those that have one. */
const LAST = 100;

/** From this rank on a step is seldom the next thing, and never the leading one. */
const ASIDE = 40;

/**
 * What the caller may fire on a dossier now, the likeliest first, and what is refused now with the commitment that refuses it.
 * Steps of other positions are left out: they are nobody's next step here.
 */
export function nextSteps(dossier: Dossier, actor: Actor, now: Instant): NextEvent[] {
  if (readOnlyHistory(dossier) !== null) return [];
  const steps = [
    ...subjectsOf(dossier).flatMap((subject) => stepsOf(dossier, subject, { actor, now })),
    ...begunHere(dossier, { actor, now }),
  ];
  return steps.sort((a, b) => Number(b.event.allowed) - Number(a.event.allowed) || a.rank - b.rank).map((entry) => entry.event);
}

/** The same for one record: what the caller may write, sign, correct or void. */
export function nextStepsOfRecord(dossier: Dossier, recordId: string, who: { actor: Actor; now: Instant }): NextEvent[] {
  const module = flowModules['record'];
  if (module === undefined) return [];
  return stepsOf(dossier, { kind: 'record', id: recordId, module }, who)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.event);
}

interface MovingSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly module: FlowModule;
}

/** All that flows move in a dossier, each with its flow. Records have doors of their own. */
function subjectsOf(dossier: Dossier): MovingSubject[] {
  const subjects = [
    { kind: 'serviceRequest' as const, id: dossier.request.id },
    ...dossier.taskOrders.map((order) => ({ kind: 'taskOrder' as const, id: order.id })),
    ...dossier.visits.map((visit) => ({ kind: 'siteVisit' as const, id: visit.id })),
  ];
  return subjects.flatMap((subject) => {
    const module = flowModules[flowIdOf(dossier, subject.kind)];
    return module === undefined ? [] : [{ ...subject, module }];
  });
}

function stepsOf(
  dossier: Dossier,
  subject: MovingSubject,
  who: { actor: Actor; now: Instant },
): { event: NextEvent; rank: number }[] {
  const { module } = subject;
  return rowsFrom(module.flow, stateOf(dossier, subject))
    .filter((row) => row.silent !== true)
    .flatMap((row) => {
      const step = module.steps.find((known) => known.event === row.event);
      if (step === undefined) return [];
      const hand: StepAtHand = { module, step, dossier, subject, actor: who.actor, at: who.now, now: who.now };
      if (step.offered?.(onFile(hand)) === false) return [];
      const assessment = assessStep(hand, null);
      if (assessment === null || !assessment.mayFire) return [];
      return [ranked(hand, assessment, nextEventOf(hand, assessment))];
    });
}

/** What was done already stands behind all that is still to be done. */
function ranked(hand: StepAtHand, { row }: Assessment, event: NextEvent): { event: NextEvent; rank: number } {
  const rank = (row.rank ?? LAST) + (hand.step.repeated?.(onFile(hand)) === true ? ASIDE : 0);
  return { event: rank >= ASIDE ? { ...event, aside: true } : event, rank };
}

/** What may be begun beside an open request: a task order of its own. */
function begunHere(dossier: Dossier, who: { actor: Actor; now: Instant }): { event: NextEvent; rank: number }[] {
  if (dossier.request.closedAt !== null) return [];
  const subject = { kind: 'serviceRequest' as const, id: dossier.request.id };
  return beginnings().flatMap(({ module, row, step, path }) => {
    const hand: StepAtHand = { module, step, dossier, subject, actor: who.actor, at: who.now, now: who.now };
    if (step.offered?.(onFile(hand)) === false) return [];
    const assessment = assessRow(hand, row, null);
    if (!assessment.mayFire) return [];
    return [ranked(hand, assessment, { ...nextEventOf(hand, assessment), path: path.replace(':id', subject.id) })];
  });
}

function nextEventOf(hand: StepAtHand, assessment: Assessment): NextEvent {
  const { failed } = assessment;
  const signs = signedCells(hand.dossier, hand.step.signs?.(onFile(hand)));
  const subject = subjectOf(hand.dossier, { subjectKind: hand.subject.kind, subjectId: hand.subject.id });
  return {
    event: hand.step.event,
    label: stepWords(hand.module, hand.step.event),
    path: `/api/${resourceOf(hand.subject.kind)}/${hand.subject.id}/${kebab(hand.step.event)}`,
    allowed: failed.length === 0,
    needs: neededFields(hand, assessment.row),
    refusedBy: [...new Set(failed.flatMap((guard) => guard.commitments))],
    guards: failed.map((guard) => guard.guard),
    reason:
      failed.length === 0
        ? null
        : {
            zh: failed.map((guard) => `${guard.words.reason.zh}${guard.words.remedy.zh}`).join(''),
            en: failed.map((guard) => `${guard.words.reason.en} ${guard.words.remedy.en}`).join(' '),
          },
    version: subject?.version ?? 1,
    ...(signs === undefined ? {} : { signs }),
  };
}

/** `requestDeparture` → `request-departure`, as URLs write it. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
