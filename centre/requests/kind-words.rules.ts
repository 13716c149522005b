import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { kindNames } from './kinds.texts.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a plan calls a kind of request; the product's word where it says none, then the identifier. */
export function kindWords({ requestKinds }: Pick<ServicePlan, 'requestKinds'>, kind: string): Words {
  const [written, known] = [requestKinds[kind], kindNames.known[kind]];
  return { zh: written?.zh ?? known?.zh ?? kind, en: written?.en ?? known?.en ?? kind };
}

export function severityWords(
  { severities }: Pick<ServicePlan, 'severities'>,
  severity: string,
): { severity: string; name: Words } {
  const named = severities[severity];
  return { severity, name: { zh: named?.zh ?? severity, en: named?.en ?? severity } };
}
