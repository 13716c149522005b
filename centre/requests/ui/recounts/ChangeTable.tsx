import type { ReactNode } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { durationInWords } from '#platform/ui/duration.ts';
import { momentWithWeekday } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { ClockChangeView } from '../../recounts/recounts.schema.ts';
import { whyWords } from './recount-words.rules.ts';
import { recountTexts } from './recounts.texts.ts';

interface ChangeTableProps {
  readonly changes: readonly ClockChangeView[];
  /** The way to a request, with what is to be read on it. */
  readonly toRequest: (id: string, words: string) => ReactNode;
}

/** Changed due times, a line each: what it was, what it is, and why. On a phone each is a block of its own. */
export function ChangeTable({ changes, toRequest }: ChangeTableProps) {
  const texts = useTexts(recountTexts);
  const say = useSay();
  const { language } = useLanguage();
  const { columns } = texts;
  return (
    <table className="recount-changes">
      <thead>
        <tr>
          <th scope="col">{columns.request}</th>
          <th scope="col">{columns.clock}</th>
          <th scope="col">{columns.before}</th>
          <th scope="col">{columns.after}</th>
          <th scope="col">{columns.why}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id}>
            <td data-column={columns.request}>{toRequest(change.request.id, change.request.number)}</td>
            <td data-column={columns.clock}>{say(change.name)}</td>
            <td data-column={columns.before}>
              <Due at={change.dueBefore} remaining={change.remainingBefore} zone={change.timezone} />
            </td>
            <td data-column={columns.after}>
              <b>
                <Due at={change.dueAfter} remaining={change.remainingAfter} zone={change.timezone} />
              </b>
              {change.breachedAt !== null && <span className="tag recount-breached">{texts.nowBreached}</span>}
            </td>
            <td data-column={columns.why}>{whyWords(change, texts, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A due time in the zone of the clock's calendar; a paused clock has what is left instead. */
function Due({ at, remaining, zone }: { readonly at: string | null; readonly remaining: number | null; readonly zone: string }) {
  const texts = useTexts(recountTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const instant = at === null ? undefined : parseInstant(at);
  if (instant !== undefined) return <span className="nowrap">{momentWithWeekday(instant, { zone, language, today })}</span>;
  return <span>{remaining === null ? texts.never : texts.remaining(durationInWords(remaining, language))}</span>;
}
