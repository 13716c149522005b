import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordView } from '#centre/records/records.schema.ts';
import { PaperForm } from '#centre/records/ui/PaperForm.tsx';
import { RecordSignature } from '#centre/records/ui/RecordSignature.tsx';
import { definitionOfView, fillStep, otherSteps, signaturesOf } from '#centre/records/ui/record-view.rules.ts';
import { recordQuery } from '#centre/records/ui/records.queries.ts';
import { recordsTexts } from '#centre/records/ui/records.texts.ts';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import type { Problem } from '#platform/client/problem-details.ts';
import { problemOf } from '#platform/client/query.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import type { FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
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
  const { me } = useRouteContext({ from: '__root__' });
  const [written, setWritten] = useState<FormValues>({});
  const [signing, setSigning] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const zone = useZone();
  const fill = fillStep(record);
  const count = Object.keys(written).length;
  const renew = () => client.invalidateQueries({ queryKey: ['records', record.id] });
  const save = async () => {
    if (!fill || saving) return;
    setSaving(true);
    const answer = await command(fill.path, { values: written, version: fill.version });
    await renew();
    setSaving(false);
    setRefused(answer.ok ? null : answer.problem);
    if (answer.ok) setWritten({});
  };

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
          {count > 0 && <span className="small muted">{texts.changed(count)}</span>}
          <a className="button compact" href={`/api/records/${record.id}/pdf`} target="_blank" rel="noreferrer">
            <Icon name="download" />
            PDF
          </a>
          <button type="button" className="button compact" onClick={() => window.print()}>
            <Icon name="print" />
            {texts.print}
          </button>
          {record.open.length > 0 && (
            <button type="button" className="button compact primary" disabled={count === 0 || saving} onClick={() => void save()}>
              {saving ? texts.saving : texts.save}
            </button>
          )}
        </div>
      </div>
      <div className="record-desk">
        {record.voidReason !== null && (
          <Refusal told title={say(record.stateLabel)} commitments={[]} reason={texts.voidReason(record.voidReason)} />
        )}
        {refused && (
          <Refusal told title={texts.refused} commitments={refused.commitments} reason={`${say(refused.detail)} ${texts.kept}`} />
        )}
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
          recordNumber={record.recordNumber}
          digest={record.signed.at(-1)?.digest ?? null}
          voided={record.state === 'voided'}
          sheet={{
            definition,
            values: { ...(record.values as FormValues), ...written },
            zone,
            open: new Set(record.open),
            signable: new Set(record.signable),
            signatures: signaturesOf(record),
            missing: record.missing,
            documentNumbers: {},
            onChange: (field, value) => setWritten((before) => ({ ...before, [field]: value })),
            onSign: setSigning,
          }}
        />
      </div>
      {signing !== null && (
        <RecordSignature
          record={record}
          definition={definition}
          field={signing}
          name={me.name}
          send={command}
          onSigned={renew}
          onClose={() => setSigning(null)}
        />
      )}
    </>
  );
}
