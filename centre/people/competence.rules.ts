import type { Certificate, Skill } from './people.tables.ts';

/** What the plan asks of whoever is sent: `organisation.competence`, as data. */
export interface CompetenceDemand {
  /** Years by name, each at least. */
  readonly minimums: Readonly<Record<string, number>>;
  /** Qualities somebody vouches for. */
  readonly attested: readonly string[];
  /** Products of the assets at hand, where the plan asks for skills by product. */
  readonly products?: readonly string[];
}

export interface CompetenceSheet {
  readonly years: Readonly<Record<string, number>>;
  readonly skills: readonly Skill[];
  readonly attested: readonly string[];
  readonly certificates: readonly Certificate[];
  readonly implementedProjectIds: readonly string[];
}

export type CompetenceGap =
  | { readonly kind: 'noSheet' }
  | { readonly kind: 'years'; readonly name: string; readonly has: number; readonly needs: number }
  | { readonly kind: 'attested'; readonly name: string }
  | { readonly kind: 'skill'; readonly product: string };

export type Competence = { readonly ok: true } | { readonly ok: false; readonly missing: readonly CompetenceGap[] };

/** Whether the sheet fulfils what the plan asks; a figure that the sheet does not state counts as none. Exactly the minimum is enough. */
export function isCompetent(sheet: CompetenceSheet | null, demand: CompetenceDemand): Competence {
  if (sheet === null) return { ok: false, missing: [{ kind: 'noSheet' }] };
  const years = Object.entries(demand.minimums)
    .map(([name, needs]): CompetenceGap & { kind: 'years' } => ({ kind: 'years', name, has: sheet.years[name] ?? 0, needs }))
    .filter(({ has, needs }) => !(has >= needs));
  const attested = demand.attested
    .filter((name) => !sheet.attested.includes(name))
    .map((name): CompetenceGap => ({ kind: 'attested', name }));
  const skilled = new Set(sheet.skills.map(({ product }) => product));
  const skills = (demand.products ?? [])
    .filter((product) => !skilled.has(product))
    .map((product): CompetenceGap => ({ kind: 'skill', product }));
  const missing = [...years, ...attested, ...skills];
  return missing.length === 0 ? { ok: true } : { ok: false, missing };
}

/** The gap as one word, for facts and lists: the name of the figure, the quality or the product. */
export function gapName(gap: CompetenceGap): string {
  switch (gap.kind) {
    case 'noSheet':
      return 'competenceSheet';
    case 'years':
    case 'attested':
      return gap.name;
    case 'skill':
      return gap.product;
  }
}
