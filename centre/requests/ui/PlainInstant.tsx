import { formatInstant, parseInstant } from '#platform/time/instant.ts';
import { instantOfWall, wallText } from '#platform/ui/zoned.ts';

export interface PlainInstantProps {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly zone: string;
  readonly value: unknown;
  readonly onChange: (value: string | undefined) => void;
}

/** A time by the browser's own picker. It shows the wall clock of the calendar's zone, whatever zone the device is in. */
export function PlainInstant({ value, onChange, id, describedBy, zone }: PlainInstantProps) {
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  return (
    <input
      id={id}
      className="plain-input"
      type="datetime-local"
      aria-describedby={describedBy}
      value={at === undefined ? '' : wallText(at, zone).slice(0, 16)}
      onChange={(event) => onChange(instantText(event.target.value, zone))}
    />
  );
}

function instantText(text: string, zone: string): string | undefined {
  const read = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(text);
  if (!read) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = read.slice(1).map(Number);
  return formatInstant(instantOfWall({ year, month, day, hour, minute }, zone));
}
