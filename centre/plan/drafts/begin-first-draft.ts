/** The first plan of a project begun as a draft like the others: the project, and where need be its customer, are there from then on. */
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Answer } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { allowChecking } from '../activation.store.ts';
import { refusedPlan } from '../apply-plan.ts';
import { diagnose } from '../plan-diagnostic.rules.ts';
import { planRights } from '../plan-rights.store.ts';
import { name, nameText } from '../values.schema.ts';
import { readYaml } from '../yaml-document.rules.ts';
import { FILE_NAME } from './checked-text.ts';
import { projectToCome, storeProjectToCome } from './first-draft.store.ts';
import type { BeginFirstInput } from './plan-drafts.schema.ts';
import { insertDraft } from './plan-drafts.store.ts';
import { draftRefusals } from './plan-drafts.texts.ts';
import { planCommand, textInForce } from './plan-drafts.ts';
import { withNames } from './revision.rules.ts';

const named = z.looseObject({ id: name, name: nameText });
const partiesNamed = z.looseObject({ project: named, customer: named });
type PartiesNamed = z.infer<typeof partiesNamed>;

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
      const found = await projectToCome(tx, { project: parties.project.id, customer: parties.customer.id });
      const [customerId, projectId] = [found.customerId ?? uuidv7(now), found.projectId ?? uuidv7(now)];
      if (!may('create', { customerId, projectId, state: 'draft' })) return draftRefusals.mayNotWrite;
      if (found.isOfAnother) return draftRefusals.projectOfAnother;
      if (found.hasPlan) return draftRefusals.projectHasPlan;
      const made = { providerId: author.providerId, customerId, projectId };
      await storeProjectToCome(tx, made, parties);
      const id = input.id ?? uuidv7(now);
      const isNew = await insertDraft(tx, author, { id, customerId, projectId, text, now });
      return isNew ? { status: 201, body: { id, version: 1 } } : draftRefusals.idTaken;
    },
  });
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

function partiesOf(text: string): PartiesNamed | Refusal {
  const { value, faults, locate } = readYaml(text);
  if (value === undefined) return refusedPlan(diagnose(faults, { fileName: FILE_NAME, locate, raw: value }));
  const read = partiesNamed.safeParse(value);
  return read.success ? read.data : draftRefusals.namesNobody;
}
