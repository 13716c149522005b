import { useQuery } from '@tanstack/react-query';
import { signaturesOf } from '#centre/records/ui/record-view.rules.ts';
import { recordQuery } from '#centre/records/ui/records.queries.ts';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment, type Place } from '#platform/ui/format.ts';
import { SignatureStrokes } from '#platform/ui/SignaturePad.tsx';
import { visitTexts } from './visit.texts.ts';

/** The service record, with the customer's signature as it was drawn. */
export function SignatureCard({ visit, place }: { visit: VisitView; place: Place }) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  const { serviceRecord: record } = visit;
  const { data: view } = useQuery({ ...recordQuery(record?.id ?? ''), enabled: record?.signedBy != null });
  if (record === null) return null;
  const strokes = view === undefined ? null : signaturesOf(view).find((signature) => signature.name === record.signedBy)?.strokes;
  const at = record.signedAt === null ? undefined : parseInstant(record.signedAt);
  return (
    <section className="sheet visit-sheet" aria-label={texts.signature}>
      <h2>
        {texts.signature}
        <a href={`/records/${record.id}`} aria-label={`${say(record.title)} ${record.number ?? ''}`.trim()}>
          {record.number ?? say(record.title)}
        </a>
      </h2>
      {record.signedBy !== null && at !== undefined && (
        <div className="signed">
          {strokes != null && <SignatureStrokes strokes={strokes} label={texts.signatureOf(record.signedBy)} />}
          <p>{texts.signedBy(record.signedBy, dueMoment(at, place))}</p>
        </div>
      )}
    </section>
  );
}
