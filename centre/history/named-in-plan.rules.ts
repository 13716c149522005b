/** What a map names and only a plan can tell: kinds and severities. */
import { error, type PlanCode, type PlanFinding, type PlanPath } from '#centre/plan/plan-diagnostic.schema.ts';
import { severitiesOfKind } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { listed, nearest } from '#platform/text/nearest.rules.ts';
import type { LogMap } from './map.schema.ts';

/** Kinds and severities of a map that a plan does not have, each at its place. `kinds`: those of the plan that may be meant here. */
export function checkNamesInPlan(map: LogMap, plan: ServicePlan, kinds: readonly string[]): PlanFinding[] {
  const known = knownKinds(map, kinds);
  const severities = [...new Set(known.flatMap((kind) => severitiesOfKind(plan, kind)))];
  return [
    ...kindsOf(map).flatMap(({ path, kind }) => unknownName('unknownKind', path, { written: kind, known: kinds })),
    // Of kinds that the plan does not have nobody can say which severities they may have.
    ...Object.entries(known.length === 0 ? {} : (map.severity?.values ?? {})).flatMap(([value, severity]) =>
      unknownName('unknownSeverity', ['severity', 'values', value], { written: severity, known: severities }),
    ),
  ];
}

/** The kinds that a map names, those alone that there are. */
export function knownKinds(map: LogMap, kinds: readonly string[]): string[] {
  return kindsOf(map)
    .map(({ kind }) => kind)
    .filter((kind) => kinds.includes(kind));
}

function kindsOf({ kind }: LogMap): { path: PlanPath; kind: string }[] {
  if (typeof kind === 'string') return [{ path: ['kind'], kind }];
  return Object.entries(kind.values).map(([value, meant]) => ({ path: ['kind', 'values', value], kind: meant }));
}

/** A name of a map that is none of those known, with the nearest of them. */
export function unknownName(
  code: PlanCode,
  path: PlanPath,
  about: { written: string; known: readonly string[]; kind?: string },
): PlanFinding[] {
  const { written, known, kind } = about;
  if (known.includes(written)) return [];
  const near = nearest(written, known);
  return [
    error(code, path, {
      details: {
        written,
        known: listed(known),
        ...(kind === undefined ? {} : { kind }),
        ...(near === undefined ? {} : { nearest: near }),
      },
    }),
  ];
}
