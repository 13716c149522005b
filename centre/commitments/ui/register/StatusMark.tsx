import type { FulfilmentStatus } from '../../register/vocabulary.ts';
import { ClockShape } from '../ClockShape.tsx';
import { markOf } from './register-words.rules.ts';

/** The shape of a status: that of a clock which stands so; a ring for what is not due. Hidden from readers, a word stands beside it. */
export function StatusMark({ status }: { status: FulfilmentStatus }) {
  const mark = markOf[status];
  if (mark === null)
    return (
      <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      </svg>
    );
  return (
    <span className={`tone ${mark}`}>
      <ClockShape mark={mark} />
    </span>
  );
}
