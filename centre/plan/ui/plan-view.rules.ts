/** Ways of looking at a plan: its text, the document, and what a draft changes and still needs. */
export const PLAN_VIEWS = ['text', 'document', 'review'] as const;
export type PlanView = (typeof PLAN_VIEWS)[number];

export function planViewOf(asked: unknown): PlanView | undefined {
  return PLAN_VIEWS.find((view) => view === asked);
}
