import { randomUUID } from 'node:crypto';
import type { Actor } from '#centre/people/actor.schema.ts';
import { admitProgram } from '#centre/people/access/access.ts';
import { loadActor } from '#centre/people/index.ts';
import { approvePlan, importNotice, readPlan, setsInUse, type ServicePlan } from '#centre/plan/index.ts';
import { attest } from '#centre/commitments/register/attest.ts';
import { planDuties } from '#centre/commitments/index.ts';
import { reportDuty } from '#centre/commitments/duties/report-duty.ts';
import { eraseContact } from '#centre/evidence/erase-contact.ts';
import { saveFile } from '#centre/requests/files.store.ts';
import type { CentreDeps } from '#centre/requests/fire-step.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer, type CommandRun } from '#platform/command/run-command.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';

/** A centre that requests ran through already. */
export interface CentreToFill {
  readonly deps: CentreDeps;
  readonly providerId: string;
  /** The text of the plan that is active. */
  readonly planText: string;
}

/**
 * Does once, by the commands that people use, what leaves each kind of evidence that is not of a request: an approval of a plan, a notice of
 * holidays, somebody's word, a report of dated work, an erasure, a program admitted.
 */
export async function leaveEveryKind(centre: CentreToFill): Promise<void> {
  const reading = readPlan(centre.planText, 'plan');
  if ('diagnostics' in reading) throw new Error('the plan does not read');
  const { plan } = reading;
  await asOperator(centre, (run, actor) => approve(run, { actor, plan, text: centre.planText }));
  await asOperator(centre, async (run, actor) => {
    const [set = ''] = await setsInUse(run.tx);
    return importNotice(run, { actor, set, text: notice(new Date(run.now).getUTCFullYear() + 2) });
  });
  const { deps, providerId } = centre;
  const envelope = { commandId: randomUUID() };
  const program = { ...envelope, name: 'drill', position: 'messageDeskClerk' } as const;
  const actor = operatorOf(providerId);
  done(await admitProgram(deps, { actor, path: '/api/programs', input: program }));
  await attestAny(centre, plan);
  await reportFirstDuty(centre, plan);
  const contact = await within(centre, (tx) =>
    tx.selectFrom('pledge.contact').select('id').orderBy('id').executeTakeFirstOrThrow(),
  );
  const path = `/api/contacts/${contact.id}/erase`;
  done(
    await eraseContact(deps, {
      actor,
      contactId: contact.id,
      path,
      input: { commandId: randomUUID(), under: 'requestOfThePerson' },
    }),
  );
}

type Work<Result> = Parameters<typeof inTransaction<Tables, Result>>[2];

function within<Result>({ deps, providerId }: CentreToFill, work: Work<Result>): Promise<Result> {
  return inTransaction(deps.db, { providerId, customerId: null }, work);
}

function operatorOf(providerId: string): Actor {
  const positions = [{ position: 'systemAdministrator', unitId: null, projectId: null, siteId: null }] as const;
  return {
    kind: 'operator',
    providerId,
    personId: null,
    name: 'drill',
    positions,
    customerId: null,
    contactId: null,
    language: 'en',
  };
}

async function asOperator(
  { deps, providerId }: CentreToFill,
  work: (run: CommandRun<Tables>, actor: Actor) => Promise<Answer | Refusal>,
): Promise<void> {
  const actor = operatorOf(providerId);
  const envelope = { commandId: randomUUID() };
  const about = { actorKey: 'operator:drill', path: 'drill', envelope, body: envelope };
  const scope = { providerId, customerId: null };
  done(await runCommand({ ...about, db: deps.db, time: deps.time, scope, work: (run) => work(run, actor) }));
}

function done(answer: Answer | Refusal): void {
  if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
}

/** A text that differs from that of the active version is approved as what it is: a text. */
function approve(run: CommandRun<Tables>, { actor, plan, text }: { actor: Actor; plan: ServicePlan; text: string }) {
  const contact = plan.customer.contacts.find(({ role }) => role === 'customerRepresentative')?.id ?? '';
  const word = { contact, approvedOn: dateIn(plan.plan.timezone, run.now), evidenceDigest: sha256('drill') };
  return approvePlan(run, { actor, text: `${text}# approved\n`, word });
}

function notice(year: number): string {
  return JSON.stringify({ year, papers: [], days: [{ date: `${year}-01-01`, isOffDay: true }] });
}

/** Whoever of the staff may: the plan says who. */
async function byStaff(centre: CentreToFill, work: (actor: Actor) => Promise<Answer | Refusal>): Promise<void> {
  const staff = await within(centre, async (tx, databaseNow) => {
    const people = await tx.selectFrom('pledge.person').select('id').where('customer_id', 'is', null).orderBy('id').execute();
    const now = centre.deps.time.now(instant(databaseNow));
    return Promise.all(people.map(({ id }) => loadActor(tx, id, now)));
  });
  let last: Answer | Refusal | undefined;
  for (const actor of staff.filter((one) => one !== null)) {
    last = await work(actor);
    if (!isRefusal(last)) return;
  }
  throw new Error(`nobody may: ${JSON.stringify(last)}`);
}

async function fileOf(centre: CentreToFill, actor: Actor): Promise<string> {
  const file = { id: randomUUID(), name: 'drill.pdf', mediaType: 'application/pdf', size: 3, digest: sha256('drill') };
  await within(centre, (tx, databaseNow) => saveFile(tx, actor, { file, now: centre.deps.time.now(instant(databaseNow)) }));
  return file.id;
}

async function projectOf(centre: CentreToFill): Promise<string> {
  return within(centre, async (tx) => (await tx.selectFrom('pledge.project').select('id').executeTakeFirstOrThrow()).id);
}

async function attestAny(centre: CentreToFill, plan: ServicePlan): Promise<void> {
  const commitment = plan.commitments.find(({ means }) => means.includes('attest'))?.id ?? '';
  const projectId = await projectOf(centre);
  await byStaff(centre, async (actor) => {
    const input = { commandId: randomUUID(), projectId, fileId: await fileOf(centre, actor) };
    return attest(centre.deps, { actor, commitment, input, path: `/api/fulfilments/${commitment}/attest` });
  });
}

/** On the day on which the first of them may be reported, which may lie ahead. */
async function reportFirstDuty(centre: CentreToFill, plan: ServicePlan): Promise<void> {
  const { deps } = centre;
  await planDuties(deps);
  const duty = await within(centre, (tx) =>
    tx.selectFrom('pledge.duty').select(['id', 'opens_at']).orderBy('opens_at').orderBy('id').executeTakeFirstOrThrow(),
  );
  const time = { now: (databaseNow: Instant) => instant(Math.max(deps.time.now(databaseNow), duty.opens_at)) };
  await byStaff(centre, async (actor) => {
    const fileId = await fileOf(centre, actor);
    const now = time.now(instant(Date.now()));
    const input = { commandId: randomUUID(), note: '已完成', doneOn: dateIn(plan.plan.timezone, now), fileId };
    return reportDuty({ db: deps.db, time }, { actor, id: duty.id, input, path: `/api/duties/${duty.id}/report` });
  });
}
