import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { OfferedButton } from '#platform/ui/palette/OfferedButton.tsx';
import { REPLAYING, type LogReplayDetail, type ReplayQuestion } from '../../replay-job/log-replay.schema.ts';
import { useFigures } from './ForecastFigures.tsx';
import { replayTexts } from './replay.texts.ts';

interface ReplayRunProps {
  readonly job: LogReplayDetail;
  readonly asked: ReplayQuestion | null;
  /** Whether nothing in the question is wrong. */
  readonly isSound: boolean;
}

/** Replay, cancel, and how far it is. */
export function ReplayRun({ job, asked, isSound }: ReplayRunProps) {
  const texts = useTexts(replayTexts);
  const { act, trouble, isBusy } = useReplayCommand(job.id);
  const atWork = REPLAYING.includes(job.state);
  const isChanged = job.answered !== null && asked !== null && !isSameQuestion(job.answered, asked);
  return (
    <section className="sheet import-part replay-run" aria-label={texts.run}>
      <h2>{texts.states[job.state]}</h2>
      <div className="import-acts">
        {atWork ? (
          <OfferedButton
            offer="replay.cancel"
            label={texts.cancel}
            className="button"
            disabled={isBusy}
            onClick={() => void act('cancel')}
          />
        ) : (
          <OfferedButton
            offer="replay.start"
            label={job.answer === null ? texts.run : texts.runAgain}
            className="button primary"
            disabled={!isSound || isBusy || asked === null}
            onClick={() => void act('start', { ...asked })}
          />
        )}
      </div>
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
      {atWork ? <Progress job={job} /> : <Standing job={job} isChanged={isChanged} />}
    </section>
  );
}

/** How far it is; before the log is read to its end nobody knows of how many. */
function Progress({ job: { state, done, requests } }: Pick<ReplayRunProps, 'job'>) {
  const texts = useTexts(replayTexts);
  const { number } = useFigures();
  if (requests === null) return <span className="small muted">{texts.reading}</span>;
  return (
    <div className="import-progress">
      <progress max={requests} value={done} aria-label={texts.states[state]} />
      <span>{texts.progress(number(done), number(requests))}</span>
    </div>
  );
}

/** What became of the last question, and whether another is written below. */
function Standing({ job, isChanged }: Pick<ReplayRunProps, 'job'> & { readonly isChanged: boolean }) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const hasAnswer = job.answer !== null;
  return (
    <div role="status">
      {job.state === 'cancelled' && hasAnswer && <p>{texts.stopped}</p>}
      {job.state === 'failed' && job.why !== null && <p className="wrong">{say(job.why)}</p>}
      {isChanged && hasAnswer && <p className="small">{texts.changedSince}</p>}
    </div>
  );
}

/** Whether two questions ask the same, whatever the order in which they are written. */
function isSameQuestion(one: ReplayQuestion, other: ReplayQuestion): boolean {
  const said = (choice: ReplayQuestion['against']): string => {
    if (choice === null) return '';
    if ('planId' in choice) return choice.planId;
    return 'draftId' in choice ? `${choice.draftId} ${choice.version}` : choice.text;
  };
  const written = ({ map, plan, against, changes }: ReplayQuestion): string =>
    JSON.stringify([
      map,
      said(plan),
      said(against),
      changes.map(({ clock, severity, limit }) => `${clock} ${severity ?? ''} ${limit}`).toSorted(),
    ]);
  return written(one) === written(other);
}

function useReplayCommand(id: string) {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (action: 'start' | 'cancel', body: Readonly<Record<string, unknown>> = {}) => {
    setBusy(true);
    const answer = await command(`/api/log-replays/${id}/${action}`, body);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    await client.invalidateQueries({ queryKey: ['log-replay', id] });
    setBusy(false);
  };
  return { act, trouble, isBusy };
}
