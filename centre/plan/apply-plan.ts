import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer, CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents } from '#platform/evidence-log/append.ts';
import { sha256 } from '#platform/evidence-log/canonical.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { storeParties } from './parties.store.ts';
import { withProvider } from './plan.rules.ts';
import type { ProviderBlocks, ServicePlan } from './plan.schema.ts';
import { differsFromProvider } from './provider-checks.rules.ts';
import { readPlan } from './read-plan.ts';
import { PROVIDER_BLOCKS } from './vocabulary.ts';

/**
 * Reads, checks, stores and activates a plan: a new version of its code, the parties it names, the provider's blocks
 * where it is the first to state them, its holiday years. A plan with faults changes nothing and every fault is told.
 */
export async function applyPlan(run: CommandRun<Tables>, command: { actor: Actor; text: string }): Promise<Answer | Refusal> {
  const { tx, now } = run;
  const { actor, text } = command;
  // Missing holiday data make due times provisional; they hinder no plan: the centre must go on into a year without a notice.
  const reading = readPlan(text, 'plan');
  if ('diagnostics' in reading) {
    const errors = reading.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
    return refusal(
      422,
      'planHasErrors',
      {
        zh: `方案有${errors}处错误，没有启用。逐处改正后再试。`,
        en: `The plan has ${errors} errors and was not applied. Mend each and try again.`,
      },
      { details: { diagnostics: reading.diagnostics } },
    );
  }
  const stored = await storedBlocks(tx);
  const differing = differsFromProvider(reading.plan, stored);
  if (differing.length > 0) {
    return refusal(
      409,
      'differsFromProvider',
      {
        zh: '方案里属于公司的部分与已存的不一致。以已存的为准改正，或留空不写。',
        en: 'What this plan states of the provider differs from what is stored. Make it agree, or leave those blocks out.',
      },
      { details: { findings: differing } },
    );
  }
  const plan = withProvider(reading.plan, stored);
  const digest = sha256(text);
  const before = await tx
    .selectFrom('pledge.service_plan')
    .select(['id', 'digest', 'status'])
    .where('code', '=', plan.plan.id)
    .where('revision', '=', plan.plan.revision)
    .executeTakeFirst();
  if (before !== undefined) {
    if (before.digest === digest)
      return { status: 200, body: { id: before.id, code: plan.plan.id, revision: plan.plan.revision, status: before.status } };
    return refusal(409, 'revisionTaken', {
      zh: `${plan.plan.id}第${plan.plan.revision}版已经存在，内容不同。请把revision加一。`,
      en: `${plan.plan.id} revision ${plan.plan.revision} exists with other contents. Raise the revision.`,
    });
  }
  const parties = await storeParties(tx, plan, { providerId: actor.providerId, now });
  const id = await storeVersion(run, { actor, plan, text, digest, ...parties });
  await storeBlocks(tx, { providerId: actor.providerId, planId: id, plan: reading.plan, stored });
  await storeHolidays(run, actor.providerId, plan);
  return {
    status: 201,
    body: {
      id,
      code: plan.plan.id,
      revision: plan.plan.revision,
      status: 'active',
      projectId: parties.projectId,
      customerId: parties.customerId,
      warnings: reading.warnings,
    },
  };
}

async function storedBlocks(tx: Transaction<Tables>): Promise<ProviderBlocks> {
  const rows = await tx.selectFrom('pledge.provider_block').select(['block', 'document']).execute();
  return Object.fromEntries(rows.map((row) => [row.block, row.document])) as ProviderBlocks;
}

async function storeBlocks(
  tx: Transaction<Tables>,
  from: { providerId: string; planId: string; plan: ServicePlan; stored: ProviderBlocks },
): Promise<void> {
  for (const block of PROVIDER_BLOCKS) {
    if (from.plan[block] === undefined || from.stored[block] !== undefined) continue;
    await tx
      .insertInto('pledge.provider_block')
      .values({ provider_id: from.providerId, block, document: JSON.stringify(from.plan[block]), plan_id: from.planId })
      .execute();
  }
}

async function storeVersion(
  run: CommandRun<Tables>,
  from: { actor: Actor; plan: ServicePlan; text: string; digest: string; customerId: string; projectId: string },
): Promise<string> {
  const { tx, now } = run;
  const { actor, plan } = from;
  const id = uuidv7(now);
  await tx
    .updateTable('pledge.service_plan')
    .set({ status: 'superseded' })
    .where('project_id', '=', from.projectId)
    .where('status', '=', 'active')
    .execute();
  const end = await appendEvents(
    tx,
    {
      providerId: actor.providerId,
      customerId: from.customerId,
      requestId: null,
      recordedAt: now,
      actor: { kind: actor.kind, id: actor.personId, ...(actor.kind === 'operator' ? { operator: actor.name } : {}) },
    },
    {
      kind: 'servicePlan',
      id,
      end: { seq: 0, hash: null },
      events: [
        {
          id: uuidv7(now),
          type: 'planApplied',
          flow: null,
          from: null,
          to: 'active',
          writes: [],
          data: {
            code: plan.plan.id,
            revision: plan.plan.revision,
            digest: from.digest,
            projectId: from.projectId,
            commitments: plan.commitments.length,
          },
          texts: {},
          contactId: null,
          visibility: 'shared',
          commitments: [],
          occurredAt: run.at,
          lateReason: run.lateReason,
        },
      ],
    },
  );
  if (end.hash === null) throw new Error('an applied plan without its event');
  await tx
    .insertInto('pledge.service_plan')
    .values({
      provider_id: actor.providerId,
      id,
      customer_id: from.customerId,
      project_id: from.projectId,
      code: plan.plan.id,
      revision: plan.plan.revision,
      status: 'active',
      source: from.text,
      document: JSON.stringify(plan),
      digest: from.digest,
      applied_at: formatInstant(now),
      seq: end.seq,
      last_hash: end.hash,
    })
    .execute();
  return id;
}

/** Holiday years stand in the provider's table; those of a plan come in with it and never overwrite what is there. */
async function storeHolidays(run: CommandRun<Tables>, providerId: string, plan: ServicePlan): Promise<void> {
  for (const [set, years] of Object.entries(plan.holidaySets ?? {})) {
    for (const [year, days] of Object.entries(years)) {
      if (!/^\d{4}$/.test(year) || typeof days !== 'object' || days === null || !('off' in days)) continue;
      const { off, makeUp } = days as { off: readonly string[]; makeUp?: readonly string[] };
      await run.tx
        .insertInto('pledge.holiday_year')
        .values({
          provider_id: providerId,
          holiday_set: set,
          year: Number(year),
          off: JSON.stringify(off),
          make_up: JSON.stringify(makeUp ?? []),
          source: plan.plan.id,
          imported_at: formatInstant(run.now),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}
