import { applyPlan, foundProvider, readPlan, reportLines, type PlanDiagnostic } from '#centre/plan/index.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { runCommand, type Answer } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { CliError } from './cli-error.ts';
import { operator, withHouse, type CommandHouse } from './house.ts';
import { print, printJson } from './input.ts';
import { dryRun } from './plan-dry-run.ts';
import { planText } from './plan-text.ts';

/** `pledge plan apply`: warnings are told and hinder nothing; what is an error changes nothing and is told in full. */
export async function apply(file: string, options: { json?: boolean; dryRun?: boolean }): Promise<void> {
  const text = await planText(file);
  if (options.dryRun === true) return dryRun(file, text, options);
  const answer = await withHouse((house) => applied(house, file, text), { founds: true });
  if (options.json === true)
    printJson(isRefusal(answer) ? { code: answer.code, diagnostics: diagnosticsOf(answer) } : answer.body);
  else print(reportLines(diagnosticsOf(answer), text));
  if (isRefusal(answer)) throw new CliError(1, answer.message.en);
  if (options.json === true) return;
  const { code, revision, status } = answer.body as { code: string; revision: number; status: string };
  print([`${code} revision ${revision} is ${status}.`]);
}

/** Another command has founded the provider between our look and our turn. */
class FoundMeanwhile extends Error {
  readonly providerId: string;
  constructor(providerId: string) {
    super('the provider was founded meanwhile');
    this.providerId = providerId;
  }
}

async function applied(house: Pick<CommandHouse, 'db' | 'providerId'>, file: string, text: string): Promise<Answer | Refusal> {
  const providerId = house.providerId ?? uuidv7(Date.now());
  const actor = operator(providerId);
  // Read before the transaction begins, which does not wait for long work.
  const name = house.providerId === null ? providerNameIn(text) : undefined;
  try {
    return await runCommand({
      db: house.db,
      time: databaseTime,
      scope: { providerId, customerId: null },
      actorKey: `operator:${actor.name}`,
      path: 'pledge plan apply',
      envelope: { commandId: crypto.randomUUID() },
      body: { text },
      work: async (run) => {
        // The first plan founds the provider that it names, in the same transaction: a plan that is refused leaves nobody behind.
        const found = name === undefined ? providerId : await foundProvider(run.tx, { providerId, name, now: run.now });
        if (found !== providerId) throw new FoundMeanwhile(found);
        return applyPlan(run, { actor, text, fileName: file });
      },
    });
  } catch (error) {
    if (!(error instanceof FoundMeanwhile)) throw error;
    return applied({ db: house.db, providerId: error.providerId }, file, text);
  }
}

/** A plan that does not say it is refused by its checks. */
function providerNameIn(text: string): { zh: string; en: string } | undefined {
  const reading = readPlan(text, 'plan');
  return 'plan' in reading ? reading.plan.organisation?.provider : undefined;
}

function diagnosticsOf(answer: Answer | Refusal): readonly PlanDiagnostic[] {
  const told = isRefusal(answer) ? answer.details?.['diagnostics'] : (answer.body as { warnings?: unknown }).warnings;
  return (told ?? []) as readonly PlanDiagnostic[];
}
