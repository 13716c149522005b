import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer, CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import type { Instant } from '#platform/time/instant.ts';
import { activationDiagnostics, hasErrors } from './activation.rules.ts';
import { activationFacts, allowChecking, awaitTurn } from './activation.store.ts';
import { storeHolidays } from './holidays.store.ts';
import { storeParties } from './parties.store.ts';
import type { PlanDiagnostic } from './plan-diagnostic.schema.ts';
import { storedVersion, storeVersion } from './plan-versions.store.ts';
import { activeProject, livedByTable, type StoredPlan } from './plan.store.ts';
import { mayMove, withProvider } from './plan.rules.ts';
import type { ServicePlan } from './plan.schema.ts';
import { projectByCode } from './projects.store.ts';
import { storeBlocks } from './provider-blocks.store.ts';
import { readPlan, type PlanReading } from './read-plan.ts';
import { anyClockRuns, askForRecount } from './recounts.store.ts';

/**
 * Reads, checks, stores and activates a plan: a new version of its code, the parties it names, the provider's blocks
 * where it is the first to state them, its holiday years. What any of the nine checks calls an error keeps everything as
 * it was and all is told at once; warnings are told with the answer. `fileName` stands in the diagnostics, `authorIds`
 * (who wrote it in the console) in the event.
 */
export async function applyPlan(
  run: CommandRun<Tables>,
  command: { actor: Actor; text: string; fileName?: string; authorIds?: readonly string[] },
): Promise<Answer | Refusal> {
  const { tx, now } = run;
  const { actor, text, authorIds } = command;
  await awaitTurn(tx);
  const sound = await soundVersion(tx, command, now);
  if (isRefusal(sound)) return sound;
  const { reading, facts, diagnostics, known, digest } = sound;
  const { id: code, revision } = reading.plan.plan;
  if (known !== undefined && known.status !== 'active') return superseded(code, revision);
  if (known !== undefined)
    return { status: 200, body: { id: known.id, code, revision, status: known.status, warnings: reading.warnings } };
  const stored = facts.provider.blocks;
  const plan = withProvider(reading.plan, stored);
  const parties = await storeParties(tx, plan, { providerId: actor.providerId, now });
  const id = await storeVersion(run, { actor, plan, text, digest, ...parties, approvalId: facts.approvalId, authorIds });
  await storeBlocks(tx, { providerId: actor.providerId, planId: id, plan: reading.plan, stored });
  const { brought } = await storeHolidays(tx, { providerId: actor.providerId, plan, now });
  const recounts = await recountsAfter(run, { actor, plan, id, projectId: parties.projectId, brought });
  return { status: 201, body: { id, code, revision, status: 'active', ...parties, warnings: diagnostics, recounts } };
}

/** What was in force once does not come back by its old name: who reads the evidence could not tell when it held. */
function superseded(code: string, revision: number): Refusal {
  return refusal(409, 'versionSuperseded', {
    zh: `${code}第${revision}版已被后来的版本取代，不会重新启用。要恢复它的内容，请把revision加一再启用。`,
    en: `${code} revision ${revision} was superseded by a later one and does not come into force again. To bring its contents back, raise the revision.`,
  });
}

/** A text that may become active as it stands, or is the version that is stored under its revision already. */
interface SoundVersion {
  readonly reading: Extract<PlanReading, { plan: unknown }>;
  readonly digest: string;
  readonly facts: Awaited<ReturnType<typeof activationFacts>>;
  readonly diagnostics: readonly PlanDiagnostic[];
  readonly known: { readonly id: string; readonly status: string } | undefined;
}

async function soundVersion(
  tx: Transaction<Tables>,
  { text, fileName = 'plan' }: { readonly text: string; readonly fileName?: string },
  now: Instant,
): Promise<SoundVersion | Refusal> {
  const reading = readPlan(text, fileName);
  if ('diagnostics' in reading) return refusedPlan(reading.diagnostics);
  const digest = sha256(text);
  const { id: code, revision } = reading.plan.plan;
  const known = await storedVersion(tx, reading.plan);
  if (known !== undefined && known.digest !== digest)
    return refusal(409, 'revisionTaken', {
      zh: `${code}第${revision}版已经存在，内容不同。请把revision加一。`,
      en: `${code} revision ${revision} exists with other contents. Raise the revision.`,
    });
  const project = await projectByCode(tx, reading.plan.project.id);
  if (project !== undefined && project.customer !== reading.plan.customer.id) return PROJECT_OF_ANOTHER;
  const facts = await activationFacts(tx, reading.plan, { now, digest });
  if (known !== undefined) return { reading, digest, facts, diagnostics: reading.warnings, known };
  const diagnostics = activationDiagnostics(reading, fileName, facts);
  return hasErrors(diagnostics) ? refusedPlan(diagnostics) : { reading, digest, facts, diagnostics, known };
}

