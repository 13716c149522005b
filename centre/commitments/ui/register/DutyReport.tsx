import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment, type Place } from '#platform/ui/format.ts';
import type { EvidenceRow } from '../../register/evidence.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { ReportDutyForm } from './ReportDutyForm.tsx';

interface DutyReportProps {
  readonly row: EvidenceRow;
  readonly duty: NonNullable<EvidenceRow['duty']>;
  readonly place: Place;
}

/** Dated work as evidence: for what it was owed, what was done by whom, and the file that shows it; a missed one is reported here. */
export function DutyReport({ row, duty, place }: DutyReportProps) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const { project, part, dueOn, report } = duty;
  const reportedAt = report === null ? undefined : parseInstant(report.at);
  return (
    <>
      <p className="muted">{[say(project), ...(part === null ? [] : [say(part)]), texts.dutyOn(dueOn)].join(' · ')}</p>
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
      {duty.mayReport && <ReportDutyForm duty={{ ...duty, id: row.subject.id, work: row.title }} zone={place.zone} />}
    </>
  );
}
