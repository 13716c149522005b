import type { Answer } from '#platform/client/client.ts';
import type { FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import { SignedCells } from '#centre/requests/ui/SignedCells.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { coveredTexts } from '#platform/print/covered-texts.rules.ts';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';
import type { RecordView } from '../records.schema.ts';
import { SignDrawer } from './SignDrawer.tsx';

interface RecordSignatureProps {
  readonly record: RecordView;
  readonly definition: FormDefinition;
  /** The line that is signed, and by whom. */
  readonly line: RecordView['signable'][number];
  /** How the page sends a command. */
  readonly send: (path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;
  readonly onSigned: () => Promise<void>;
  readonly onClose: () => void;
}

/** A line of a record to sign on, over its page: the signature freezes the block that the line closes, as it was seen. */
export function RecordSignature({ record, definition, line, send, onSigned, onClose }: RecordSignatureProps) {
  const say = useSay();
  const timeZone = useZone();
  const cells = coveredTexts(definition, { block: line.block, values: record.values as FormValues, timeZone });
  return (
    <SignDrawer
      label={say(definition.fields[line.field]?.label ?? record.title)}
      signer={line}
      onClose={onClose}
      covered={<SignedCells title={record.title} cells={cells} />}
      onSign={async (signature) => {
        const answer = await send(`/api/records/${record.id}/sign-record`, {
          block: line.block,
          signature,
          version: record.version,
        });
        if (answer.ok) await onSigned();
        return answer;
      }}
    />
  );
}
