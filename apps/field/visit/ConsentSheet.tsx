import { useState } from 'react';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { NotDone } from '#centre/requests/ui/NotDone.tsx';
import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { visitTexts } from './visit.texts.ts';

interface ConsentSheetProps {
  readonly visit: VisitView;
  readonly ask: NextEvent;
  readonly input: Readonly<Record<string, unknown>>;
  readonly onAnswer: (input: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The customer's side of the phone: what is asked in plain words, the own name, and two answers of one weight. */
export function ConsentSheet({ visit, ask, input, onAnswer, onClose }: ConsentSheetProps) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  const me = useMe();
  const initial = ask.needs.find((field) => field.name === 'givenBy')?.initial;
  const [name, setName] = useState(textOf(initial));
  const [byWord, setByWord] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const scopes = Array.isArray(input['scopes']) ? input['scopes'] : [];
  const portal = async () => {
    setSending(true);
    const answered = await onAnswer({ ...input, answer: 'asked' });
    setSending(false);
    if (!answered.ok) setProblem(answered.problem);
  };
  const answer = async (given: 'given' | 'refused') => {
    if (name.trim() === '' || sending) return;
    setSending(true);
    const answered = await onAnswer({
      ...input,
      answer: given,
      givenBy: name.trim(),
      means: byWord ? 'word' : 'onScreen',
    });
    setSending(false);
    if (!answered.ok) setProblem(answered.problem);
  };
  return (
    <Drawer shape="sheet" title={texts.confirmTitle(me.name)} closeLabel={texts.closeSheet} onClose={onClose}>
      <div className="consent-sheet">
        {problem !== null && <NotDone problem={problem} title={texts.refusedNow} written={false} />}
        <ul className="asked">
          {visit.scopes
            .filter(({ scope }) => scopes.includes(scope))
            .map(({ scope, label }) => (
              <li key={scope}>{say(label)}</li>
            ))}
        </ul>
        <dl>
          <dt>{texts.confirmWhat}</dt>
          <dd>{textOf(input['what'])}</dd>
          <dt>{texts.confirmWhy}</dt>
          <dd>{textOf(input['why'])}</dd>
        </dl>
        <label className="plain-field">
          <span className="plain-label">{texts.confirmName}</span>
          <input className="plain-input" value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </label>
        <div className="two-answers">
          <button
            type="button"
            className="button thumb"
            disabled={sending || name.trim() === ''}
            onClick={() => void answer('refused')}
          >
            {texts.decline}
          </button>
          <button
            type="button"
            className="button primary thumb"
            disabled={sending || name.trim() === ''}
            onClick={() => void answer('given')}
          >
            {texts.agree}
          </button>
        </div>
        <p className="small muted">{texts.confirmNote}</p>
        <label className="plain-tick quiet">
          <input type="checkbox" checked={byWord} onChange={(event) => setByWord(event.target.checked)} />
          {texts.byWord}
        </label>
        <button type="button" className="button thumb" disabled={sending} onClick={() => void portal()}>
          {texts.askInPortal}
        </button>
      </div>
    </Drawer>
  );
}
