/** The first plan of a project begun as a draft like the others: the project, and where need be its customer, are there once it is activated. */
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import type { PartiesToCome } from '#centre/schema/customer.tables.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { allowChecking } from '../activation.store.ts';
import { PROJECT_OF_ANOTHER, unreadPlan } from '../apply-plan.ts';
import { diagnose } from '../plan-diagnostic.rules.ts';
import { planRights } from '../plan-rights.store.ts';
import { customerIdByCode, projectByCode } from '../projects.store.ts';
import { name, nameText } from '../values.schema.ts';
import { readYaml } from '../yaml-document.rules.ts';
import { FILE_NAME } from './checked-text.ts';
import type { BeginFirstInput } from './plan-drafts.schema.ts';
import { insertDraft, type DraftPlace } from './plan-drafts.store.ts';
import { draftRefusals } from './plan-drafts.texts.ts';
import { planCommand, textInForce } from './plan-drafts.ts';
import { withNames } from './revision.rules.ts';

const named = z.object({ id: name, name: nameText });
const partiesNamed = z.object({ project: named, customer: named });

/**
 * Begins a draft with a text that was brought, or with that of another plan under names of its own. The text says whose plan it is; that
 * much of it has to be there. The draft binds nobody, so what is known of the customer stays as it is.
 */
export function beginFirstDraft(house: House, actor: Actor, input: BeginFirstInput): Promise<Answer | Refusal> {
  return planCommand(house, {
    actor,
    path: '/api/plan-drafts/first',
    input,
    work: async ({ tx, now }, author) => {
      await allowChecking(tx);
      const may = await planRights(tx, actor);
      const text = await textOf(tx, input.source, may);
      if (isRefusal(text)) return text;
      const parties = partiesOf(text);
      if (isRefusal(parties)) return parties;
      const found = await projectByCode(tx, parties.project.id);
      const place = found === undefined ? await placeToCome(tx, parties) : placeOf(found);
      if (!may('create', { ...place, state: 'draft' })) return draftRefusals.mayNotWrite;
      if (found !== undefined && found.customer !== parties.customer.id) return PROJECT_OF_ANOTHER;
      if (found?.hasPlan === true) return draftRefusals.projectHasPlan;
      const id = input.id ?? uuidv7(now);
      const isNew = await insertDraft(tx, author, { id, text, now, place });
      return isNew ? { status: 201, body: { id, version: 1 } } : draftRefusals.idTaken;
    },
  });
}

async function placeToCome(tx: Transaction<Tables>, toCome: PartiesToCome): Promise<DraftPlace> {
  return { customerId: await customerIdByCode(tx, toCome.customer.id), projectId: null, toCome };
}

function placeOf({ id, customerId }: { readonly id: string; readonly customerId: string }): DraftPlace {
  return { customerId, projectId: id, toCome: null };
}

/** Whoever may begin the next version of a plan may begin another's first with its text. */
async function textOf(
  tx: Transaction<Tables>,
  source: BeginFirstInput['source'],
  may: Awaited<ReturnType<typeof planRights>>,
): Promise<string | Refusal> {
  if ('text' in source) return source.text;
  const other = await textInForce(tx, source.copyOf, may);
  return isRefusal(other) ? other : withNames(other.text, source.as);
}

function partiesOf(text: string): PartiesToCome | Refusal {
  const { value, faults, locate } = readYaml(text);
  if (value === undefined) return unreadPlan(diagnose(faults, { fileName: FILE_NAME, locate, raw: value }));
  const read = partiesNamed.safeParse(value);
  return read.success ? read.data : draftRefusals.namesNobody;
}
