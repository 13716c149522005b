import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { RequestWaits } from '../waits.schema.ts';
import { waitsTextsEn } from './waits.texts.en.ts';
import { waitsTextsZh } from './waits.texts.zh.ts';
import './waits.css';

const waitsTexts = { zh: waitsTextsZh, en: waitsTextsEn };

interface WaitsProps {
  readonly waits: RequestWaits;
  readonly zone: string;
  /** In the portal the word waited for is the reader's own. */
  readonly toCustomer?: boolean;
}

/** One quiet line for each thing that a request waits for: the customer's word, how often they were reminded and what comes next, approvals that have to follow. */
export function Waits({ waits, zone, toCustomer = false }: WaitsProps) {
  const texts = useTexts(waitsTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const { confirmation, word, approvals } = waits;
  if (confirmation === null && word === null && approvals.length === 0) return null;
  const said = (at: string | null, words: (moment: string) => string): string | null => {
    const instant = at === null ? undefined : parseInstant(at);
    return instant === undefined ? null : words(dueMoment(instant, { zone, language, today }));
  };
  const waited =
    confirmation === null
      ? []
      : [
          (toCustomer ? texts.remindedYou : texts.reminded)(confirmation.remindersSent, confirmation.remindersAll),
          said(confirmation.nextReminderAt, texts.next),
          said(confirmation.endsAt, texts.ends),
        ].filter((part) => part !== null);
  return (
    <ul className="waits" aria-label={texts.label}>
      {waited.length > 0 && <li>{waited.join(texts.separator)}</li>}
      {word !== null && <li>{(toCustomer ? texts.yourWord : texts.word)[word]}</li>}
      {approvals.map(({ number, approveBy, overdue }) => (
        <li key={number ?? approveBy} className={overdue ? 'overdue' : undefined}>
          {said(approveBy, (moment) => (overdue ? texts.overdue : texts.approval)(number ?? '', moment))}
        </li>
      ))}
    </ul>
  );
}
