import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { OfferedButton } from '#platform/ui/palette/OfferedButton.tsx';
import { AT_WORK, type HistoryImportDetail } from '../../import-job/history-import.schema.ts';
import { importTexts } from './import.texts.ts';

interface ImportRunProps {
  readonly job: HistoryImportDetail;
  /** The map as it stands now, and whether nothing in it is wrong. */
  readonly text: string;
  readonly isSound: boolean;
  readonly list: (words: string) => ReactNode;
  /** Whether the list shows anything to whoever looks. */
  readonly readsRequests: boolean;
  /** The import has begun. */
  readonly onBegun: () => void;
}

/** Dry run, import, cancel; how far it is, what became of it, and the rows that were left out. */
export function ImportRun({ job, text, isSound, list, readsRequests, onBegun }: ImportRunProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const { language } = useLanguage();
  const figure = (count: number): string => count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
  const { act, trouble, isBusy } = useImportCommand(job.id);
  const { look, count, state } = job;
  const isChanged = job.map !== null && job.map !== text;
  const atWork = AT_WORK.includes(state);
  const mayStart = (state === 'checked' || state === 'cancelled') && look !== null && look.requests > 0 && !isChanged;
  return (
    <section className="sheet import-part" aria-label={texts.dryRun}>
      <h2>{texts.states[state]}</h2>
      {state !== 'done' && <p className="small muted">{texts.dryRunAbout}</p>}
      <div className="import-acts">
        {!atWork && (
          <OfferedButton
            offer="import.look"
            label={texts.dryRun}
            className={mayStart || state === 'done' ? 'button' : 'button primary'}
            disabled={!isSound || isBusy}
            onClick={() => void act('look', { map: text })}
          />
        )}
        {mayStart && (
          <OfferedButton
            offer="import.start"
            label={state === 'cancelled' ? texts.goOn : texts.start(figure(look.requests))}
            className="button primary"
            disabled={isBusy}
            onClick={() => void act('start').then((begun) => begun && onBegun())}
          />
        )}
        {atWork && (
          <>
            <OfferedButton
              offer="import.cancel"
              label={texts.cancel}
              className="button"
              disabled={isBusy}
              onClick={() => void act('cancel')}
            />
            {state !== 'checking' && <span className="small muted">{texts.cancelNote}</span>}
          </>
        )}
      </div>
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
      {(state === 'waiting' || state === 'running') && look !== null && (
        <div className="import-progress">
          <progress max={look.requests} value={count.done} aria-label={texts.states[state]} />
          <span>{texts.progress(figure(count.done), figure(look.requests))}</span>
        </div>
      )}
      <div role="status">
        {state === 'checked' && look !== null && <p>{texts.dryResult(figure(look.requests), figure(look.rows))}</p>}
        {state === 'done' && <p>{texts.done(figure(count.imported), figure(count.hereAlready))}</p>}
        {state === 'cancelled' && <p>{texts.stopped(figure(count.imported))}</p>}
        {state === 'failed' && job.why !== null && <p className="wrong">{say(job.why)}</p>}
      </div>
      {isChanged && !atWork && state !== 'done' && <p className="small muted">{texts.changed}</p>}
      {look !== null && look.faultyRows > 0 && <p>{texts.leftOut(figure(look.faultyRows), figure(look.leftOut))}</p>}
      {count.refused > 0 && <p>{texts.refused(figure(count.refused))}</p>}
      {count.open > 0 && <p>{texts.open(figure(count.open))}</p>}
      {count.imported + count.hereAlready > 0 && <p>{readsRequests ? list(texts.toList) : texts.notYours}</p>}
      {job.faults.length > 0 && <BadRows job={job} />}
    </section>
  );
}

function BadRows({ job }: { readonly job: HistoryImportDetail }) {
  const texts = useTexts(importTexts);
  const say = useSay();
  return (
    <section aria-label={texts.badRows}>
      <h3>{texts.badRows}</h3>
      <div className="import-acts">
        <a className="button compact" href={`/api/history-imports/${job.id}/bad-rows`} download>
          <Icon name="download" small />
          {texts.downloadBad}
        </a>
        {job.faults.length < (job.look?.faultyRows ?? 0) + job.count.refused && (
          <span className="small muted">{texts.badRowsShown(job.faults.length)}</span>
        )}
      </div>
      <ul className="import-bad">
        {job.faults.map((fault) => (
          <li key={`${fault.line} ${fault.column ?? ''} ${fault.reason.en}`}>
            <span className="where">
              {texts.line} {fault.line}
              {fault.column !== null && ` · ${fault.column}`}
              {fault.externalId !== null && ` · ${fault.externalId}`}
            </span>
            <span>{say(fault.reason)}</span>
            <span className="cells muted small">{fault.cells.join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useImportCommand(id: string) {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (action: 'look' | 'start' | 'cancel', body: Readonly<Record<string, unknown>> = {}) => {
    setBusy(true);
    const answer = await command(`/api/history-imports/${id}/${action}`, body);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(id) });
    setBusy(false);
    return answer.ok;
  };
  return { act, trouble, isBusy };
}
