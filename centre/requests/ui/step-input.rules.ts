import type { NeededField } from '../requests.schema.ts';

/** What a person has put into a step's form so far, by field name. */
export type StepInput = Readonly<Record<string, unknown>>;

/** When it happened and why it is entered late: what every command may carry beside its own fields. */
const ofEveryCommand = ['occurredAt', 'lateReason'];

/** Begins with what the server knows already. */
export function initialInput(needs: readonly NeededField[]): StepInput {
  return Object.fromEntries(
    needs.flatMap(({ name, initial }) => (initial === undefined || initial === null ? [] : [[name, initial]])),
  );
}

/** What of a form half filled in is kept on the device: neither strokes, which nobody wants to find drawn by themselves, nor files. */
export function inputToKeep(input: StepInput): StepInput {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]): [string, unknown][] => {
      if (typeof value === 'object' && value !== null && 'strokes' in value) return [[name, { ...value, strokes: undefined }]];
      return Array.isArray(value) && value.some((one) => one instanceof File) ? [] : [[name, value]];
    }),
  );
}

/** Whether a value says anything; `false` of a box that must be ticked does not. */
export function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return true;
}

/** What is sent: only what was given; a list of steps as its non-empty lines. A box left empty that began ticked is sent as `false`. */
export function inputToSend(needs: readonly NeededField[], input: StepInput): Readonly<Record<string, unknown>> {
  const sent: Record<string, unknown> = {};
  for (const field of needs) {
    const value = input[field.name];
    if (field.type === 'boolean') {
      if (typeof value === 'boolean') sent[field.name] = value;
    } else if (isGiven(value)) {
      sent[field.name] = typeof value === 'string' ? value.trim() : value;
    }
  }
  for (const name of ofEveryCommand) if (isGiven(input[name])) sent[name] = input[name];
  return sent;
}

/** The lines of a text as a list: handling steps are written one per line. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
