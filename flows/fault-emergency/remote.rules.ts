import { clocksOfSubject } from '#centre/commitments/subject-clocks.rules.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { TimedStep } from '#flows/dossier/flow-module.ts';
import { messageWordsOf } from '#flows/dossier/tell-customer.ts';
import type { Instant } from '#platform/time/instant.ts';

const STARTS = 'remoteDiagnosisStarted';
const ENDS = 'remoteDiagnosisEnded';

/** States in which a remote attempt may still be given up by itself: nobody has classified the fault yet. */
const attempting = ['verified', 'diagnosing'];

/** Until when a remote attempt that begins at `at` may go on: the plan's clock between its two names. Undefined where the plan has none. */
export function remoteLimitFrom({ request, surroundings }: Dossier, at: Instant): Instant | undefined {
  const { plan, rules } = surroundings;
  const begun = { type: STARTS, at, recordedAt: at, seq: 1, fields: { kind: request.kind, severity: request.severity } };
  const ending = clocksOfSubject(rules, 'serviceRequest', [begun], at).filter(({ planClock }) =>
    plan.clocks[planClock]?.stop.includes(ENDS),
  );
  return ending.flatMap(({ answer }) => (answer.dueAt === null ? [] : [answer.dueAt]))[0];
}

/** A remote attempt goes on: begun, and not ended since. */
export function isRemote({ request }: Pick<Dossier, 'request'>): boolean {
  const { remoteStartedAt, remoteEndedAt } = request.details;
  return remoteStartedAt !== undefined && (remoteEndedAt === undefined || remoteEndedAt < remoteStartedAt);
}

/** At its limit an attempt that has solved nothing is over, and somebody has to go. */
export function timedByRemote(dossier: Dossier): readonly TimedStep[] {
  const { request } = dossier;
  const { remoteStartedAt } = request.details;
  if (remoteStartedAt === undefined || !isRemote(dossier) || !attempting.includes(request.state)) return [];
  const at = remoteLimitFrom(dossier, remoteStartedAt);
  if (at === undefined) return [];
  return [
    {
      subjectKind: 'serviceRequest',
      subjectId: request.id,
      event: 'notRemote',
      at,
      happens: 'atDue',
      input: { reason: messageWordsOf(dossier).remoteLimit },
    },
  ];
}
