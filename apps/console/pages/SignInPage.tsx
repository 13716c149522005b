import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import type { Me } from '#centre/requests/requests.schema.ts';
import { meQuery } from '#centre/requests/ui/requests.queries.ts';
import { send } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { languageTag } from '#platform/i18n/language.ts';
import { languageNames, otherLanguage, seal } from '#platform/i18n/names.ts';
import { forgetDrafts } from '#platform/ui/draft-store.ts';
import '#platform/ui/shell/shell.css';
import './sign-in.css';
import { signInTexts } from './sign-in.texts.ts';

interface SignedInAnswer extends Me {
  /** The position asks for a second step that is not set up yet: nothing else is open. */
  readonly secondFactorDue: boolean;
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

/** Name and password; the answer is the same for an unknown name and a wrong password. Whose session ended goes on where they were. */
export function SignInPage() {
  const texts = useTexts(signInTexts);
  const say = useSay();
  const { language, choose } = useLanguage();
  const other = otherLanguage(language);
  const client = useQueryClient();
  const [before] = useState(() => client.getQueryData(meQuery.queryKey));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [signingIn, setSigningIn] = useState(false);
  const [codeAsked, setCodeAsked] = useState(false);
  const [isSent, setSent] = useState(false);
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);

  const labels: Readonly<Record<string, string>> = { login: texts.login, password: texts.password, code: texts.code };
  /** One place tells all that is wrong here: what is wrong with a field names it. */
  const wordsOf = ({ detail, fields }: Problem): string =>
    fields.length === 0
      ? say(detail)
      : fields.map(({ field, message }) => [labels[field] ?? field, say(message)].join(texts.colon)).join(' ');

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const login = textOf(given.get('login')).trim();
    const password = textOf(given.get('password'));
    if (login === '' || password === '') {
      setTrouble(texts.missing);
      return;
    }
    setSigningIn(true);
    const code = textOf(given.get('code')).trim();
    const answer = await send<SignedInAnswer>('/api/sign-in', { login, password, ...(code === '' ? {} : { code }) });
    if (!answer.ok) {
      setSigningIn(false);
      if (answer.problem.code === 'secondFactorNeeded') setCodeAsked(true);
      setTrouble(wordsOf(answer.problem));
      return;
    }
    if (answer.value.secondFactorDue) {
      window.location.assign(`${/^\/(portal|field)\b/.exec(window.location.pathname)?.[0] ?? ''}/my-sign-in`);
      return;
    }
    if (before !== undefined && before.personId !== answer.value.personId) {
      // Nothing of one person stays for the next one at this screen.
      await forgetDrafts();
      window.location.reload();
      return;
    }
    await client.invalidateQueries();
    setSigningIn(false);
  };

  /** One answer, whether anybody has the name or not. */
  const forgotten = async (form: HTMLFormElement | null) => {
    const login = form === null ? '' : textOf(new FormData(form).get('login')).trim();
    if (login === '') {
      setTrouble(texts.missingLogin);
      return;
    }
    const answer = await send('/api/password/forgotten', { login });
    setTrouble(answer.ok ? null : wordsOf(answer.problem));
    setSent(answer.ok);
  };

  return (
    <main className="sign-in">
      <form className="sheet" noValidate aria-busy={signingIn} onSubmit={(event) => void submit(event)}>
        <h1 className="brand">
          <span className="seal" aria-hidden="true">
            {seal}
          </span>
          {texts.product}
          <button
            type="button"
            className="button quiet compact"
            lang={languageTag[other]}
            onClick={() => {
              choose(other);
              // It was said in the language of before.
              setTrouble(null);
            }}
          >
            {languageNames[other]}
          </button>
        </h1>
        {before !== undefined && <p className="small supporting">{texts.sessionOver}</p>}
        {trouble !== null && (
          <p className="trouble sheet" role="alert">
            {trouble}
          </p>
        )}
        <label>
          {texts.login}
          <input className="input" name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
        </label>
        <label>
          {texts.password}
          <input className="input" name="password" type="password" autoComplete="current-password" />
        </label>
        {codeAsked && (
          <label>
            {texts.code}
            <input
              className="input"
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
            />
          </label>
        )}
        <button type="submit" className="button primary" disabled={signingIn}>
          {signingIn ? texts.signingIn : texts.signIn}
        </button>
        <button type="button" className="button quiet" onClick={(event) => void forgotten(event.currentTarget.form)}>
          {texts.forgotten}
        </button>
        {isSent && (
          <p className="small supporting" role="status">
            {texts.forgottenSent}
          </p>
        )}
      </form>
    </main>
  );
}
