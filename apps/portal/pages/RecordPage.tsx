import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#centre/requests/ui/useZone.ts';
import type { RecordView } from '#centre/records/records.schema.ts';
import { PaperForm } from '#centre/records/ui/PaperForm.tsx';
import { DraftConflicts } from '#centre/records/ui/RecordDraft.tsx';
import { RecordSignature } from '#centre/records/ui/RecordSignature.tsx';
import { definitionOfView, signaturesOf } from '#centre/records/ui/record-view.rules.ts';
import { recordQuery } from '#centre/records/ui/records.queries.ts';
import { useRecordDraft } from '#centre/records/ui/useRecordDraft.ts';
import { NotDone } from '#centre/requests/ui/NotDone.tsx';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { problemOf } from '#platform/client/query.ts';
import { useIntent } from '#platform/client/useIntent.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { useParam } from '../paths.tsx';
import { RecordTool } from '../record/RecordTool.tsx';
import { recordTexts } from '../record/records.texts.ts';

/** One record as paper: the customer's own cells open, its line to sign on, everything to download. */
export function RecordPage() {
  const recordId = useParam('recordId');
  const frame = useTexts(portalTexts);
  const say = useSay();
  const { data: record, error, refetch } = useQuery(recordQuery(recordId));
  usePageTitle(record ? say(record.title) : frame.records);
  if (!record)
    return error === null ? (
      <p className="wait" role="status">
        {frame.loading}
      </p>
    ) : (
      <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  return <RecordBody record={record} />;
}

function RecordBody({ record }: { record: RecordView }) {
  const texts = useTexts(recordTexts);
  const say = useSay();
  const zone = useZone();
  const client = useQueryClient();
  const send = useIntent(`portal.record.${record.id}`, { dated: false });
  const definition = definitionOfView(record);
  const [signing, setSigning] = useState<string | null>(null);
  // What the service centre still has to fill in is not asked of the customer.
  const own = new Set([...record.open, ...record.signable.map(({ field }) => field)]);
  const renew = async () => {
    await client.invalidateQueries({ queryKey: ['records'] });
    void client.invalidateQueries({ queryKey: ['request', record.request.id] });
  };
  const line = record.signable.find(({ field }) => field === signing);
  const writing = useRecordDraft(record, send, renew);
  const { problem } = writing;
  // What was written belongs to what is signed: it is saved first.
  const sign = async (field: string) => {
    if (await writing.save()) setSigning(field);
  };

  return (
    <>
      <RecordTool record={record} writing={writing} onSign={(field) => void sign(field)} />
      <div className="record-desk">
        {record.voidReason !== null && (
          <Refusal told title={say(record.stateLabel)} commitments={[]} reason={texts.voided(record.voidReason)} />
        )}
        {problem !== null && <NotDone problem={problem} title={texts.refused} />}
        <DraftConflicts writing={writing} definition={definition} zone={zone} />
        <PaperForm
          documentNumber={record.documentNumber}
          documentVersion={record.documentVersion}
          recordId={record.id}
          recordNumber={record.recordNumber}
          liveUrl={record.liveUrl}
          digest={writing.cells.length === 0 ? record.contentDigest : null}
          voided={record.state === 'voided'}
          sheet={{
            definition,
            values: writing.values,
            zone,
            open: new Set(record.open),
            signable: new Set(record.signable.map(({ field }) => field)),
            signatures: signaturesOf(record),
            missing: record.missing.filter(({ anyOf }) => anyOf.some((field) => own.has(field))),
            documentNumbers: {},
            onChange: writing.write,
            onSign: (field) => void sign(field),
          }}
        />
      </div>
      {line && (
        <RecordSignature
          record={record}
          definition={definition}
          line={line}
          send={send}
          onSigned={renew}
          onClose={() => setSigning(null)}
        />
      )}
    </>
  );
}
