import { useEffect, useRef } from 'react';
import type { FieldValue, FormDefinition } from '#platform/form/definition.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { valueText } from '#platform/print/entry-text.rules.ts';
import { spoken } from './paper.schema.ts';
import { recordDraftTexts } from './record-draft.texts.ts';
import type { DraftCell } from './record-draft.rules.ts';
import type { RecordWriting } from './useRecordDraft.ts';
import './record-draft.css';

/** Says that a draft waits on this device, and lets it go. */
export function DraftWaits({ writing }: { writing: RecordWriting }) {
  const texts = useTexts(recordDraftTexts);
  if (writing.cells.length === 0) return null;
  return (
    <span className="draft-waits small muted">
      <span role="status">{texts.unsaved(writing.cells.length)}</span>
      <button type="button" className="button quiet compact" disabled={writing.saving} onClick={writing.discard}>
        {texts.discard}
      </button>
    </span>
  );
}

interface DraftConflictsProps {
  readonly writing: RecordWriting;
  readonly definition: FormDefinition;
  readonly zone: string;
}

/** Cells that changed under the writer's hand: what stands there and what was written, side by side, and whose word stands. */
export function DraftConflicts(props: DraftConflictsProps) {
  const texts = useTexts(recordDraftTexts);
  const { cells, heldUp } = props.writing;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (heldUp > 0) frame.current?.focus();
  }, [heldUp]);
  return (
    <div ref={frame} tabIndex={-1} className="draft-asks">
      <Conflicts {...props} said={texts.changed} cells={cells.filter(({ standing }) => standing === 'changed')} />
      <Conflicts {...props} said={texts.closed} cells={cells.filter(({ standing }) => standing === 'closed')} />
    </div>
  );
}

type ConflictsProps = DraftConflictsProps & { readonly said: string; readonly cells: readonly DraftCell[] };

function Conflicts({ writing, definition, zone, said, cells }: ConflictsProps) {
  const texts = useTexts(recordDraftTexts);
  const say = useSay();
  if (cells.length === 0) return null;
  const inWords = (field: string, value: FieldValue): string => {
    const spec = definition.fields[field];
    return (spec === undefined ? '' : valueText(spec, value, zone)) || texts.empty;
  };
  const named = (field: string): string => spoken(say(definition.fields[field]?.label ?? { zh: field, en: field }));
  return (
    <section className="draft-conflicts sheet" role="alert">
      <p>{said}</p>
      {cells.map(({ field, theirs, written, standing }) => (
        <div key={field} className="draft-conflict" role="group" aria-label={named(field)}>
          <b>{named(field)}</b>
          <dl>
            <dt>{texts.theirs}</dt>
            <dd>{inWords(field, theirs)}</dd>
            <dt>{texts.mine}</dt>
            <dd>{inWords(field, written)}</dd>
          </dl>
          <div className="actions">
            {standing === 'changed' && (
              <button type="button" className="button compact" onClick={() => writing.keepMine(field)}>
                {texts.keepMine}
              </button>
            )}
            <button type="button" className="button compact" onClick={() => writing.takeTheirs(field)}>
              {standing === 'changed' ? texts.takeTheirs : texts.drop}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}
