import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { send } from '#platform/client/client.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { momentInWords } from '#platform/ui/format.ts';
import { useFormOffer } from '#platform/ui/palette/offers.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { mySignInQuery, type MySignIn as Told } from './access.queries.ts';
import { accessTexts } from './access.texts.ts';
import { SecondStep } from './SecondStep.tsx';
import { textOf } from './text-of.ts';
import { useTrouble } from './useTrouble.ts';
import './access.css';

interface MySignInProps {
  readonly zone: string;
  /** Where the frame shows the title. */
  readonly headed?: boolean;
  /** What else of the own stands on this page. */
  readonly children?: ReactNode;
}

/** The own sign-in: where one is signed in, the second step, the password. One page for the console, the portal and the phone. */
export function MySignIn({ zone, headed = false, children }: MySignInProps) {
  const texts = useTexts(accessTexts);
  const { data, error, refetch } = useQuery(mySignInQuery);
  if (error && !data) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  return (
    <section className="page access-page" aria-label={texts.mySignIn}>
      {!headed && <h1 className="title-page">{texts.mySignIn}</h1>}
      <SecondStep factor={data.secondFactor} />
      <Sessions sessions={data.sessions} zone={zone} />
      <ChangePassword />
      {children}
    </section>
  );
}

function Sessions({ sessions, zone }: { readonly sessions: Told['sessions']; readonly zone: string }) {
  const texts = useTexts(accessTexts);
  const client = useQueryClient();
  const { language } = useLanguage();
  const shown = (text: string): string => {
    const at = parseInstant(text);
    return at === undefined ? '' : momentInWords(at, { language, zone });
  };
  const say = useSay();
  const { trouble, setTrouble } = useTrouble();
  const [isBusy, setBusy] = useState(false);
  const end = async (id: string) => {
    setBusy(true);
    const answer = await send(`/api/me/sessions/${id}/end`);
    setBusy(false);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    await client.invalidateQueries({ queryKey: mySignInQuery.queryKey });
  };
  return (
    <section className="sheet access-part">
      <h2>{texts.sessions}</h2>
      {trouble !== null && <p role="alert">{trouble}</p>}
      <ul className="access-rows">
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="what">
              {session.here ? <b>{texts.here}</b> : deviceOf(session.userAgent) || texts.unnamedDevice}
              <div className="small muted">
                {texts.since(shown(session.createdAt))} · {texts.lastUsed(shown(session.lastUsedAt))}
              </div>
            </div>
            {!session.here && (
              <button type="button" className="button compact" disabled={isBusy} onClick={() => void end(session.id)}>
                {texts.end}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What of a browser's name tells people something: its maker and the system. */
function deviceOf(userAgent: string): string {
  const browser = /(Edg|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1];
  return [browser === 'Edg' ? 'Edge' : browser, system].filter((part) => part !== undefined).join(' · ');
}

function ChangePassword() {
  const texts = useTexts(accessTexts);
  const form = useFormOffer({ id: 'changePassword', label: texts.changePassword, icon: 'lock' });
  const say = useSay();
  const { trouble, setTrouble, isFilled } = useTrouble();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isFilled(event.currentTarget)) return;
    const given = new FormData(event.currentTarget);
    const answer = await send('/api/me/password', { present: textOf(given.get('present')), next: textOf(given.get('next')) });
    if (!answer.ok) setTrouble(say(answer.problem.detail));
    else window.location.reload();
  };
  return (
    <section className="sheet access-part">
      <h2>{texts.changePassword}</h2>
      <p className="supporting">{texts.changeEndsAll}</p>
      {trouble !== null && <p role="alert">{trouble}</p>}
      <form ref={form} className="access-form" noValidate onSubmit={(event) => void submit(event)}>
        <label>
          {texts.presentPassword}
          <input className="input" name="present" type="password" autoComplete="current-password" required />
        </label>
        <label>
          {texts.newPassword}
          <input className="input" name="next" type="password" autoComplete="new-password" required />
        </label>
        <button type="submit" className="button">
          {texts.changePassword}
        </button>
      </form>
    </section>
  );
}
