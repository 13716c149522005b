import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { Answer } from '#platform/client/client.ts';
import { pathOfFault, type Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { heldFocus } from '#platform/ui/held-focus.ts';
import { heldByInputMethod } from '#platform/ui/keys.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import type { NeededField, NextEvent } from '../requests.schema.ts';
import { NotDone } from './NotDone.tsx';
import { PlainField } from './PlainField.tsx';
import { PlainOccurrence } from './PlainOccurrence.tsx';
import { missingIn, plainToSend } from './plain-input.rules.ts';
import { plainTexts } from './plain.texts.ts';
import { Refusal } from './Refusal.tsx';
import { SignedCells } from './SignedCells.tsx';
import { initialInput, inputToKeep, type StepInput } from './step-input.rules.ts';
import './plain-form.css';

export interface PlainFormProps {
  readonly event: NextEvent;
  /** The fields asked for; all of the event's own unless told otherwise. */
  readonly needs?: readonly NeededField[] | undefined;
  /** Whether a field is asked for, by what has been answered so far. */
  readonly shown?: ((field: NeededField, input: StepInput) => boolean) | undefined;
  readonly zone: string;
  /** Names the draft on the device. */
  readonly draftKey: string;
  readonly title: string;
  readonly submitLabel: string;
  /** Whether it may have happened before now. */
  readonly backdated?: boolean;
  readonly onSend: (input: StepInput) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
  /** Words above the fields. */
  readonly children?: ReactNode;
}

/** The form of one step in the browser's own controls, for phones and for customers. A reload loses nothing that was written. */
export function PlainForm(props: PlainFormProps) {
  const { event, zone, draftKey, title, submitLabel, backdated = false, onSend, onClose, children } = props;
  const all = props.needs ?? event.needs;
  const texts = useTexts(plainTexts);
  const say = useSay();
  const initial = useMemo(() => initialInput(all), [all]);
  const [kept, keep, drafted, times] = useDraftFields(draftKey, initial);
  // Strokes live as long as the page: they are not kept on the device.
  const [drawn, setDrawn] = useState<StepInput>({});
  const input = { ...kept, ...drawn };
  const needs = props.shown === undefined ? all : all.filter((field) => props.shown?.(field, input));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [sending, setSending] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  }, []);

  const change = (changed: StepInput) => {
    keep(inputToKeep(changed));
    const signed = Object.entries(changed).filter(([name]) => needs.find((field) => field.name === name)?.type === 'signature');
    if (signed.length > 0) setDrawn((before) => ({ ...before, ...Object.fromEntries(signed) }));
  };
  const startOver = () => {
    setDrawn({});
    keep(null);
  };
  const wrongOf = (name: string, label: string): string | null => {
    const faults = problem?.fields ?? [];
    const path = pathOfFault(
      faults.map(({ field }) => field),
      name,
    );
    const told = faults.find(({ field }) => field === path);
    if (told !== undefined)
      return path === `${name}.name`
        ? texts.part(texts.signerName, say(told.message))
        : say(told.message) || texts.missing(label);
    return missing.includes(name) ? texts.missing(label) : null;
  };
  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (sending || waiting) return;
    const lacking = missingIn(needs, input);
    setMissing(lacking);
    setProblem(null);
    if (lacking[0] !== undefined) {
      focusOn(form.current, lacking[0]);
      return;
    }
    const giveBack = heldFocus();
    setSending(true);
    const answer = await onSend(plainToSend(needs, input));
    // At once: what cannot be written in takes no focus.
    flushSync(() => setSending(false));
    if (answer.ok) {
      keep(null);
      onClose();
      return;
    }
    setProblem(answer.problem);
    giveBack();
    const faults = answer.problem.fields.map(({ field }) => field);
    const first = needs.find(({ name }) => pathOfFault(faults, name) !== undefined)?.name ?? faults[0];
    if (first !== undefined) focusOn(form.current, first);
  };

  return (
    <form
      ref={form}
      className="sheet plain-form"
      noValidate
      aria-label={title}
      aria-busy={sending}
      onSubmit={(submitted) => void submit(submitted)}
      onKeyDown={(pressed) => {
        if (pressed.key === 'Escape' && !heldByInputMethod(pressed.nativeEvent)) onClose();
      }}
    >
      <h3 tabIndex={-1}>{title}</h3>
      {children}
      {event.signs && <SignedCells {...event.signs} />}
      {problem !== null && <NotDone problem={problem} title={texts.refused} />}
      {!event.allowed && !sending && problem === null && event.reason !== null && (
        <Refusal told title={texts.refusedNow} commitments={event.refusedBy} reason={say(event.reason)} />
      )}
      {/* What is written while it is sent would go with what was sent. */}
      <div className="plain-fields" inert={sending} key={times}>
        {needs.map((field) => (
          <PlainField
            key={field.name}
            field={field}
            zone={zone}
            value={input[field.name]}
            wrong={wrongOf(field.name, say(field.label))}
            onChange={(value) => change({ [field.name]: value })}
            onWaiting={setWaiting}
          />
        ))}
        {backdated && <PlainOccurrence zone={zone} input={input} wrong={wrongOf} onChange={change} />}
      </div>
      <div className="actions">
        <button type="submit" className="button primary thumb" disabled={sending || waiting}>
          {sending ? texts.sending : submitLabel}
        </button>
        <button type="button" className="button thumb" onClick={onClose}>
          {texts.cancel}
        </button>
        {drafted?.restored === true && <DraftNote restored onDiscard={startOver} />}
      </div>
    </form>
  );
}

function focusOn(form: HTMLElement | null, name: string): void {
  const field = form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  field?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  field?.scrollIntoView({ block: 'center' });
}
