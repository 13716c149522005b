import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { ObjectiveStatus } from '../vocabulary.ts';
import { markOf } from './objective-words.rules.ts';

/** The shape of a status. Hidden from readers: a word stands beside it. */
export function ObjectiveMark({ status, isOver }: { status: ObjectiveStatus; isOver: boolean }) {
  const mark = markOf(status, isOver);
  if (mark === null) return <Icon name="circle" />;
  return (
    <span className={`tone ${mark}`}>
      <ClockShape mark={mark} />
    </span>
  );
}
