import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { NoticedDayView } from '../../recounts/recounts.schema.ts';
import { recountTexts } from './recounts.texts.ts';

/** The dates that a notice changes: what each was, and what it is. */
export function NoticedDays({ days }: { readonly days: readonly NoticedDayView[] }) {
  const texts = useTexts(recountTexts);
  if (days.length === 0) return <p className="muted">{texts.noDays}</p>;
  return (
    <ul className="recount-days">
      {days.map(({ date, was, is }) => (
        <li key={date}>
          <b>{date}</b>
          <span>{`${texts.kinds[was]} → ${texts.kinds[is]}`}</span>
        </li>
      ))}
    </ul>
  );
}
