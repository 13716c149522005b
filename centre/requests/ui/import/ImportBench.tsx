import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, type ReactNode } from 'react';
import { post } from '#platform/client/client.ts';
import { problemOf, ProblemError } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraft } from '#platform/ui/draft.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { HistoryImportDetail, ImportChoices, MapDiagnostic, SampleAnswer } from '../../import-job/history-import.schema.ts';
import { ImportRun } from './ImportRun.tsx';
import { Columns, MapSheet } from './MapSheet.tsx';
import { choicesQuery, importQuery, sampleOfQuery } from './import.queries.ts';
import { importTexts } from './import.texts.ts';
import { pointedMap, type PointingChoices } from './pointed.rules.ts';
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
  if (!job.data || !choices.data || !sample.data)
    return failed ? (
      <Trouble
        problem={problemOf(failed)}
        onRetry={() => void Promise.all([job.refetch(), choices.refetch(), sample.refetch()])}
      />
    ) : (
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
  // What was pointed at is kept on the device; without, what the last dry run was made with, or what the names suggest.
  const [draft, write] = useDraft(`history-import:${job.id}`);
  const text = draft === '' ? (job.map ?? first.suggested) : draft;
  const map = pointedMap(text);
  const read = { encoding: map?.encoding || undefined, delimiter: map?.delimiter || undefined };
  const asRead = useQuery({ ...sampleOfQuery(job.id, read), enabled: map !== null });
  const columns = (asRead.data ?? first).columns;
  const { found, failed, again } = useChecked(job.id, text);
  const errors = found?.filter(({ severity }) => severity === 'error') ?? [];
  // What the columns mean comes first until it is settled, then how far it is, and how it ended: whoever began it is taken there.
  const title = useRef<HTMLHeadingElement>(null);
  const isOnItsWay = ['waiting', 'running', 'done', 'cancelled', 'failed'].includes(job.state);
  const run = (
    <ImportRun
      job={job}
      text={text}
      isSound={found !== null && errors.length === 0}
      list={list}
      readsRequests={choices.readsRequests}
      onBegun={() => title.current?.focus()}
    />
  );
  return (
    <section className="page import-page" aria-label={job.file.name}>
      <h1 ref={title} tabIndex={-1} className="title-page">
        {job.file.name}
      </h1>
      {isOnItsWay && run}
      <Columns columns={columns} rows={first.rows} />
      <MapSheet
        name={job.file.name}
        text={text}
        suggested={first.suggested}
        columns={columns}
        choices={pointingOf(choices, map?.project ?? '')}
        found={found}
        trouble={failed === null ? null : <Trouble problem={problemOf(failed)} onRetry={again} />}
        onChange={write}
      />
      {!isOnItsWay && run}
    </section>
  );
}

/** What is wrong with the text as it stands; null while it is not known. `failed` where it was not taken to be checked at all. */
function useChecked(
  id: string,
  text: string,
): { readonly found: readonly MapDiagnostic[] | null; readonly failed: Error | null; readonly again: () => void } {
  const asked = useDeferredValue(text);
  const { data, error, refetch } = useQuery({
    // Of the log and this text, whatever becomes of the import: a key that named it would be asked again at each slice.
    queryKey: ['import-check', `${id} ${asked}`],
    queryFn: async () => {
      const answer = await post<{ diagnostics: MapDiagnostic[] }>(`/api/history-imports/${id}/check`, { map: asked });
      if (!answer.ok) throw new ProblemError(answer.problem);
      return answer.value.diagnostics;
    },
    staleTime: 60_000,
  });
  const isOfText = asked === text;
  return { found: isOfText ? (data ?? null) : null, failed: isOfText ? error : null, again: () => void refetch() };
}

/** What may be pointed at by the plan of the project that a map names; of the first project where it names none. */
function pointingOf({ projects, events, fields }: ImportChoices, code: string): PointingChoices {
  const project = projects.find((one) => one.code === code) ?? projects[0];
  return { projects, kinds: project?.kinds ?? [], events, fields };
}
