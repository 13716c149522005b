import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { leftViewsQuery } from './saved-views.queries.ts';
import { savedViewTexts } from './saved-views.texts.ts';

/** Views that people share who have left, for whoever looks after accounts; nothing where there are none. */
export function LeftViews() {
  const texts = useTexts(savedViewTexts);
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const { data } = useQuery(leftViewsQuery);
  const remove = async (id: string) => {
    const answer = await command(`/api/saved-views/${id}/delete`, {});
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    await client.invalidateQueries({ queryKey: ['saved-views'] });
  };
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="sheet access-part" aria-label={texts.left}>
      <h2>{texts.left}</h2>
      <p className="supporting">{texts.leftAbout}</p>
      {trouble !== null && (
        <p className="access-trouble" role="alert">
          {trouble}
        </p>
      )}
      <ul className="access-rows">
        {data.items.map(({ id, name, owner, unit }) => (
          <li key={id}>
            <div className="access-who">
              <b>{name}</b>
            </div>
            <div className="what supporting">{texts.leftOne(owner, unit)}</div>
            <button type="button" className="button compact" onClick={() => void remove(id)}>
              {texts.deleteOf(name)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
