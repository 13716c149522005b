import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#platform/client/client.ts';
import { fetched } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { momentInWords } from '#platform/ui/format.ts';
import { ownCalendarUiTextsEn } from './own-calendar.texts.en.ts';
import { ownCalendarUiTextsZh } from './own-calendar.texts.zh.ts';

const texts = { zh: ownCalendarUiTextsZh, en: ownCalendarUiTextsEn };

const ownCalendarQuery = queryOptions({
  queryKey: ['ownCalendar'],
  queryFn: ({ signal }) => fetched<{ madeAt: string | null }>('/api/me/calendar', signal),
});

/** The secret address of the own calendar: made, renewed, ended; part of the page of the own sign-in, for people of the provider. */
export function OwnCalendar({ zone }: { readonly zone: string }) {
  const words = useTexts(texts);
  const say = useSay();
  const client = useQueryClient();
  const { language } = useLanguage();
  const { data } = useQuery(ownCalendarQuery);
  const [made, setMade] = useState<{ url: string; isRenewed: boolean } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (!data) return null;
  const since = data.madeAt === null ? undefined : parseInstant(data.madeAt);
  const act = async (what: 'renew' | 'end') => {
    const answer = await send<{ url?: string }>(`/api/me/calendar/${what}`);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (!answer.ok) return;
    const { url } = answer.value;
    setMade(url === undefined ? null : { url, isRenewed: since !== undefined });
    await client.invalidateQueries({ queryKey: ownCalendarQuery.queryKey });
  };
  return (
    <section className="sheet access-part" aria-labelledby="own-calendar">
      <h2 id="own-calendar">{words.title}</h2>
      <p className="supporting">{words.about}</p>
      <p>{since === undefined ? words.none : words.since(momentInWords(since, { language, zone }))}</p>
      {trouble !== null && <p role="alert">{trouble}</p>}
      {made !== null && (
        <div className="once" role="status">
          {made.isRenewed && `${words.renewed} `}
          {words.once}
          <code>{made.url}</code>
        </div>
      )}
      <div className="acts">
        <button type="button" className="button" onClick={() => void act('renew')}>
          {since === undefined ? words.make : words.renew}
        </button>
        {since !== undefined && (
          <button type="button" className="button" onClick={() => void act('end')}>
            {words.end}
          </button>
        )}
      </div>
    </section>
  );
}
