import { useState, type FormEvent } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { STAFF_POSITIONS } from '../../positions.schema.ts';
import { accessTexts } from '../access.texts.ts';
import type { PositionNames } from './PositionFields.tsx';
import { useAct } from './useAct.ts';

/** Which positions need a second step at sign-in. */
export function SecondStepRule({ asked, names }: { readonly asked: readonly string[]; readonly names: PositionNames }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const { act, trouble } = useAct();
  const [saved, setSaved] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const positions = new FormData(event.currentTarget).getAll('position');
    setSaved((await act('/api/people/second-factor-positions', { positions })) !== null);
  };
  return (
    <section className="sheet access-part">
      <h2>{texts.rule}</h2>
      <p className="supporting">{texts.ruleAbout}</p>
      {trouble !== null && (
        <p className="access-trouble" role="alert">
          {trouble}
        </p>
      )}
      <form key={asked.join()} onSubmit={(event) => void save(event)} onChange={() => setSaved(false)}>
        <fieldset className="access-choices" aria-label={texts.rule}>
          {STAFF_POSITIONS.map((position) => (
            <label key={position}>
              <input type="checkbox" name="position" value={position} defaultChecked={asked.includes(position)} />
              {say(names[position] ?? { zh: position, en: position })}
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button">
          {texts.save}
        </button>{' '}
        <span className="supporting" role="status">
          {saved && texts.ruleSaved}
        </span>
      </form>
    </section>
  );
}
