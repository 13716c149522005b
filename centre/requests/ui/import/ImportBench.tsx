import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, type ReactNode } from 'react';
import { post } from '#platform/client/client.ts';
import { problemOf, ProblemError } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraft } from '#platform/ui/draft.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { HistoryImportDetail, ImportChoices, MapDiagnostic, SampleAnswer } from '../../import-job/history-import.schema.ts';
import { ImportRun } from './ImportRun.tsx';
import { MapPointing } from './MapPointing.tsx';
import { choicesQuery, importQuery, sampleOfQuery } from './import.queries.ts';
import { importTexts } from './import.texts.ts';
import { pointedMap } from './pointed.rules.ts';
import './import.css';

interface ImportBenchProps {
  readonly id: string;
  readonly list: (words: string) => ReactNode;
}

/** One log: its columns, what they mean, the dry run and the import. */
export function ImportBench({ id, list }: ImportBenchProps) {
  const texts = useTexts(importTexts);
  const job = useQuery(importQuery(id));
  const choices = useQuery(choicesQuery);
  const sample = useQuery(sampleOfQuery(id, {}));
  const failed = job.error ?? choices.error ?? sample.error;
  if (failed) return <Trouble problem={problemOf(failed)} onRetry={() => void job.refetch()} />;
  if (!job.data || !choices.data || !sample.data)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  return <Bench job={job.data} choices={choices.data} first={sample.data} list={list} />;
}

interface BenchProps {
  readonly job: HistoryImportDetail;
  readonly choices: ImportChoices;
  readonly first: SampleAnswer;
  readonly list: (words: string) => ReactNode;
}

function Bench({ job, choices, first, list }: BenchProps) {
  const texts = useTexts(importTexts);
  // What was pointed at is kept on the device; without, what the last dry run was made with, or what the names suggest.
  const [draft, write] = useDraft(`history-import:${job.id}`);
  const text = draft === '' ? (job.map ?? first.suggested) : draft;
  const map = pointedMap(text);
  const read = { encoding: map?.encoding || undefined, delimiter: map?.delimiter || undefined };
  const asRead = useQuery({ ...sampleOfQuery(job.id, read), enabled: map !== null });
  const columns = (asRead.data ?? first).columns;
  const checked = useChecked(job.id, text);
  const errors = checked?.filter(({ severity }) => severity === 'error') ?? [];
  // What the columns mean comes first until it is settled, then how far it is.
  const isOnItsWay = ['waiting', 'running', 'done'].includes(job.state);
  const run = (
    <ImportRun
      job={job}
      text={text}
      isSound={checked !== null && errors.length === 0}
      list={list}
      readsRequests={choices.readsRequests}
    />
  );
  return (
    <section className="page import-page" aria-label={job.file.name}>
      <h1 className="title-page">{job.file.name}</h1>
      {isOnItsWay && run}
      <Columns columns={columns} rows={first.rows} />
      <section className="sheet import-part" aria-label={texts.map}>
        <h2>{texts.map}</h2>
        {map === null ? (
          <p role="alert">{texts.pointingOff}</p>
        ) : (
          <MapPointing map={map} text={text} columns={columns} choices={choices} onChange={write} />
        )}
        <button type="button" className="act" onClick={() => write(first.suggested)}>
          {texts.again}
        </button>
        <MapText text={text} name={job.file.name} onChange={write} />
        <Diagnostics found={checked} />
      </section>
      {!isOnItsWay && run}
    </section>
  );
}

function Columns({ columns, rows }: { readonly columns: SampleAnswer['columns']; readonly rows: number }) {
  const texts = useTexts(importTexts);
  const SHOWN = 6;
  return (
    <section className="sheet import-part" aria-label={texts.columns}>
      <h2>{texts.columns}</h2>
      <p className="small muted">{texts.columnsOf(String(rows))}</p>
      <dl className="import-columns">
        {columns.map(({ name, values, more }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {values.slice(0, SHOWN).join(' · ')}
              {(more || values.length > SHOWN) && ' …'}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is wrong with the text as it stands; null while it is not known. */
function useChecked(id: string, text: string): readonly MapDiagnostic[] | null {
  const asked = useDeferredValue(text);
  const { data } = useQuery({
    queryKey: ['import-check', id, asked],
    queryFn: async () => {
      const answer = await post<{ diagnostics: MapDiagnostic[] }>(`/api/history-imports/${id}/check`, { map: asked });
      if (!answer.ok) throw new ProblemError(answer.problem);
      return answer.value.diagnostics;
    },
    staleTime: 60_000,
  });
  return asked === text ? (data ?? null) : null;
}

function Diagnostics({ found }: { readonly found: readonly MapDiagnostic[] | null }) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const errors = found?.filter(({ severity }) => severity === 'error').length ?? 0;
  const headline = found === null ? texts.checking : errors === 0 ? texts.sound : texts.wrong(errors);
  return (
    <div className="import-diagnostics">
      <p role="status">{headline}</p>
      <ul>
        {(found ?? []).map((one) => (
          <li key={`${one.path} ${one.code}`}>
            <span className="where">
              {texts.place(one.line, one.column)} <code>{one.path}</code>
            </span>
            <span>{say(one.message)}</span>
            <span className="muted">{say(one.remedy)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function MapText({
  text,
  name,
  onChange,
}: {
  readonly text: string;
  readonly name: string;
  readonly onChange: (text: string) => void;
}) {
  const texts = useTexts(importTexts);
  const stem = name.replace(/(\.csv)?(\.gz)?$/i, '');
  return (
    <details className="import-text">
      <summary>{texts.text}</summary>
      <p className="small muted">{texts.textAbout}</p>
      <textarea
        className="input"
        rows={16}
        spellCheck={false}
        aria-label={texts.text}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="import-acts">
        <a
          className="button compact"
          download={`${stem}-map.yaml`}
          href={`data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {texts.download}
        </a>
        <label className="button compact">
          {texts.uploadMap}
          <input
            className="unseen"
            type="file"
            accept=".yaml,.yml,.txt"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              void file?.text().then(onChange);
            }}
          />
        </label>
      </div>
    </details>
  );
}
