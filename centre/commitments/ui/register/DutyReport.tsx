import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment, type Place } from '#platform/ui/format.ts';
import type { EvidenceRow } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';

/** Dated work as evidence: in which project, what was done by whom, and the file that shows it. */
export function DutyReport({ duty, place }: { duty: NonNullable<EvidenceRow['duty']>; place: Place }) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const { report } = duty;
  const reportedAt = report === null ? undefined : parseInstant(report.at);
  return (
    <>
      <p className="muted">
        {[say(duty.project), ...(duty.part === null ? [] : [say(duty.part)]), texts.dutyOn(duty.dueOn)].join(' · ')}
      </p>
      {report !== null && (
        <>
          <p>{report.note ?? texts.erased}</p>
          <p className="evidence-links">
            <span className="muted">{texts.dutyDone(report.doneOn, report.by ?? texts.erased)}</span>
            {reportedAt !== undefined && (
              <time className="muted" dateTime={report.at}>
                {texts.dutyReported(moment(reportedAt, place))}
              </time>
            )}
            {report.file !== null && (
              <a href={`/api/files/${report.file.id}`} target="_blank" rel="noreferrer">
                {report.file.name ?? texts.file}
              </a>
            )}
          </p>
        </>
      )}
    </>
  );
}
