import type { Transaction } from 'kysely';
import { NOTHING_HEARD } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { holds, type ByName } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier, Surroundings } from '#flows/dossier/dossier.schema.ts';
import { draftOf } from '#flows/dossier/draft.ts';
import type { Decision, Draft } from '#flows/dossier/draft.schema.ts';
import { reporting } from '#flows/intake/rows.ts';
import { flowDefinitions, flowModules } from '#flows/registry.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { assessStep, refusalOf, type StepAtHand } from './assess-step.ts';
import { commitDecision } from './commit-decision.ts';
import { idTaken, refusedWhereTaken } from './id-taken.ts';
import type { CentreDeps } from './fire-step.ts';
import { requestNumber } from './numbers.store.ts';
import type { ReportInput } from './report.schema.ts';
import { asProposed, newRequest, unknownWords, wordsOf } from './report.rules.ts';
import { receiptText, reportTexts } from './report.texts.ts';
import { rightsContext } from './rights-context.ts';
import { refusedWithoutPlan } from './no-plan.ts';
import { partiesOf } from './report-parties.store.ts';
import { loadSurroundings } from './surroundings.store.ts';

/**
 * Takes a report: the one intake of every need. It starts the customer's clocks at the time of receipt;
 * where kind, site and enquirer are named, registration follows in the same command.
 */
export async function report(
  deps: CentreDeps,
  command: { actor: Actor; input: ReportInput; path: string },
): Promise<Answer | Refusal> {
  const { actor, input } = command;
  const answer = runCommand({
    db: deps.db,
    time: deps.time,
    scope: { providerId: actor.providerId, customerId: actor.customerId },
    actorKey: `${actor.kind}:${actor.personId ?? actor.name}`,
    path: command.path,
    envelope: input,
    body: input,
    work: (run) => takeReport(deps, command, asReceived(run, actor)),
  });
  return refusedWhereTaken(input.id, answer);
}

/**
 * What customers send is received as it comes in, whatever time they state: it starts what is promised to them. Who takes it down for them
 * says when they heard it (flows.md, common rule 2).
 */
function asReceived(run: CommandRun<Tables>, actor: Actor): CommandRun<Tables> {
  return actor.kind === 'customer' ? { ...run, at: run.now, lateReason: null } : run;
}

async function takeReport(
  deps: CentreDeps,
  command: { actor: Actor; input: ReportInput },
  run: CommandRun<Tables>,
): Promise<Answer | Refusal> {
  const { actor } = command;
  const id = command.input.id ?? uuidv7(run.now);
  const [parties, isTaken] = await Promise.all([
    partiesOf(run.tx, actor, { input: command.input, now: run.now }),
    command.input.id !== undefined && exists(run.tx, id),
  ]);
  if (isRefusal(parties)) return parties;
  const surroundings = await refusedWithoutPlan(
    loadSurroundings(run.tx, { customerId: parties.customerId, projectId: parties.projectId, planId: null, now: run.now }),
  );
  if (isRefusal(surroundings)) return surroundings;
  const input = asProposed(command.input, actor, surroundings);
  const fault = unknownWords(input, surroundings);
  if (fault !== null) return fault;
  if (isTaken) return idTaken;
  const unnumbered: Dossier = {
    request: newRequest({ id, input, parties, surroundings, at: run.at, takenBy: actor }),
    words: wordsOf(input, surroundings, parties),
    taskOrders: [],
    visits: [],
    consents: [],
    records: [],
    surroundings,
  };
  if (!holds(actor, reporting, rightsContext(unnumbered)))
    return refusal(403, 'notAllowed', actor.kind === 'customer' ? reportTexts.notYourSite : reportTexts.notAllowed);
  const unspeakable = answerRefused(unnumbered, { input, actor, run });
  if (unspeakable !== null) return unspeakable;
  // What is refused takes no number.
  const number = await requestNumber(deps.numbers, surroundings.plan, { providerId: actor.providerId, at: run.at });
  const before: Dossier = { ...unnumbered, request: { ...unnumbered.request, number } };
  const draft = draftOf(before, { at: run.at, now: run.now, nextId: () => uuidv7(run.now), guards: [], flows: flowDefinitions });
  begin(draft, { input, actor, surroundings });
  const begun = draft.result().events.length;
  registerAtOnce(draft, { input, actor, run });
  const bySystem = !mayRegister(actor, draft.dossier());
  const after = await commitDecision(run.tx, {
    before,
    ends: new Map(),
    memory: NOTHING_HEARD,
    decision: bySystem ? doneBySystem(draft.result(), begun) : draft.result(),
    actor,
    now: run.now,
    at: run.at,
    lateReason: run.lateReason,
    deviceAhead: run.deviceAhead,
    mail: deps.mail,
    isNew: true,
  });
  return {
    status: 201,
    body: {
      id,
      number,
      state: after.request.state,
      kind: after.request.kind,
      severity: after.request.severity,
      version: 1,
      receivedAt: new Date(run.at).toISOString(),
    },
  };
}

