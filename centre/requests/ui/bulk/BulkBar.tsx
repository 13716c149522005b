import type { RefObject } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { problemOf } from '#platform/client/query.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { OfferedAction } from '../../bulk/bulk.schema.ts';
import { countsOf, type Batch } from './batch.rules.ts';
import { bulkTexts } from './bulk.texts.ts';
import './bulk.css';

interface BulkBarProps {
  readonly count: number;
  /** Undefined while it is asked. */
  readonly offered: readonly OfferedAction[] | undefined;
  /** Why it could not be asked. */
  readonly failed: Error | null;
  readonly onAsk: () => void;
  readonly onChoose: (action: OfferedAction) => void;
  readonly onClear: () => void;
  /** The first action, for whoever comes by keys. */
  readonly first: RefObject<HTMLButtonElement | null>;
}

/** What may be done to the rows that are selected, below the list. */
export function BulkBar({ count, offered, failed, onAsk, onChoose, onClear, first }: BulkBarProps) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  return (
    <section className="bulk-bar" aria-label={texts.bar}>
      <b>{texts.selected(count)}</b>
      {failed !== null ? (
        <Trouble problem={problemOf(failed)} onRetry={onAsk} />
      ) : offered === undefined ? (
        <span className="small muted">{texts.asking}</span>
      ) : offered.length === 0 ? (
        <span className="small supporting">{texts.nothing}</span>
      ) : (
        offered.map((one, place) => (
          <button
            key={one.action}
            type="button"
            className="button compact"
            ref={place === 0 ? first : undefined}
            onClick={() => onChoose(one)}
          >
            {say(one.label)}
            {one.count < count && <span className="muted">{texts.some(one.count, count)}</span>}
          </button>
        ))
      )}
      <button type="button" className="button quiet compact end" onClick={onClear}>
        {texts.clear}
        <kbd aria-hidden="true">Esc</kbd>
      </button>
    </section>
  );
}

interface BatchBarProps {
  readonly batch: Batch;
  readonly running: boolean;
  /** So many rows are selected for the next. */
  readonly waiting: number;
  readonly onOpen: () => void;
  readonly onUndo: (() => void) | undefined;
  readonly onGoOn: () => void;
  readonly onForget: () => void;
}

/** A batch that is under way, one that ended, with its one undo, or one that was cut off and can go on. */
export function BatchBar({ batch, running, waiting, onOpen, onUndo, onGoOn, onForget }: BatchBarProps) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const { done, refused, pending } = countsOf(batch);
  const all = batch.rows.length;
  return (
    <section className="bulk-bar" aria-label={texts.bar}>
      {pending === 0 && refused === 0 && <Icon name="check" />}
      <b role="status">
        {running
          ? `${say(batch.label)} · ${texts.running(all - pending, all)}`
          : pending > 0
            ? texts.unfinished(say(batch.label), pending)
            : texts.ended(say(batch.label), done, refused)}
      </b>
      {waiting > 0 && (
        <span className="small supporting" role="status">
          {texts.waiting(waiting)}
        </span>
      )}
      {running ? null : pending > 0 ? (
        <button type="button" className="button compact primary" onClick={onGoOn}>
          {texts.goOn}
        </button>
      ) : (
        onUndo !== undefined && (
          <button type="button" className="button compact" onClick={onUndo}>
            <Icon name="undo" />
            {texts.undo}
          </button>
        )
      )}
      <button type="button" className="button quiet compact" onClick={onOpen}>
        {texts.results}
      </button>
      {!running && (
        <button
          type="button"
          className="button quiet compact end"
          title={pending > 0 ? texts.dropNote : undefined}
          onClick={onForget}
        >
          {pending > 0 ? texts.drop : texts.dismiss}
        </button>
      )}
    </section>
  );
}
