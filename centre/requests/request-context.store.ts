import type { Transaction } from 'kysely';
import type { ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Instant } from '#platform/time/instant.ts';
import { Temporal } from 'temporal-polyfill';
import { entitlementTexts } from './entitlements.texts.ts';
import type { RequestDetail } from './requests.schema.ts';

/** The contract's phases as dates, the present one marked; a duration runs from the day of signing to the day before its end. */
export async function phasesOf(
  tx: Transaction<Tables>,
  about: { dossier: Dossier; now: Instant },
): Promise<RequestDetail['contract']> {
  const { request, surroundings } = about.dossier;
  if (request.projectId === null || surroundings.project === null) return null;
  const { plan } = surroundings;
  const rows = await tx
    .selectFrom('pledge.phase')
    .select(['phase', 'from_on', 'to_on'])
    .where('project_id', '=', request.projectId)
    .execute();
  const today = dateIn(plan.plan.timezone, about.now);
  let previousEnd: string | null = null;
  const phases = plan.phases.map((phase) => {
    const row = rows.find((known) => known.phase === phase.id);
    const fromOn: string | null =
      row?.from_on ??
      (phase.from.after === undefined || previousEnd === null
        ? null
        : Temporal.PlainDate.from(previousEnd).add({ days: 1 }).toString());
    const toOn: string | null =
      row?.to_on ??
      (phase.duration === undefined || fromOn === null
        ? null
        : Temporal.PlainDate.from(fromOn).add(Temporal.Duration.from(phase.duration)).subtract({ days: 1 }).toString());
    previousEnd = toOn;
    return {
      id: phase.id,
      label: { zh: phase.zh, en: phase.en },
      fromOn,
      toOn,
      current: fromOn !== null && fromOn <= today && (toOn === null || today <= toOn),
      free: phase.free === true,
    };
  });
  const current = phases.findLast((phase) => phase.current) ?? phases[0];
  return {
    number: surroundings.project.contractNumber ?? '',
    phase: current?.id ?? '',
    phaseLabel: current?.label ?? { zh: '', en: '' },
    freeUntilOn: phases.findLast((phase) => phase.free && phase.toOn !== null)?.toOn ?? null,
    phases: phases.map(({ free: _free, ...phase }) => ({ ...phase, current: phase.id === current?.id })),
  };
}

/** What the customer is entitled to during the work, each with the commitments behind it. */
export function entitlementsOf(plan: ServicePlan): RequestDetail['entitlements'] {
  const { warranty, spares } = plan.entitlements;
  const gate = (guard: string): string[] => {
    const behind = plan.gates[guard];
    return Array.isArray(behind) ? behind : [];
  };
  const rows: { holds: boolean; label: { zh: string; en: string }; commitments: string[] }[] = [
    {
      holds: warranty?.freeReplacement !== undefined,
      label: entitlementTexts.freeReplacement,
      commitments: gate('freeReplacement'),
    },
    { holds: spares?.standbyUnits === true, label: entitlementTexts.standbyUnits, commitments: gate('loansSettled') },
    { holds: plan.entitlements.unlistedFees === 'free', label: entitlementTexts.unlistedFees, commitments: gate('listedFee') },
  ];
  return rows.filter((row) => row.holds).map(({ label, commitments }) => ({ label, commitments }));
}
