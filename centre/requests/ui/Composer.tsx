import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { heldByInputMethod } from '#platform/ui/keys.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { useDraft } from '#platform/ui/draft.ts';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { Icon, type IconName } from '#platform/ui/icons.tsx';
import { composerTextsEn } from './composer.texts.en.ts';
import { composerTextsZh } from './composer.texts.zh.ts';
import { Refusal } from './Refusal.tsx';
import './composer.css';

const composerTexts = { zh: composerTextsZh, en: composerTextsEn };

export interface WrittenMessage {
  readonly channel: 'web' | 'email' | 'phone';
  readonly direction: 'incoming' | 'outgoing' | 'internal';
  readonly text: string;
}

interface ComposerProps {
  readonly requestId: string;
  readonly enquirer: string;
  /** Whether the customer's mail address is known: a reply may go there. */
  readonly byMail: boolean;
  readonly onWrite: (message: WrittenMessage) => Promise<Answer<unknown>>;
}

type Kind = 'reply' | 'note' | 'call';
const kinds: readonly { readonly kind: Kind; readonly icon: IconName }[] = [
  { kind: 'reply', icon: 'mail' },
  { kind: 'note', icon: 'note' },
  { kind: 'call', icon: 'phone' },
];

/** One place to write from: to the customer, to colleagues, or what was said on the phone. What is written survives a crash. */
export function Composer({ requestId, enquirer, byMail, onWrite }: ComposerProps) {
  const texts = useTexts(composerTexts);
  const say = useSay();
  const id = useId();
  const [kind, setKind] = useState<Kind>('reply');
  const [channel, setChannel] = useState<'web' | 'email'>(byMail ? 'email' : 'web');
  const [caller, setCaller] = useState<'incoming' | 'outgoing'>('outgoing');
  const [text, setText, restored] = useDraft(`${requestId}.${kind}`);
  const area = useRef<HTMLTextAreaElement>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const placeholder = kind === 'reply' ? texts.reply(enquirer) : texts[kind];

  useOffers(
    kinds.map((one) => ({
      id: `write.${one.kind}`,
      of: 'here',
      label: texts.kinds[one.kind],
      icon: one.icon,
      onChoose: () => {
        setKind(one.kind);
        area.current?.focus();
      },
    })),
  );

  const write = async () => {
    if (text.trim() === '' || sending) return;
    setSending(true);
    const direction = kind === 'note' ? 'internal' : kind === 'call' ? caller : 'outgoing';
    const answer = await onWrite({
      channel: kind === 'call' ? 'phone' : kind === 'note' ? 'web' : channel,
      direction,
      text: text.trim(),
    });
    setSending(false);
    setRefused(answer.ok ? null : answer.problem);
    if (answer.ok) setText('');
  };
  const onTabKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = kinds[(kinds.findIndex((one) => one.kind === kind) + step + kinds.length) % kinds.length];
    if (step === 0 || !next) return;
    setKind(next.kind);
    document.getElementById(`${id}-${next.kind}`)?.focus();
  };

  return (
    <section className="sheet composer" aria-label={texts.composer}>
      <div role="tablist" aria-label={texts.composer} onKeyDown={onTabKey}>
        {kinds.map((one) => (
          <button
            key={one.kind}
            id={`${id}-${one.kind}`}
            type="button"
            role="tab"
            tabIndex={kind === one.kind ? 0 : -1}
            aria-selected={kind === one.kind}
            aria-controls={`${id}-panel`}
            onClick={() => setKind(one.kind)}
          >
            {texts.kinds[one.kind]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${kind}`}>
        {refused && (
          <Refusal told title={texts.refused} commitments={refused.commitments} reason={`${say(refused.detail)} ${texts.kept}`} />
        )}
        <div className="writing">
          <Icon name={kinds.find((one) => one.kind === kind)?.icon ?? 'mail'} />
          <textarea
            ref={area}
            rows={1}
            aria-label={texts.kinds[kind]}
            placeholder={placeholder}
            // What is written while it is sent would go with what was sent.
            readOnly={sending}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !heldByInputMethod(event.nativeEvent))
                void write();
            }}
          />
          <button
            type="button"
            className="button primary compact"
            disabled={sending}
            onClick={() => (text.trim() === '' ? area.current?.focus() : void write())}
          >
            {sending ? texts.sending : texts.send[kind]}
          </button>
        </div>
        {(text !== '' || kind === 'call') && (
          <div className="choices">
            {kind === 'reply' && byMail && (
              <Choice name={`${id}-channel`} legend={texts.by} options={texts.channels} value={channel} onChange={setChannel} />
            )}
            {kind === 'call' && (
              <Choice
                name={`${id}-caller`}
                legend={texts.whoCalled}
                options={texts.directions}
                value={caller}
                onChange={setCaller}
              />
            )}
            {text !== '' && <DraftNote restored={restored} onDiscard={() => setText('')} />}
          </div>
        )}
      </div>
    </section>
  );
}

function Choice<Value extends string>({
  name,
  legend,
  options,
  value,
  onChange,
}: {
  name: string;
  legend: string;
  options: Readonly<Record<Value, string>>;
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <span role="radiogroup" aria-label={legend} className="choices-of">
      {(Object.keys(options) as Value[]).map((option) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          {options[option]}{' '}
        </label>
      ))}
    </span>
  );
}
