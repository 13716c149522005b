import type { NeededField } from '../requests.schema.ts';
import { inputToSend, isGiven, type StepInput } from './step-input.rules.ts';

/** What is sent: files by their ids, a signature only if it was drawn or has words, everything else as the step's form sends it. */
export function plainToSend(needs: readonly NeededField[], input: StepInput): StepInput {
  const sent = Object.entries(inputToSend(needs, input)).flatMap(([name, value]): [string, unknown][] => {
    const type = needs.find((field) => field.name === name)?.type;
    if (type === 'files') return Array.isArray(value) ? [[name, value.map((file: { id: string }) => file.id)]] : [];
    if (type === 'signature') return isSignature(value) ? [[name, value]] : [];
    return [[name, value]];
  });
  return Object.fromEntries(sent);
}

function isSignature(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && isGiven(value.name);
}

/** Which needed fields are empty; a signature without strokes is. Told before anything is sent, in the order of the form. */
export function missingIn(needs: readonly NeededField[], input: StepInput): readonly string[] {
  return needs.filter((field) => field.required && !isFilled(field, input[field.name])).map((field) => field.name);
}

function isFilled(field: NeededField, value: unknown): boolean {
  if (field.type !== 'signature') return isGiven(value);
  return isSignature(value) && typeof value === 'object' && value !== null && 'strokes' in value && isGiven(value.strokes);
}
