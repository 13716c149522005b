import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { encode } from 'uqr';
import { send, type Answer } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { MySignIn } from './access.queries.ts';
import { accessTexts } from './access.texts.ts';
import { textOf } from './text-of.ts';

interface Enrolment {
  readonly secret: string;
  readonly url: string;
}

/** The second step of the sign-in: set up with a picture, confirmed by a first code, switched off with password and code. */
export function SecondStep({ factor }: { readonly factor: MySignIn['secondFactor'] }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const client = useQueryClient();
  const [begun, setBegun] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** What came back, or the reason in place of it. */
  const told = <T,>(answer: Answer<T>): T | null => {
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    return answer.ok ? answer.value : null;
  };
  const submitted = (work: (given: FormData) => Promise<void>) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void work(new FormData(event.currentTarget));
  };
  const begin = submitted(async (given) => {
    setBegun(told(await send<Enrolment>('/api/me/second-factor/begin', { password: textOf(given.get('password')) })));
  });
  const confirm = submitted(async (given) => {
    const done = told(
      await send<{ recoveryCodes: string[] }>('/api/me/second-factor/confirm', { code: textOf(given.get('code')) }),
    );
    if (done === null) return;
    setCodes(done.recoveryCodes);
    setBegun(null);
  });
  const end = submitted(async (given) => {
    const shown = { password: textOf(given.get('password')), code: textOf(given.get('code')) };
    if (told(await send('/api/me/second-factor/end', shown)) !== null) await client.invalidateQueries();
  });
  const noted = () => {
    setCodes([]);
    void client.invalidateQueries();
  };
  return (
    <section className="sheet access-part">
      <h2>{texts.secondStep}</h2>
      {codes.length > 0 ? (
        <div className="once" role="status">
          {texts.recovery}
          <ol className="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <button type="button" className="button primary" onClick={noted}>
            {texts.noted}
          </button>
        </div>
      ) : (
        <p className="supporting">
          {factor.inForce ? texts.secondStepOn : factor.needed ? texts.secondStepNeeded : texts.secondStepOff}
        </p>
      )}
      {trouble !== null && <p role="alert">{trouble}</p>}
      {codes.length === 0 && !factor.inForce && begun === null && (
        <form className="access-form" onSubmit={begin}>
          <PasswordField />
          <button type="submit" className="button primary">
            {texts.begin}
          </button>
        </form>
      )}
      {begun !== null && (
        <>
          <p>{texts.scan}</p>
          <QrPicture text={begun.url} />
          <p className="small">
            {texts.secret} <code>{begun.secret}</code>
          </p>
          <form className="access-form" onSubmit={confirm}>
            <CodeField />
            <button type="submit" className="button primary">
              {texts.confirm}
            </button>
          </form>
        </>
      )}
      {factor.inForce && codes.length === 0 && !factor.needed && (
        <form className="access-form" onSubmit={end}>
          <PasswordField />
          <CodeField />
          <button type="submit" className="button">
            {texts.switchOff}
          </button>
        </form>
      )}
    </section>
  );
}

function PasswordField() {
  const texts = useTexts(accessTexts);
  return (
    <label>
      {texts.password}
      <input className="input" name="password" type="password" autoComplete="current-password" required />
    </label>
  );
}

function CodeField() {
  const texts = useTexts(accessTexts);
  return (
    <label>
      {texts.code}
      <input className="input" name="code" autoComplete="one-time-code" inputMode="numeric" required />
    </label>
  );
}

/** Drawn here, so that the secret goes to nobody who makes pictures. */
function QrPicture({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { border: 0 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <div className="picture">
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden="true">
        <path d={path} fill="#111" />
      </svg>
    </div>
  );
}
