import type { StepOutcome } from '#centre/requests/ui/StepForm.tsx';
import type { Answer } from '#platform/client/client.ts';

/** The answer to a step as its form shows it. What is merely missing the form says itself, by the field's own label. */
export function outcomeOf(answer: Answer<unknown>): StepOutcome {
  if (answer.ok) return { done: true };
  const { detail, commitments, fields } = answer.problem;
  return {
    done: false,
    detail,
    commitments,
    fields: Object.fromEntries(fields.map((field) => [field.field, field.code === 'missing' ? '' : field.message])),
  };
}
