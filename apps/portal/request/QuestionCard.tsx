import { useState } from 'react';
import type { NextEvent, TimelineEntry } from '#centre/requests/requests.schema.ts';
import { NotDone } from '#centre/requests/ui/NotDone.tsx';
import { PlainForm } from '#centre/requests/ui/PlainForm.tsx';
import { initialInput, type StepInput } from '#centre/requests/ui/step-input.rules.ts';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { askedOf, type Question } from './customer-steps.rules.ts';
import { requestTexts } from './request.texts.ts';

interface QuestionCardProps {
  readonly question: Question;
  readonly requestId: string;
  readonly zone: string;
  /** The newest thing that somebody of the service centre said to the customer. */
  readonly said: TimelineEntry | undefined;
  readonly onFire: (event: NextEvent, input: StepInput) => Promise<Answer<unknown>>;
  /** Hears whether the customer is answering at more length. */
  readonly onOpen: (isOpen: boolean) => void;
}

/** The one question of the page. What is answered with a word is answered with one press; what needs more opens below it. */
export function QuestionCard({ question, requestId, zone, said, onFire, onOpen }: QuestionCardProps) {
  const texts = useTexts(requestTexts);
  const [chosen, setChosen] = useState<'yes' | 'no' | null>(null);
  const choose = (answered: typeof chosen) => {
    setChosen(answered);
    onOpen(answered !== null);
  };
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { yes, no } = question;
  const words = wordsOf(question, texts);
  const event = chosen === 'no' ? no : yes;

  const fire = (fired: NextEvent, input: StepInput) => onFire(fired, { ...initialInput(fired.needs), ...input });
  const press = async (answered: 'yes' | 'no', fired: NextEvent) => {
    if (askedOf(fired).length > 0) {
      choose(answered);
      return;
    }
    setSending(true);
    const answer = await fire(fired, {});
    setSending(false);
    setProblem(answer.ok ? null : answer.problem);
  };

  return (
    <section className="sheet ask" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>
        <Report question={question} said={said} />
      </p>
      {problem !== null && <NotDone problem={problem} title={texts.refusedNow} written={false} />}
      {chosen !== null && event !== undefined ? (
        <PlainForm
          event={event}
          needs={askedOf(event)}
          zone={zone}
          draftKey={`portal.${requestId}.${event.event}`}
          title={chosen === 'no' ? texts.stillTitle : words.form}
          submitLabel={chosen === 'no' ? texts.notSolved : words.yes}
          onSend={(input) => fire(event, input)}
          onClose={() => choose(null)}
        />
      ) : (
        <div className="answers">
          <button type="button" className="button primary" disabled={sending} onClick={() => void press('yes', yes)}>
            <Icon name="check" />
            {sending ? texts.sending : words.yes}
          </button>
          {no && (
            <button type="button" className="button" disabled={sending} onClick={() => void press('no', no)}>
              {words.no}
            </button>
          )}
        </div>
      )}
      {no && words.note !== '' && <p className="note">{words.note}</p>}
    </section>
  );
}

type Texts = typeof requestTexts.zh;

function wordsOf({ kind }: Question, texts: Texts) {
  switch (kind) {
    case 'check':
      return { title: texts.checkTitle, form: texts.checkForm, yes: texts.checkAction, no: texts.objectionAction, note: '' };
    case 'restored':
      return {
        title: texts.restoredTitle,
        form: texts.howTitle,
        yes: texts.solved,
        no: texts.notSolved,
        note: texts.ifNotRestored,
      };
    case 'solved':
      return { title: texts.solvedTitle, form: texts.solved, yes: texts.solved, no: texts.notSolved, note: texts.ifNotSolved };
    case 'opinion':
      return { title: texts.opinionTitle, form: texts.opinionAction, yes: texts.opinionAction, no: '', note: '' };
  }
}

/** What the question rests on: the words of whoever reported. */
function Report({ question, said }: Pick<QuestionCardProps, 'question' | 'said'>) {
  const texts = useTexts(requestTexts);
  if (question.kind === 'check') return texts.checkText;
  if (question.kind === 'opinion') return texts.opinionText;
  const words = said?.message?.text.trim();
  if (said === undefined || words === undefined) return texts.yourWord;
  const who = said.author.position ?? said.author.name;
  return (
    <>
      {question.kind === 'restored' ? texts.reported(who) : texts.answered(who)}
      <span className="said">{/[。！？；….!?;]$/u.test(words) ? words : words + texts.period}</span> {texts.yourWord}
    </>
  );
}
