import { useState } from 'react';
import type { NextEvent, RequestDetail } from '#centre/requests/requests.schema.ts';
import { NotDone } from '#centre/requests/ui/NotDone.tsx';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { requestTexts } from './request.texts.ts';

/** Steps that have their place here and stand in no list. */
export const CONSENTS: readonly string[] = ['answerConsent', 'withdrawConsent'];

type Consent = RequestDetail['consents'][number];

interface ConsentCardProps {
  readonly consents: readonly Consent[];
  readonly events: readonly NextEvent[];
  readonly onFire: (event: NextEvent, input: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;
}

/** What the engineer on site asks consent for, answered with one press each, and what holds, withdrawn with one. */
export function ConsentCard({ consents, events, onFire }: ConsentCardProps) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stepOf = (event: string, consent: Consent) =>
    events.find(
      (known) => known.event === event && known.allowed && consent.visitId !== null && known.path.includes(consent.visitId),
    );
  const asked = consents.filter((consent) => consent.standing === 'asked' && stepOf('answerConsent', consent) !== undefined);
  const given = consents.filter((consent) => consent.standing === 'given' && stepOf('withdrawConsent', consent) !== undefined);
  const fire = async (event: string, consent: Consent, input: Readonly<Record<string, unknown>>) => {
    const step = stepOf(event, consent);
    if (step === undefined) return;
    setSending(true);
    const answer = await onFire(step, { scopes: [consent.scope], ...input });
    setSending(false);
    setProblem(answer.ok ? null : answer.problem);
  };
  if (asked.length === 0 && given.length === 0) return null;
  return (
    <section
      className={asked.length > 0 ? 'sheet ask' : 'sheet ask calm'}
      aria-label={asked.length > 0 ? texts.consentTitle : texts.consentsTitle}
    >
      <h2>{asked.length > 0 ? texts.consentTitle : texts.consentsTitle}</h2>
      {problem !== null && <NotDone problem={problem} title={texts.refusedNow} written={false} />}
      {asked.map((consent) => (
        <div key={consent.scope} role="group" aria-label={say(consent.label)}>
          <p>
            <b>{say(consent.label)}</b>
            {texts.colon}
            {texts.consentAsked(consent.what, consent.why)}
          </p>
          <div className="answers">
            <button
              type="button"
              className="button primary"
              disabled={sending}
              onClick={() => void fire('answerConsent', consent, { answer: 'given' })}
            >
              {texts.agree}
            </button>
            <button
              type="button"
              className="button"
              disabled={sending}
              onClick={() => void fire('answerConsent', consent, { answer: 'refused' })}
            >
              {texts.refuse}
            </button>
          </div>
        </div>
      ))}
      {given.map((consent) => (
        <div key={consent.scope + consent.at} role="group" aria-label={say(consent.label)}>
          <p>
            <b>{say(consent.label)}</b>
            {texts.colon}
            {[consent.what, texts.agreedBy(consent.by)].join(texts.comma)}
          </p>
          <div className="answers">
            <button type="button" className="button" disabled={sending} onClick={() => void fire('withdrawConsent', consent, {})}>
              {texts.withdraw}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}
