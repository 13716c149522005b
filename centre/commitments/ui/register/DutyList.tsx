import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { registerTexts } from './register.texts.ts';
import { ReportDutyForm } from './ReportDutyForm.tsx';
import { StatusMark } from './StatusMark.tsx';

/** The dates on which a commitment comes due, how each stands, who reported it with what, and where one is reported. */
export function DutyList({ commitment, zone }: { commitment: CommitmentAnswer; zone: string }) {
  const texts = useTexts(commitmentTexts);
  return (
    <section className="evidence">
      <h3>{texts.duties}</h3>
      {commitment.duties.length === 0 ? (
        <p className="muted">{texts.noDuties}</p>
      ) : (
        <ol>
          {commitment.duties.map((duty) => (
            <DutyLine key={duty.id} duty={duty} zone={zone} />
          ))}
        </ol>
      )}
    </section>
  );
}

function DutyLine({ duty, zone }: { duty: CommitmentAnswer['duties'][number]; zone: string }) {
  const texts = useTexts(commitmentTexts);
  const register = useTexts(registerTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const { report } = duty;
  const told = (at: string): string => {
    const parsed = parseInstant(at);
    return parsed === undefined ? '' : moment(parsed, { zone, language, today });
  };
  const isAhead = report === null && (parseInstant(duty.opensAt) ?? 0) > today;
  return (
    <li>
      <span className={`status-words ${duty.status}`}>
        <StatusMark status={duty.status} />
        {register.statuses[duty.status]}
      </span>
      <div>
        <p>
          <b>{say(duty.work)}</b> <time dateTime={duty.dueAt}>{texts.dutyDue(told(duty.dueAt))}</time>
          {isAhead && <span className="muted">{texts.dutyOpens(told(duty.opensAt))}</span>}
          <span className="muted">{say(duty.project)}</span>
        </p>
        {report !== null && (
          <>
            <p>
              {report.note ?? texts.erased}{' '}
              <span className="muted">{texts.dutyDone(report.doneOn, report.by ?? texts.erased)}</span>
            </p>
            <p className="evidence-links">
              <time dateTime={report.at}>{texts.dutyReported(told(report.at))}</time>
              {report.file !== null && (
                <a href={`/api/files/${report.file.id}`} target="_blank" rel="noreferrer">
                  {report.file.name ?? texts.file}
                </a>
              )}
              <a href={`/api/events/${report.eventId}/proof`} target="_blank" rel="noreferrer">
                {texts.proof}
              </a>
            </p>
          </>
        )}
        {duty.mayReport && <ReportDutyForm duty={duty} zone={zone} />}
      </div>
    </li>
  );
}
