import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { encode } from 'uqr';
import { send } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useFormOffer } from '#platform/ui/palette/offers.tsx';
import type { MySignIn } from './access.queries.ts';
import { accessTexts } from './access.texts.ts';
import { textOf } from './text-of.ts';
import { useTrouble } from './useTrouble.ts';

interface Enrolment {
  readonly secret: string;
  readonly url: string;
}

/** The second step of the sign-in: set up with a picture, confirmed by a first code, switched off with password and code. */
export function SecondStep({ factor }: { readonly factor: MySignIn['secondFactor'] }) {
  const texts = useTexts(accessTexts);
  const client = useQueryClient();
  const [begun, setBegun] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const noted = () => {
    setCodes([]);
    void client.invalidateQueries();
  };
  if (codes.length > 0)
    return (
      <Part>
        <RecoveryCodes codes={codes} onNoted={noted} />
      </Part>
    );
  if (begun !== null)
    return (
      <Part>
        <p>{texts.scan}</p>
        <QrPicture text={begun.url} />
        <p className="small">
          {texts.secret} <code>{begun.secret}</code>
        </p>
        <StepForm<{ recoveryCodes: string[] }>
          step="confirm"
          words={texts.confirm}
          asksFor={['code']}
          onDone={({ recoveryCodes }) => {
            setBegun(null);
            setCodes(recoveryCodes);
          }}
        />
      </Part>
    );
  const told = factor.inForce ? texts.secondStepOn : factor.needed ? texts.secondStepNeeded : texts.secondStepOff;
  return (
    <Part>
      <p className="supporting">{told}</p>
      {!factor.inForce && <StepForm<Enrolment> step="begin" words={texts.begin} asksFor={['password']} onDone={setBegun} />}
      {factor.inForce && !factor.needed && (
        <StepForm
          step="end"
          words={texts.switchOff}
          asksFor={['password', 'code']}
          onDone={() => void client.invalidateQueries()}
        />
      )}
    </Part>
  );
}

function Part({ children }: { readonly children: ReactNode }) {
  const texts = useTexts(accessTexts);
  return (
    <section className="sheet access-part">
      <h2>{texts.secondStep}</h2>
      {children}
    </section>
  );
}

function RecoveryCodes({ codes, onNoted }: { readonly codes: readonly string[]; readonly onNoted: () => void }) {
  const texts = useTexts(accessTexts);
  return (
    <div className="once" role="status">
      {texts.recovery}
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <button type="button" className="button primary" onClick={onNoted}>
        {texts.noted}
      </button>
    </div>
  );
}

const FIELDS = {
  password: { type: 'password', autoComplete: 'current-password' },
  code: { type: 'text', autoComplete: 'one-time-code', inputMode: 'numeric' },
} as const;

interface StepFormProps<T> {
  readonly step: 'begin' | 'confirm' | 'end';
  /** What the button says. */
  readonly words: string;
  readonly asksFor: readonly (keyof typeof FIELDS)[];
  readonly onDone: (answer: T) => void;
}

/** Sends what a step asks for, and says why where it is refused. */
function StepForm<T>({ step, words, asksFor, onDone }: StepFormProps<T>) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const form = useFormOffer({ id: `secondStep.${step}`, label: words, icon: 'lock' });
  const { trouble, setTrouble, isFilled } = useTrouble();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isFilled(event.currentTarget)) return;
    const given = new FormData(event.currentTarget);
    setBusy(true);
    const answer = await send<T>(
      `/api/me/second-factor/${step}`,
      Object.fromEntries(asksFor.map((field) => [field, textOf(given.get(field))])),
    );
    setBusy(false);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (answer.ok) onDone(answer.value);
  };
  return (
    <>
      {trouble !== null && (
        <p className="access-trouble" role="alert">
          {trouble}
        </p>
      )}
      <form ref={form} className="access-form" noValidate onSubmit={(event) => void submit(event)}>
        {asksFor.map((field) => (
          <label key={field}>
            {texts[field]}
            <input className="input" name={field} required {...FIELDS[field]} />
          </label>
        ))}
        <button type="submit" className={step === 'end' ? 'button' : 'button primary'} disabled={isBusy}>
          {words}
        </button>
      </form>
    </>
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
