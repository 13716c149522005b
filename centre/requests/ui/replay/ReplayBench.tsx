import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { SampleAnswer } from '../../import-job/history-import.schema.ts';
import type { LogReplayDetail, ReplayChecked, ReplayChoices } from '../../replay-job/log-replay.schema.ts';
import { Columns, MapSheet } from '../import/MapSheet.tsx';
import { pointedMap } from '../import/pointed.rules.ts';
import { ForecastView } from './ForecastView.tsx';
import { LimitChanges } from './LimitChanges.tsx';
import { PlanChooser } from './PlanChooser.tsx';
import { ReplayRun } from './ReplayRun.tsx';
import { replayChoicesQuery, replayQuery, replaySampleQuery } from './replay.queries.ts';
import { replayTexts } from './replay.texts.ts';
import { useCheckedQuestion, useQuestion, type Question } from './useQuestion.ts';
import '../import/import.css';
import './replay.css';

/** One log: which plan, what its columns mean, the answer, and the answer again with a limit changed. */
export function ReplayBench({ id, draftId }: { readonly id: string; readonly draftId?: string | undefined }) {
  const texts = useTexts(replayTexts);
  const job = useQuery(replayQuery(id));
  const choices = useQuery(replayChoicesQuery);
  const sample = useQuery(replaySampleQuery(id, {}));
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
  return <Bench job={job.data} choices={choices.data} first={sample.data} draftId={draftId} />;
}

interface BenchProps {
  readonly job: LogReplayDetail;
  readonly choices: ReplayChoices;
  readonly first: SampleAnswer;
  readonly draftId: string | undefined;
}

function Bench({ job, choices, first, draftId }: BenchProps) {
  const texts = useTexts(replayTexts);
  const question = useQuestion(job, { choices, suggested: first.suggested, draftId });
  const map = pointedMap(question.map);
  const asRead = useQuery({
    ...replaySampleQuery(job.id, { encoding: map?.encoding || undefined, delimiter: map?.delimiter || undefined }),
    enabled: map !== null,
  });
  const columns = (asRead.data ?? first).columns;
  const { now, last, failed, again } = useCheckedQuestion(job.id, question.asked);
  const when = useWhen(job);
  return (
    <section className="page import-page replay-page" aria-label={job.file.name}>
      <h1 className="title-page">{job.file.name}</h1>
      <ReplayRun job={job} asked={question.asked} isSound={isSound(now)} />
      {job.answer !== null && last !== null && <Limits job={job} checked={last} question={question} />}
      {job.answer !== null && <ForecastView replay={job.answer} changes={job.answered?.changes ?? []} when={when} />}
      <Plans question={question} choices={choices} checked={last} />
      <Folded summary={texts.mapAndColumns} isOpen={job.answer === null}>
        <MapSheet
          name={job.file.name}
          text={question.map}
          suggested={first.suggested}
          columns={columns}
          choices={{ projects: null, kinds: last?.kinds ?? [], events: choices.events, fields: [] }}
          found={question.asked === null ? [] : (now?.map ?? null)}
          trouble={failed === null ? null : <Trouble problem={problemOf(failed)} onRetry={again} />}
          onChange={question.writeMap}
        />
        <Columns columns={columns} rows={first.rows} />
      </Folded>
      <BadRows job={job} texts={texts} />
    </section>
  );
}

/** What is settled once there is an answer stands behind a line; until then it is the page. */
function Folded({
  summary,
  isOpen,
  children,
}: {
  readonly summary: string;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}) {
  if (isOpen) return children;
  return (
    <details className="replay-folded">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/** Whether nothing keeps the question from being answered; false while that is not known. */
function isSound(checked: ReplayChecked | null): boolean {
  if (checked === null || checked.changes.length > 0) return false;
  return [...checked.map, ...checked.plan, ...checked.against].every(({ severity }) => severity !== 'error');
}

/** Instants of the log by the zone of the plan that judged it, the year with them where it is not that of the upload. */
function useWhen(job: LogReplayDetail): (iso: string) => string {
  const { language } = useLanguage();
  const zone = job.answer?.forecast.plan.timezone ?? 'UTC';
  const today = parseInstant(job.uploadedAt);
  return (iso) => {
    const at = parseInstant(iso);
    return at === undefined ? iso : moment(at, { zone, language, today });
  };
}

function Limits({
  job,
  checked,
  question,
}: {
  readonly job: LogReplayDetail;
  readonly checked: ReplayChecked;
  readonly question: Question;
}) {
  const texts = useTexts(replayTexts);
  const told = new Set(
    job.answer?.forecast.lines.flatMap(({ clocks, total }) =>
      total.clocks === 0 ? [] : clocks.filter(({ endless }) => !endless).map(({ clock }) => clock),
    ),
  );
  return (
    <section className="sheet import-part" aria-label={texts.limits}>
      <h2>{texts.limits}</h2>
      <p className="small muted">{texts.limitsAbout}</p>
      <LimitChanges
        clocks={checked.clocks.filter(({ clock }) => told.has(clock))}
        severities={checked.severities}
        changes={question.changes}
        wrong={checked.changes}
        onChange={question.changeLimits}
      />
    </section>
  );
}

interface PlansProps {
  readonly question: Question;
  readonly choices: ReplayChoices;
  readonly checked: ReplayChecked | null;
}

function Plans({ question, choices, checked }: PlansProps) {
  const texts = useTexts(replayTexts);
  return (
    <section className="sheet import-part" aria-label={texts.plan}>
      <h2>{texts.plan}</h2>
      <PlanChooser
        label={texts.stored}
        textLabel={texts.ownTextLabel}
        ownText={texts.ownText}
        choices={choices}
        chosen={question.plan}
        text={question.planText}
        wrong={checked?.plan ?? []}
        onChoose={question.choosePlan}
        onText={question.writePlan}
      />
      <PlanChooser
        label={texts.against}
        textLabel={texts.otherTextLabel}
        ownText={texts.otherText}
        none={texts.noAgainst}
        choices={choices}
        chosen={question.against}
        text={question.againstText}
        wrong={checked?.against ?? []}
        onChoose={question.chooseAgainst}
        onText={question.writeAgainst}
      />
    </section>
  );
}

function BadRows({ job, texts }: { readonly job: LogReplayDetail; readonly texts: typeof replayTexts.zh }) {
  const say = useSay();
  if (job.faults.length === 0) return null;
  return (
    <section className="sheet import-part" aria-label={texts.badRows}>
      <h2>{texts.badRows}</h2>
      <p className="small muted">{texts.badRowsShown(job.faults.length)}</p>
      <ul className="import-bad">
        {job.faults.map((fault) => (
          <li key={`${fault.line} ${fault.column ?? ''} ${fault.reason.en}`}>
            <span className="where">
              {texts.line} {fault.line}
              {fault.column !== null && ` · ${fault.column}`}
              {fault.externalId !== null && ` · ${fault.externalId}`}
            </span>
            <span>{say(fault.reason)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
