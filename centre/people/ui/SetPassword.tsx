import { useState, type FormEvent } from 'react';
import { send } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { accessTexts } from './access.texts.ts';
import { textOf } from './text-of.ts';
import { useTrouble } from './useTrouble.ts';
import './access.css';

/** Where the link of an invitation or a reset leads: a password is set, once. */
export function SetPassword() {
  const texts = useTexts(accessTexts);
  const say = useSay();
  // Behind `#`: no server and no log on the way has seen it.
  const [token] = useState(() => window.location.hash.slice(1));
  const [done, setDone] = useState(false);
  const { trouble, setTrouble, isFilled } = useTrouble();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isFilled(event.currentTarget)) return;
    const password = textOf(new FormData(event.currentTarget).get('password'));
    const answer = await send('/api/password/set', { token, password });
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    setDone(answer.ok);
  };
  return (
    <main className="sign-in">
      <form className="sheet" noValidate onSubmit={(event) => void submit(event)}>
        <h1 className="brand">{texts.setPassword}</h1>
        {token === '' ? (
          <p role="alert">{texts.linkBroken}</p>
        ) : done ? (
          <>
            <p role="status">{texts.passwordSet}</p>
            <a className="button primary" href="/">
              {texts.toSignIn}
            </a>
          </>
        ) : (
          <>
            {trouble !== null && (
              <p className="trouble sheet" role="alert">
                {trouble}
              </p>
            )}
            <label>
              {texts.newPassword}
              <input className="input" name="password" type="password" autoComplete="new-password" required autoFocus />
            </label>
            <button type="submit" className="button primary">
              {texts.setPassword}
            </button>
          </>
        )}
      </form>
    </main>
  );
}
