import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { registerTexts } from './register.texts.ts';
import { ReportDutyForm } from './ReportDutyForm.tsx';
import { StatusMark } from './StatusMark.tsx';

/** The dated duties of a commitment that wait for their report: how each stands, and where it is reported. */
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
  const told = (at: string): string => {
    const parsed = parseInstant(at);
    return parsed === undefined ? '' : moment(parsed, { zone, language, today });
  };
  const isAhead = (parseInstant(duty.opensAt) ?? 0) > today;
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
          <span className="muted">{[duty.project, ...(duty.part === null ? [] : [duty.part])].map(say).join(' · ')}</span>
        </p>
        {duty.mayReport && <ReportDutyForm duty={duty} zone={zone} />}
      </div>
    </li>
  );
}
