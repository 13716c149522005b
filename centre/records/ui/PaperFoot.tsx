import { useQuery } from '@tanstack/react-query';
import { isSigned } from '#platform/form/definition.rules.ts';
import { shortDigest } from '#platform/form/short-digest.rules.ts';
import type { FormDefinition } from '#platform/form/definition.schema.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { paperWords as printedWords } from '#platform/print/paper-words.ts';
import { qrSvg } from '#platform/print/qr-svg.ts';
import { recordSheetsQuery } from './records.queries.ts';
import { paperTexts } from './paper.texts.ts';

export interface PaperFootProps {
  readonly recordId: string;
  readonly recordNumber: string | null;
  readonly definition: FormDefinition;
  /** Digest of all cells as they stand; null while something is not saved. */
  readonly digest: string | null;
  /** What the code opens. */
  readonly liveUrl: string;
}

/** The foot of the sheet as it prints: number, sheets, digest and the code. What is not known while something is not saved is not said. */
export function PaperFoot({ recordId, recordNumber, definition, digest, liveUrl }: PaperFootProps) {
  const texts = useTexts(paperTexts);
  const { data: printed } = useQuery({ ...recordSheetsQuery(recordId, digest ?? ''), enabled: digest !== null });
  return (
    <div className="foot">
      <span>
        {recordNumber ?? printedWords.draft}　{digest !== null && printed !== undefined && printedWords.firstPage(printed.sheets)}
        {digest !== null && (
          <>
            <br />
            {printedWords.digestLine(shortDigest(digest), isSigned(definition))}
          </>
        )}
      </span>
      <img className="code" src={`data:image/svg+xml,${encodeURIComponent(qrSvg(liveUrl))}`} alt={texts.code(liveUrl)} />
    </div>
  );
}
