import { useEffect, useRef, type ComponentProps } from 'react';
import { formatInstant, parseInstant } from '#platform/time/instant.ts';
import { instantOfWallText, wallText } from './zoned.ts';

interface InstantInputProps extends Pick<
  ComponentProps<'input'>,
  'id' | 'className' | 'aria-label' | 'aria-describedby' | 'aria-invalid'
> {
  readonly zone: string;
  /** ISO 8601 with offset; anything else is no time yet. */
  readonly value: unknown;
  readonly onChange: (value: string | undefined) => void;
}

/** A time by the browser's own picker. It shows the wall clock of the calendar's zone, whatever zone the device is in. */
export function InstantInput({ zone, value, onChange, ...told }: InstantInputProps) {
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  const shown = at === undefined ? '' : wallText(at, zone).slice(0, 16);
  const field = useRef<HTMLInputElement>(null);
  // The field keeps what is half typed; only a time that came by another way is written into it.
  useEffect(() => show(field.current, shown), [shown]);
  return (
    <input
      {...told}
      ref={field}
      type="datetime-local"
      // A year of four digits: the fifth goes to the month.
      max="9999-12-31T23:59"
      defaultValue={shown}
      onChange={({ target }) => {
        const read = instantOfWallText(target.value, zone);
        if (read !== undefined) onChange(formatInstant(read));
        else if (target.value === '') onChange(undefined);
      }}
      // What was left half typed is none: what stands there is what is sent.
      onBlur={({ target }) => show(target, shown)}
    />
  );
}

function show(field: HTMLInputElement | null, text: string): void {
  if (field !== null && field.value !== text) field.value = text;
}
