import { useState, type FormEvent } from 'react';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { momentInWords } from '#platform/ui/format.ts';
import { useFormOffer } from '#platform/ui/palette/offers.tsx';
import type { KeyRow, Places } from '../../access/access.schema.ts';
import { accessTexts } from '../access.texts.ts';
import { textOf } from '../text-of.ts';
import { PositionFields, positionGiven, useHeldName, type PositionNames } from './PositionFields.tsx';
import { useAct } from './useAct.ts';

interface KeysProps {
  readonly keys: readonly KeyRow[];
  readonly places: Places;
  readonly names: PositionNames;
  readonly zone: string;
}

/** The keys of programs: what each may, when it was last used; a new one is shown once. */
export function Keys({ keys, places, names, zone }: KeysProps) {
  const texts = useTexts(accessTexts);
  const { language } = useLanguage();
  const heldName = useHeldName(names, places);
  const { act, trouble, isBusy, isFilled } = useAct();
  const newKey = useFormOffer({ id: 'newKey', label: texts.newKey });
  const [made, setMade] = useState<string | null>(null);
  const used = (key: KeyRow): string => {
    const at = key.lastUsedAt === null ? undefined : parseInstant(key.lastUsedAt);
    return at === undefined ? texts.neverUsed : texts.lastUsed(momentInWords(at, { language, zone }));
  };
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!isFilled(form)) return;
    const given = new FormData(form);
    const answer = await act<{ key?: string }>('/api/api-keys', { name: textOf(given.get('name')), ...positionGiven(given) });
    setMade(answer?.key ?? null);
    if (answer !== null) form.reset();
  };
  return (
    <section className="sheet access-part">
      <h2>{texts.keys}</h2>
      <p className="supporting">{texts.keysAbout}</p>
      {keys.length === 0 && <p className="muted">{texts.noKeys}</p>}
      <ul className="access-rows">
        {keys.map((key) => (
          <li key={key.id}>
            <div className="access-who">
              <b>{key.name}</b>
            </div>
            <div className="what supporting">
              {key.positions.map((held) => (
                <div key={held.id}>{heldName(held)}</div>
              ))}
              <div className="small muted">{used(key)}</div>
            </div>
            {key.revokedAt === null ? (
              <button
                type="button"
                className="button compact"
                aria-label={`${texts.revoke}: ${key.name}`}
                onClick={() => window.confirm(texts.revokeOf(key.name)) && void act(`/api/api-keys/${key.id}/revoke`)}
              >
                {texts.revoke}
              </button>
            ) : (
              <span className="tag">{texts.revoked}</span>
            )}
          </li>
        ))}
      </ul>
      {trouble !== null && (
        <p className="access-trouble" role="alert">
          {trouble}
        </p>
      )}
      {made !== null && (
        <div className="once" role="status">
          {texts.keyOnce}
          <code>{made}</code>
        </div>
      )}
      <form ref={newKey} className="access-form" noValidate onSubmit={(event) => void create(event)}>
        <label>
          {texts.program}
          <input className="input" name="name" required maxLength={60} />
        </label>
        <PositionFields names={names} places={places} />
        <button type="submit" className="button" disabled={isBusy}>
          {texts.newKey}
        </button>
      </form>
    </section>
  );
}
