import { useId, type ReactNode } from 'react';

interface WrittenProps {
  readonly name: string;
  readonly label: ReactNode;
  /** What to write, below the label: a placeholder would go as soon as somebody writes. */
  readonly hint: string;
  readonly value: string;
  readonly rows?: number;
  readonly type?: 'text' | 'tel';
  readonly wrong?: string | null;
  readonly onChange: (value: string) => void;
}

/** A line or a few to write, with its label and what helps to write it. */
export function Written({ name, label, hint, value, rows, type = 'text', wrong = null, onChange }: WrittenProps) {
  const id = useId();
  const shared = {
    id,
    className: 'plain-input',
    value,
    'aria-describedby': `${id}-hint${wrong === null ? '' : ` ${id}-wrong`}`,
    'aria-invalid': wrong === null ? undefined : true,
  } as const;
  return (
    <div className="plain-field" data-field={name}>
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      <p className="note" id={`${id}-hint`}>
        {hint}
      </p>
      {wrong !== null && (
        <p className="wrong" role="alert" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