function begin(draft: Draft, from: { input: ReportInput; actor: Actor; surroundings: Surroundings }): void {
  const { input, actor, surroundings } = from;
  const { request, words } = draft.dossier();
  const subject = { kind: 'serviceRequest', id: request.id } as const;
  const live = request.details.liveTalk === true;
  const { channel, severity } = request;
  draft.fire({
    flow: draft.requestFlow(),
    subject,
    event: 'report',
    data: {
      channel: request.channel,
      kind: request.kind,
      siteId: request.siteId,
      proposedSeverity: input.severity ?? null,
      files: input.files ?? [],
    },
    texts: {
      title: words.title,
      content: words.content,
      symptom: words.symptom ?? undefined,
      enquirerName: words.enquirerName ?? undefined,
      enquirerPhone: words.enquirerPhone ?? undefined,
      enquirerEmail: words.enquirerEmail ?? undefined,
      serviceNumber: words.serviceNumber ?? undefined,
      answer: words.answer ?? undefined,
    },
    contactId: request.contactId,
    // Whether the kind is known decides whose clocks run: the list of the kind, or of the kind that stands for the unknown.
    fields: { channel, severity, ...(request.kind === null ? {} : { kind: request.kind }) },
    writes: live ? [{ type: 'firstContactMade' }, { type: 'callBackMade' }] : [],
  });
  draft.say({
    channel: request.channel,
    direction: 'incoming',
    text: input.content,
    author: actor.kind === 'customer' ? 'actor' : 'contact',
    contactId: request.contactId,
    fileIds: input.files ?? [],
    automatic: false,
    delivery: 'noted',
  });
  draft.say({
    channel: 'web',
    direction: 'outgoing',
    text: receiptText(request.number, surroundings.plan.plan.language),
    author: 'system',
    contactId: request.contactId,
    fileIds: [],
    automatic: true,
    delivery: 'queued',
  });
}

/** The step of registration as it would be taken now, by the product unless somebody's own right is asked. */
function registration(dossier: Dossier, actor: Actor, run: CommandRun<Tables>): StepAtHand | undefined {
  const module = flowModules[dossier.request.flow];
  const step = module?.steps.find((known) => known.event === 'register');
  if (module === undefined || step === undefined) return undefined;
  const subject = { kind: 'serviceRequest', id: dossier.request.id } as const;
  return { module, step, dossier, subject, actor: { ...actor, kind: 'system' }, at: run.at, now: run.now };
}

/** What is answered at once stands on the record that the customer reads: a phrase that the plan forbids is refused like everywhere else. */
function answerRefused(dossier: Dossier, from: { input: ReportInput; actor: Actor; run: CommandRun<Tables> }): Refusal | null {
  const hand = registration(dossier, from.actor, from.run);
  if (hand === undefined || from.input.answer === undefined) return null;
  const assessment = assessStep(hand, { answer: from.input.answer });
  if (assessment === null) return null;
  return refusalOf(hand, {
    ...assessment,
    mayFire: true,
    failed: assessment.failed.filter(({ guard }) => guard === 'noForbiddenPhrase'),
  });
}

/** Registration in the same command, where its guards hold; otherwise the request waits in `received` for a person. */
function registerAtOnce(draft: Draft, from: { input: ReportInput; actor: Actor; run: CommandRun<Tables> }): void {
  const { input, actor, run } = from;
  const dossier = draft.dossier();
  const { words, request } = dossier;
  const hand = registration(dossier, actor, run);
  if (input.kind === undefined || request.siteId === null || request.projectId === null || hand === undefined) return;
  const values = {
    kind: input.kind,
    siteId: request.siteId,
    enquirerName: words.enquirerName ?? undefined,
    enquirerPhone: words.enquirerPhone ?? undefined,
    enquirerEmail: words.enquirerEmail ?? undefined,
    content: input.content,
    symptom: input.symptom ?? input.content,
    enquiryStage: input.enquiryStage,
    serviceNumber: input.serviceNumber,
    answer: input.answer,
  };
  const assessment = assessStep(hand, values);
  if (assessment === null || assessment.failed.length > 0) return;
  hand.step.decide(draft, {
    dossier,
    subjectId: request.id,
    input: values,
    at: run.at,
    now: run.now,
    // What staff report they write down themselves; what a customer writes in the portal nobody of the house recorded yet.
    actor: actor.kind === 'staff' ? actor : { kind: 'system', personId: null, contactId: null, name: 'system', positions: [] },
  });
}

/** Whether it is the reporter who registers; otherwise the product does, all being named. */
function mayRegister(actor: Actor, dossier: Dossier): boolean {
  const row = flowModules[dossier.request.flow]?.flow.rows.find((known) => known.event === 'register');
  return actor.kind === 'staff' && holds(actor, (row?.by ?? []) as ByName[], rightsContext(dossier));
}

/** A decision whose events from the given place on the product fired by itself. */
function doneBySystem(decision: Decision, from: number): Decision {
  return { ...decision, events: decision.events.map((event, at) => (at < from ? event : { ...event, by: 'system' })) };
}

async function exists(tx: Transaction<Tables>, id: string): Promise<boolean> {
  return (await tx.selectFrom('pledge.service_request').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
