/** The two plans of the project as texts, and texts with something changed in them. */
import { readFileSync } from 'node:fs';
import { readPlan } from './read-plan.ts';
import type { ServicePlan } from './plan.schema.ts';

export const samplePlanText = plansText('sample-plan.yaml');
export const secondPlanText = plansText('second-plan.yaml');

/** Replaces the first place of a snippet; the snippet must be there. */
export function changed(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the plan does not say: ${from}`);
    return before.replace(from, () => to);
  }, text);
}

/** The plan of a text that is known to be without error. */
export function planOf(text: string): ServicePlan {
  const reading = readPlan(text, 'plan.yaml');
  if ('plan' in reading) return reading.plan;
  throw new Error(reading.diagnostics.map(({ line, code, message }) => `${line} ${code} ${message.en}`).join('\n'));
}

function plansText(name: string): string {
  return readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8');
}
