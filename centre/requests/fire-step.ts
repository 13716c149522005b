import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import { consultationOf, takenUp } from '#flows/intake/consultation-record.rules.ts';
import { flowDefinitions, flowModules } from '#flows/registry.ts';
import type { Envelope } from '#platform/command/envelope.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, timesOf, type Answer } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { assessStep, onFile, refusalOf, type StepAtHand } from './assess-step.ts';
import { beforeReceipt } from './before-receipt.ts';
import { commitDecision } from './commit-decision.ts';
import { loadDossier } from './dossier.store.ts';
import { placedInOrder, refuseUnsaid } from './in-order.ts';
import { readOnlyHistory } from './import/read-only.rules.ts';
import type { MailSetting } from './messages.store.ts';
import { refuseUnknownFiles } from './named-files.ts';
import { refuseUnoffered } from './offered-values.ts';
import { mayReadRequest, mayReadSubject } from './rights-context.ts';
import { handOver, recognised } from './recognise.ts';
import { noteRefusal, type TriedStep } from './step-refusals.store.ts';
import { stateWords, stepWords } from './step.texts.ts';

/** What commands of the centre need of the house they run in. */
export interface CentreDeps {
  readonly db: Kysely<Tables>;
  /** Beside `db`, for what is taken while a transaction is open. */
  readonly numbers: Kysely<Tables>;
  readonly time: TimeSource;
  readonly mail: MailSetting;
}

export interface StepCommand {
  readonly actor: Actor;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly event: string;
  readonly envelope: Envelope;
  /** The step's own inputs, read by its shape. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly path: string;
}

/** Fires an event of a flow: the one way in which a dossier moves. Answers the subject's new state. */
export async function fireStep(deps: CentreDeps, command: StepCommand): Promise<Answer | Refusal> {
  const { actor } = command;
  const attempt: { tried?: TriedStep } = {};
  const answer = await runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: command.path,
    envelope: command.envelope,
    body: command.body,
    work: async (run) => {
      const requestId = await requestOf(run.tx, command);
      const loaded = requestId === null ? null : await loadDossier(run.tx, requestId, { lock: true, now: run.now });
      if (loaded === null) return notFound();
      const now = deps.time.now(instant(loaded.databaseNow));
      const times = timesOf(command.envelope, now);
      if (isRefusal(times)) return times;
      const { lateReason } = times;
      const before = await recognised(run.tx, loaded.dossier, { input: command.input, now });
      const dossier = isWorkOnRequest(before, command) ? takenUp(before, actor) : before;
      const found = handOf(dossier, command, { at: times.at, now });
      if (found === null) return notFound();
      const placed = placedInOrder(found, { input: command.input, timeStated: command.envelope.occurredAt !== undefined });
      const at = typeof placed === 'number' ? placed : times.at;
      const hand = { ...found, at };
      attempt.tried = { actor, dossier, subject: hand.subject, step: command.event, now };
      if (!isKnown(hand)) return notFound();
      const refused =
        readOnlyHistory(dossier) ??
        beforeReceipt(dossier, at) ??
        refusalFor(hand, { input: command.input, version: command.envelope.version, claims: true });
      if (refused !== null) return refused;
      if (typeof placed !== 'number') return placed;
      const missing = refuseUnsaid(hand, command.input) ?? (await refuseUnknownFiles(run.tx, hand, command.input));
      if (missing !== null) return missing;
      const draft = draftOf(dossier, {
        at,
        now,
        nextId: () => uuidv7(now),
        guards: [],
        flows: flowDefinitions,
      });
      hand.step.decide(draft, { ...onFile(hand), input: command.input as never });
      const after = await commitDecision(run.tx, {
        before,
        ends: loaded.ends,
        memory: loaded.memory,
        decision: draft.result(),
        actor,
        now,
        at,
        lateReason,
        deviceAhead: run.deviceAhead,
        mail: deps.mail,
      });
      handOver(run.tx, loaded.dossier, after);
      return { status: 200, body: answerOf(after, command) };
    },
  });
  if (attempt.tried !== undefined && isRefusal(answer)) await noteRefusal(deps, attempt.tried, answer);
  return answer;
}

interface Judged {
  /** Null before anybody has typed: then only what is on file is asked. */
  readonly input: Readonly<Record<string, unknown>> | null;
  /** Of the subject, as whoever fires the step saw it. */
  readonly version?: number | undefined;
  /** Whether the step is to be taken now, and not only judged: what takes the place of another's words then needs the version seen. */
  readonly claims?: true;
}

