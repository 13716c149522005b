import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { post } from '#platform/client/client.ts';
import { ProblemError } from '#platform/client/query.ts';
import { useDraft } from '#platform/ui/draft.ts';
import type {
  LimitChange,
  LogReplayDetail,
  PlanChoice,
  ReplayChecked,
  ReplayChoices,
  ReplayQuestion,
} from '../../replay-job/log-replay.schema.ts';

/** Which plan is meant: nothing, a stored version or a draft by its id, or the text that is written beside. */
export type Chosen =
  | { readonly kind: 'none' }
  | { readonly kind: 'stored'; readonly planId: string }
  | { readonly kind: 'draft'; readonly draftId: string }
  | { readonly kind: 'text' };

export interface Question {
  readonly map: string;
  readonly plan: Chosen;
  readonly planText: string;
  readonly against: Chosen;
  readonly againstText: string;
  readonly changes: readonly LimitChange[];
  /** As it is sent; null while no plan is chosen. */
  readonly asked: ReplayQuestion | null;
  readonly writeMap: (text: string) => void;
  readonly choosePlan: (chosen: Chosen) => void;
  readonly writePlan: (text: string) => void;
  readonly chooseAgainst: (chosen: Chosen) => void;
  readonly writeAgainst: (text: string) => void;
  readonly changeLimits: (changes: readonly LimitChange[]) => void;
}

interface Begun {
  readonly choices: ReplayChoices;
  /** The map that is proposed for the log. */
  readonly suggested: string;
  /** The draft that somebody comes from: it is held against what is in force. */
  readonly draftId: string | undefined;
}

/** What somebody asks of a log. Texts are kept on the device; what was asked last stands where nothing was written since. */
export function useQuestion(job: LogReplayDetail, { choices, suggested, draftId }: Begun): Question {
  const { asked: last } = job;
  const ofDraft = aboutDraft(draftId, choices);
  const [mapDraft, writeMap] = useDraft(`log-replay:${job.id}`);
  const [planDraft, writePlan] = useDraft(`log-replay-plan:${job.id}`);
  const [againstDraft, writeAgainst] = useDraft(`log-replay-against:${job.id}`);
  const [plan, choosePlan] = useState<Chosen>(() => ofDraft?.plan ?? chosenOf(last?.plan ?? null, choices));
  const [against, chooseAgainst] = useState<Chosen>(
    () => ofDraft?.against ?? (last?.against == null ? { kind: 'none' } : chosenOf(last.against, choices)),
  );
  const [changes, changeLimits] = useState<readonly LimitChange[]>(ofDraft === null ? (last?.changes ?? []) : []);
  const map = mapDraft === '' ? (last?.map ?? suggested) : mapDraft;
  const planText = planDraft === '' ? textOf(last?.plan) : planDraft;
  const againstText = againstDraft === '' ? textOf(last?.against) : againstDraft;
  const sent = choiceOf(plan, planText, choices);
  const asked =
    sent === null || map === ''
      ? null
      : { map, plan: sent, against: choiceOf(against, againstText, choices), changes: [...changes] };
  return {
    map,
    plan,
    planText,
    against,
    againstText,
    changes,
    asked,
    writeMap,
    choosePlan,
    writePlan,
    chooseAgainst,
    writeAgainst,
    changeLimits,
  };
}

/** A draft beside the version of its project that is in force; null where it may not be judged by. */
function aboutDraft(draftId: string | undefined, choices: ReplayChoices): Record<'plan' | 'against', Chosen> | null {
  const draft = choices.drafts.find((one) => one.draftId === draftId);
  if (draft === undefined) return null;
  const inForce = choices.plans.find(({ project, status }) => project === draft.project && status === 'active');
  return {
    plan: { kind: 'draft', draftId: draft.draftId },
    against: inForce === undefined ? { kind: 'none' } : { kind: 'stored', planId: inForce.planId },
  };
}

function chosenOf(choice: PlanChoice | null, { plans }: ReplayChoices): Chosen {
  if (choice !== null) {
    if ('planId' in choice) return { kind: 'stored', planId: choice.planId };
    return 'draftId' in choice ? { kind: 'draft', draftId: choice.draftId } : { kind: 'text' };
  }
  const [first] = plans;
  return first === undefined ? { kind: 'text' } : { kind: 'stored', planId: first.planId };
}

function textOf(choice: PlanChoice | null | undefined): string {
  return choice != null && 'text' in choice ? choice.text : '';
}

/** A draft is meant as it stands now: what was answered of an older one is then another question. */
function choiceOf(chosen: Chosen, text: string, { drafts }: ReplayChoices): PlanChoice | null {
  if (chosen.kind === 'stored') return { planId: chosen.planId };
  if (chosen.kind === 'draft') {
    const draft = drafts.find(({ draftId }) => draftId === chosen.draftId);
    return draft === undefined ? null : { draftId: draft.draftId, version: draft.version };
  }
  return chosen.kind === 'text' && text !== '' ? { text } : null;
}

export interface CheckedQuestion {
  /** Null while it is not known. */
  readonly now: ReplayChecked | null;
  /** Of the question before, while that of the present one is not known. */
  readonly last: ReplayChecked | null;
  /** The question was not taken to be checked at all. */
  readonly failed: Error | null;
  readonly again: () => void;
}

/** What is wrong with the question as it stands, and what of its plan can be pointed at. */
export function useCheckedQuestion(id: string, asked: ReplayQuestion | null): CheckedQuestion {
  const deferred = useDeferredValue(asked === null ? null : JSON.stringify(asked));
  const { data, error, isPlaceholderData, refetch } = useQuery({
    // Of the log and this question, however far the replay is.
    queryKey: ['replay-check', `${id} ${deferred}`],
    queryFn: async () => {
      const answer = await post<ReplayChecked>(`/api/log-replays/${id}/check`, JSON.parse(deferred ?? '{}') as ReplayQuestion);
      if (!answer.ok) throw new ProblemError(answer.problem);
      return answer.value;
    },
    enabled: deferred !== null,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const isNow = asked !== null && deferred === JSON.stringify(asked);
  return {
    now: isNow && !isPlaceholderData ? (data ?? null) : null,
    last: data ?? null,
    failed: isNow ? error : null,
    again: () => void refetch(),
  };
}
