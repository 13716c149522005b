import type { RecordView } from '#centre/records/records.schema.ts';
import { DraftWaits } from '#centre/records/ui/RecordDraft.tsx';
import type { RecordWriting } from '#centre/records/ui/useRecordDraft.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { AppLink } from '../paths.tsx';
import { recordTexts } from './records.texts.ts';

interface RecordToolProps {
  readonly record: RecordView;
  readonly writing: RecordWriting;
  readonly onSign: (field: string) => void;
}

/** Above the paper: what it is, who has signed, and to download, save, sign. */
export function RecordTool({ record, writing, onSign }: RecordToolProps) {
  const texts = useTexts(recordTexts);
  const say = useSay();
  const [toSign] = record.signable;
  return (
    <div className="record-tool">
      <div>
        <h1>{say(record.title)}</h1>
        <p className="small muted">
          <AppLink to="/requests/$requestId" params={{ requestId: record.request.id }}>
            {texts.request(record.request.number)}
          </AppLink>
          <span>{say(record.stateLabel)}</span>
          {record.signed.map((signature) => (
            <span key={signature.field}>{texts.signed(signature.name)}</span>
          ))}
        </p>
      </div>
      <div className="end">
        <DraftWaits writing={writing} />
        <a className="button" href={`/api/records/${record.id}/pdf`} download={`${record.recordNumber ?? record.form}.pdf`}>
          <Icon name="download" />
          {texts.download}
        </a>
        <a className="button" href={`/api/records/${record.id}/docx`} download={`${record.recordNumber ?? record.form}.docx`}>
          <Icon name="download" />
          {texts.downloadWord}
        </a>
        {writing.cells.length > 0 && (
          <button type="button" className="button" disabled={writing.saving} onClick={() => void writing.save()}>
            {writing.saving ? texts.saving : texts.save}
          </button>
        )}
        {toSign !== undefined && (
          <button type="button" className="button primary" onClick={() => onSign(toSign.field)}>
            <Icon name="sign" />
            {texts.sign}
          </button>
        )}
      </div>
    </div>
  );
}