/** Why a step would be refused as the dossier stands; null where it would be taken. The preview of many asks the same as the command. */
export function refusalFor(hand: StepAtHand, judged: Judged): Refusal | null {
  const subject = subjectOf(hand.dossier, { subjectKind: hand.subject.kind, subjectId: hand.subject.id });
  // What somebody wrote and another saw: overwritten without saying which version was seen, it would be lost unawares.
  if (judged.claims === true && hand.step.replaces === true && judged.version === undefined) {
    const words = {
      zh: '没有写明所见的版本（version）。请重新打开再改。',
      en: 'The version you saw is missing (version). Open it again, then change it.',
    };
    return refusal(422, 'versionMissing', words, { fields: [{ field: 'version', code: 'missing', message: words }] });
  }
  if (hand.step.versioned && judged.version !== undefined && subject !== null && judged.version !== subject.version) {
    return refusal(
      409,
      'changedMeanwhile',
      {
        zh: '您打开之后，别人已经改过，页面已更新；您写的内容还在，请核对后再发。',
        en: 'Somebody changed this after you opened it. The page is up to date and your text is kept: check it and send again.',
      },
      { details: { version: subject.version } },
    );
  }
  const assessment = assessStep(hand, judged.input);
  if (assessment === null) {
    const state = stateWords(hand.module, subject?.state ?? '');
    const step = stepWords(hand.module, hand.step.event);
    return refusal(
      409,
      'notPossibleNow',
      {
        zh: `现在是“${state.zh}”，不能“${step.zh}”。请看现在可以办理的下一步。`,
        en: `This is “${state.en}” now; “${step.en}” is not possible. See the next steps.`,
      },
      { details: { state: subject?.state ?? null } },
    );
  }
  return refusalOf(hand, assessment) ?? refuseUnoffered(hand, judged.input ?? {});
}

/** Steps of the request itself and of its consultation record: whoever takes one has taken the request up. */
function isWorkOnRequest(dossier: Dossier, { subjectKind, subjectId }: StepCommand): boolean {
  if (subjectKind !== 'record') return subjectKind === 'serviceRequest';
  return consultationOf(dossier)?.id === subjectId;
}

/** Who may see neither the request nor the subject learns nothing of it, not even that it is there. */
function isKnown({ actor, dossier, subject }: StepAtHand): boolean {
  return mayReadRequest(actor, dossier) || mayReadSubject(actor, dossier, subject);
}

/** The flow and the step for a subject of a dossier; null where there is no such subject or event. */
export function handOf(
  dossier: Dossier,
  command: Pick<StepCommand, 'actor' | 'subjectKind' | 'subjectId' | 'event'>,
  times: Pick<StepAtHand, 'at' | 'now'>,
): StepAtHand | null {
  if (subjectOf(dossier, command) === null) return null;
  const module = flowModules[flowIdOf(dossier, command.subjectKind)];
  const step = module?.steps.find((known) => known.event === command.event);
  if (module === undefined || step === undefined) return null;
  return { module, step, dossier, subject: { kind: command.subjectKind, id: command.subjectId }, actor: command.actor, ...times };
}

export function flowIdOf(dossier: Dossier, kind: SubjectKind): string {
  return kind === 'serviceRequest' ? dossier.request.flow : kind;
}

export function subjectOf(
  dossier: Dossier,
  ref: { subjectKind: SubjectKind; subjectId: string },
): { state: string; version: number } | null {
  if (ref.subjectKind === 'serviceRequest') return dossier.request.id === ref.subjectId ? dossier.request : null;
  const list: readonly { id: string; state: string; version: number }[] =
    ref.subjectKind === 'taskOrder' ? dossier.taskOrders : ref.subjectKind === 'siteVisit' ? dossier.visits : dossier.records;
  return list.find((entry) => entry.id === ref.subjectId) ?? null;
}

async function requestOf(tx: Transaction<Tables>, command: StepCommand): Promise<string | null> {
  if (command.subjectKind === 'serviceRequest') return command.subjectId;
  const table = ({ taskOrder: 'pledge.task_order', siteVisit: 'pledge.site_visit', record: 'pledge.record' } as const)[
    command.subjectKind
  ];
  const row = await tx.selectFrom(table).select('request_id').where('id', '=', command.subjectId).executeTakeFirst();
  return row?.request_id ?? null;
}

function answerOf(after: Dossier, command: Pick<StepCommand, 'subjectKind' | 'subjectId'>): unknown {
  const subject = subjectOf(after, command);
  return { id: command.subjectId, state: subject?.state ?? null, version: (subject?.version ?? 0) + 1, ...summaryOf(after) };
}

/** What every step's answer tells of its dossier: enough to go on without asking again. */
export function summaryOf(after: Dossier): Record<string, unknown> {
  return {
    request: {
      id: after.request.id,
      number: after.request.number,
      state: after.request.state,
      road: after.request.road,
      round: after.request.round,
    },
    taskOrders: after.taskOrders.map((order) => ({ id: order.id, state: order.state })),
    visits: after.visits.map((visit) => ({ id: visit.id, state: visit.state, taskOrderId: visit.taskOrderId })),
    records: after.records.map((record) => ({
      id: record.id,
      form: record.form,
      state: record.state,
      recordNumber: record.recordNumber,
    })),
  };
}

/** What does not exist and what may not be seen look alike. */
export function notFound(): Refusal {
  return refusal(404, 'notFound', {
    zh: '没有找到。编号可能有误，或不在您可以查看的范围内。',
    en: 'Not found. The number may be wrong, or it lies outside what you may see.',
  });
}
