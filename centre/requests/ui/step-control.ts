import type { NeededField } from '../requests.schema.ts';

export interface StepFieldProps {
  readonly field: NeededField;
  readonly zone: string;
  readonly value: unknown;
  /** What is wrong with it, in words; null where nothing is. */
  readonly wrong: string | null;
  readonly onChange: (value: unknown) => void;
}

/** A control of a field: `id` links it with its label, `describedBy` with what is wrong. */
export interface StepControlProps extends StepFieldProps {
  readonly id: string;
  readonly describedBy: string | undefined;
}

/** Up to this many answers stand open side by side; more are found in a list. */
const CARDS = 5;

export function asCards(field: NeededField): boolean {
  const count = field.options?.length ?? 0;
  return count > 0 && count <= CARDS;
}

/** How the library's controls are told that a field is wrong. */
export function wrongness({ wrong, describedBy }: StepControlProps): {
  status: 'error' | undefined;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
} {
  return {
    status: wrong === null ? undefined : 'error',
    'aria-invalid': wrong === null ? undefined : true,
    'aria-describedby': describedBy,
  };
}
