import { useId, type ReactNode } from 'react';
import { CommitmentId } from '#centre/commitments/ui/CommitmentIds.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Worded } from '#platform/ui/Worded.tsx';
import './steps.css';

interface RefusalProps {
  /** The step that is refused, by its name. */
  readonly title: string;
  readonly commitments: readonly string[];
  /** What forbids it, then what opens it. */
  readonly reason: string;
  /** A refusal just received stands out; one that is known beforehand lies quietly beside the allowed steps. */
  readonly told?: boolean;
  readonly children?: ReactNode;
}

/** Breaks a reason into its sentences, each on its own line: what forbids, what opens. */
export function sentences(reason: string): readonly string[] {
  return reason
    .split(/(?<=[。！？])|(?<=[.!?]) /)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** A step that may not be done: in its place, with the commitment that refuses it and the way out. Reached by keys as well. */
export function Refusal({ title, commitments, reason, told = false, children }: RefusalProps) {
  const id = useId();
  return (
    <div className={told ? 'refusal told' : 'refusal'} role={told ? 'alert' : 'group'} aria-label={title}>
      <Icon name="lock" />
      <div className="title">
        {told ? (
          <span>{title}</span>
        ) : (
          <button type="button" aria-disabled="true" aria-describedby={id}>
            {title}
          </button>
        )}
        <span className="ids">
          {commitments.map((commitment) => (
            <CommitmentId key={commitment} id={commitment} />
          ))}
        </span>
      </div>
      <p id={id}>
        {sentences(reason).map((sentence) => (
          <span className="line" key={sentence}>
            <Worded text={sentence} />
            <br />
          </span>
        ))}
        {children}
      </p>
    </div>
  );
}
