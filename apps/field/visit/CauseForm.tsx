import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { PlainForm } from '#centre/requests/ui/PlainForm.tsx';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useIntent } from '#platform/client/useIntent.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useRenewVisit } from './useVisitSteps.ts';
import { visitTexts } from './visit.texts.ts';

interface CauseFormProps {
  readonly visit: VisitView;
  /** How late it was, in words. */
  readonly late: string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Why something was late, noted for the colleagues: no step of a flow, but words in the conversation. */
export function CauseForm({ visit, late, onSaved, onClose }: CauseFormProps) {
  const texts = useTexts(visitTexts);
  const send = useIntent(`field.cause.${visit.id}`, { dated: true });
  const renew = useRenewVisit(visit);
  const zone = useZone(visit.clocks);
  const label = { zh: visitTexts.zh.causeTitle, en: visitTexts.en.causeTitle };
  const note: NextEvent = {
    event: 'message',
    label,
    path: `/api/service-requests/${visit.request.id}/messages`,
    allowed: true,
    needs: [{ name: 'text', type: 'longText', label, required: true }],
    refusedBy: [],
    guards: [],
    reason: null,
    version: 1,
  };
  return (
    <PlainForm
      event={note}
      zone={zone}
      draftKey={`field.cause.${visit.id}`}
      title={texts.causeTitle}
      submitLabel={texts.save}
      onSend={async (input) => {
        // Whoever reads it among other notes reads what it is the cause of.
        const text = `${texts.causeOf(late)}${String(input['text'])}`;
        const answer = await send(note.path, { channel: 'web', direction: 'internal', text });
        if (answer.ok) {
          onSaved();
          await renew();
        }
        return answer;
      }}
      onClose={onClose}
    >
      <p className="note">{texts.causeNote}</p>
    </PlainForm>
  );
}