/** A version as it would be stored, for whoever asks what it would do; `isStored` where it is stored already. */
export interface VersionToCome {
  readonly plan: StoredPlan;
  readonly warnings: readonly PlanDiagnostic[];
  readonly isStored: boolean;
}

/** What {@link applyPlan} would make active of a text, or why it would refuse; null where the plan would be the first of its project. */
export async function versionToCome(
  tx: Transaction<Tables>,
  about: { readonly providerId: string; readonly text: string; readonly fileName?: string; readonly now: Instant },
): Promise<VersionToCome | Refusal | null> {
  await allowChecking(tx);
  const sound = await soundVersion(tx, about, about.now);
  if (isRefusal(sound)) return sound;
  const project = await activeProject(tx, sound.reading.plan.project.id);
  if (project === undefined) return null;
  const plan = withProvider(sound.reading.plan, sound.facts.provider.blocks);
  const stored = { id: sound.known?.id ?? uuidv7(about.now), plan, customerId: project.customer_id, projectId: project.id };
  return {
    plan: await livedByTable(tx, about.providerId, stored),
    warnings: sound.diagnostics,
    isStored: sound.known !== undefined,
  };
}

/** What runs is counted again where the version brought years of holidays, and goes over to it where it says so. */
async function recountsAfter(
  run: CommandRun<Tables>,
  applied: { actor: Actor; plan: ServicePlan; id: string; projectId: string; brought: number },
): Promise<string[]> {
  const { actor, plan, id, projectId } = applied;
  const moves = mayMove(plan);
  if ((!moves && applied.brought === 0) || !(await anyClockRuns(run.tx))) return [];
  return [
    ...(applied.brought > 0 ? [await askForRecount(run, actor, { notice: true })] : []),
    ...(moves ? [await askForRecount(run, actor, { planId: id, projectId })] : []),
  ];
}

/** A project stays whose it is, whatever a later text says. */
export const PROJECT_OF_ANOTHER: Refusal = refusal(409, 'projectOfAnother', {
  zh: '这个项目编号属于另一个客户。请改写project.id或customer.id。',
  en: 'The project of this id is another customer’s. Give the text another project.id or customer.id.',
});

/** A text that is no plan yet: every diagnostic goes with the refusal, in `details`. */
export function unreadPlan(diagnostics: readonly PlanDiagnostic[]): Refusal {
  const errors = errorsIn(diagnostics);
  const words = {
    zh: `文字有${errors}处错误，还读不成方案。请逐处改正后再试。`,
    en: `The text has ${errors === 1 ? 'an error' : `${errors} errors`} and is no plan yet. Mend each and try again.`,
  };
  return refusal(422, 'planHasErrors', words, { details: { diagnostics } });
}

function errorsIn(diagnostics: readonly PlanDiagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}

/** A plan that may not come into force: every diagnostic goes with the refusal, in `details`. */
export function refusedPlan(diagnostics: readonly PlanDiagnostic[]): Refusal {
  if (diagnostics.some(({ code }) => code === 'differsFromProvider' || code === 'differsFromNotice'))
    return refusal(
      409,
      'differsFromProvider',
      {
        zh: '方案里属于公司的部分与已存的不一致。以已存的为准改正，或留空不写。',
        en: 'What this plan states of the provider differs from what is stored. Make it agree, or leave those blocks out.',
      },
      { details: { diagnostics } },
    );
  const errors = errorsIn(diagnostics);
  return refusal(
    422,
    'planHasErrors',
    {
      zh: `方案有${errors}处错误，没有启用。逐处改正后再试。`,
      en: `The plan has ${errors === 1 ? 'an error' : `${errors} errors`} and was not applied. Mend each and try again.`,
    },
    { details: { diagnostics } },
  );
}
