/** Ways of looking at a plan: its text, and what a draft changes and still needs. */
export const PLAN_VIEWS = ['text', 'review'] as const;
export type PlanView = (typeof PLAN_VIEWS)[number];

export function planViewOf(asked: unknown): PlanView {
  return PLAN_VIEWS.find((view) => view === asked) ?? 'text';
}
