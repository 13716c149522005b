import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordView } from '#centre/records/records.schema.ts';
import { PaperForm } from '#centre/records/ui/PaperForm.tsx';
import { DraftConflicts, DraftWaits } from '#centre/records/ui/RecordDraft.tsx';
import { RecordSignature } from '#centre/records/ui/RecordSignature.tsx';
import { definitionOfView, otherSteps, signaturesOf } from '#centre/records/ui/record-view.rules.ts';
import { recordQuery } from '#centre/records/ui/records.queries.ts';
import { recordsTexts } from '#centre/records/ui/records.texts.ts';
import { useRecordDraft } from '#centre/records/ui/useRecordDraft.ts';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { problemOf } from '#platform/client/query.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import type { FormDefinition } from '#platform/form/definition.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useHere } from '../frame/crumbs.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { RecordSteps } from './RecordSteps.tsx';
import { outcomeOf } from './step-outcome.ts';
import './records.css';

/** One record as paper: what may be written open, what is signed frozen. */
export function RecordPage() {
  const { recordId } = useParams({ from: '/records/$recordId' });
  const texts = useTexts(recordsTexts);
  const say = useSay();
  const { data: record, error, refetch } = useQuery(recordQuery(recordId));
  const definition = record && definitionOfView(record);
  useHere(
    record?.recordNumber ?? (record ? say(record.title) : '…'),
    record ? `${say(record.title)} ${record.recordNumber ?? ''}` : texts.loading,
  );
  if (!record || !definition)
    return error === null ? (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    ) : (
      <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  return <RecordBody record={record} definition={definition} />;
}

function RecordBody({ record, definition }: { record: RecordView; definition: FormDefinition }) {
  const texts = useTexts(recordsTexts);
  const say = useSay();
  const client = useQueryClient();
  const command = useCommand();
  const [signing, setSigning] = useState<string | null>(null);
  const zone = useZone();
  const renew = () => client.invalidateQueries({ queryKey: ['records', record.id] });
  const line = record.signable.find(({ field }) => field === signing);
  const writing = useRecordDraft(record, command, renew);
  const { problem, saving } = writing;
  // What was written belongs to what is signed: it is saved first.
  const sign = async (field: string) => {
    if (await writing.save()) setSigning(field);
  };

  useOffers([
    ...(writing.cells.length > 0
      ? [{ id: 'save', of: 'here' as const, label: texts.save, onChoose: () => void writing.save() }]
      : []),
    ...record.signable.map(({ field }) => ({
      id: `sign.${field}`,
      of: 'here' as const,
      label: say(definition.fields[field]?.label ?? record.title),
      icon: 'sign' as const,
      onChoose: () => void sign(field),
    })),
    { id: 'pdf', of: 'here', label: 'PDF', icon: 'download', onChoose: () => void window.open(`/api/records/${record.id}/pdf`) },
    {
      id: 'docx',
      of: 'here',
      label: 'DOCX',
      icon: 'download',
      onChoose: () => window.location.assign(`/api/records/${record.id}/docx`),
    },
    { id: 'print', of: 'here', label: texts.print, icon: 'print', onChoose: () => window.print() },
  ]);

  return (
    <>
      <div className="record-tool">
        <h1>{say(record.title)}</h1>
        <span className="state">{say(record.stateLabel)}</span>
        {record.signed.map((signature) => (
          <span className="state" key={signature.field}>
            <Icon name="sign" small />
            {texts.signed(signature.name)}
          </span>
        ))}
        <Link to="/requests/$requestId" params={{ requestId: record.request.id }} className="small">
          {texts.toRequest(record.request.number)}
        </Link>
        <div className="end">
          <DraftWaits writing={writing} />
          <a className="button compact" href={`/api/records/${record.id}/pdf`} target="_blank" rel="noreferrer">
            <Icon name="download" />
            PDF
          </a>
          <a className="button compact" href={`/api/records/${record.id}/docx`} download>
            <Icon name="download" />
            DOCX
          </a>
          <button type="button" className="button compact" onClick={() => window.print()}>
            <Icon name="print" />
            {texts.print}
          </button>
          {record.open.length > 0 && (
            <button
              type="button"
              className="button compact primary"
              disabled={writing.cells.length === 0 || saving}
              onClick={() => void writing.save()}
            >
              {saving ? texts.saving : texts.save}
            </button>
          )}
        </div>
      </div>
      <div className="record-desk">
        {record.voidReason !== null && (
          <Refusal told title={say(record.stateLabel)} commitments={[]} reason={texts.voidReason(record.voidReason)} />
        )}
        {problem && (
          <Refusal told title={texts.refused} commitments={problem.commitments} reason={`${say(problem.detail)} ${texts.kept}`} />
        )}
        <DraftConflicts writing={writing} definition={definition} zone={zone} />
        {otherSteps(record).length > 0 && (
          <RecordSteps
            events={otherSteps(record)}
            onFire={async (event, input) => {
              const outcome = outcomeOf(await command(event.path, { ...input, version: event.version }));
              await renew();
              return outcome;
            }}
          />
        )}
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
            missing: record.missing,
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
          send={command}
          onSigned={renew}
          onClose={() => setSigning(null)}
        />
      )}
    </>
  );
}
