import { lazy, Suspense, useEffect, useRef, useState, type FormEvent } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import type { NextEvent } from '../requests.schema.ts';
import { Refusal } from './Refusal.tsx';
import { initialInput, inputToSend, missingFields, type StepInput } from './step-input.rules.ts';
import { stepTexts } from './steps.texts.ts';
import './steps.css';

const loadFields = () => import('./StepField.tsx');
const StepField = lazy(() => loadFields().then((module) => ({ default: module.StepField })));

/** Brings the controls of the forms while a person still reads, so that a form opens at once. */
export function prepareStepForm(): void {
  void loadFields();
}

/** How firing a step ended: done, or refused with the words of whoever refused it. */
export type StepOutcome =
  | { readonly done: true }
  | {
      readonly done: false;
      readonly detail: BothLanguages | string;
      readonly commitments: readonly string[];
      /** Field name to what is wrong with it. */
      readonly fields: Readonly<Record<string, BothLanguages | string>>;
    };

interface StepFormProps {
  readonly event: NextEvent;
  readonly zone: string;
  readonly onFire: (input: Readonly<Record<string, unknown>>) => Promise<StepOutcome>;
  readonly onClose: () => void;
}

/** The form of one step, drawn from what the step needs. A refusal stands above it; what was written stays. */
export function StepForm({ event, zone, onFire, onClose }: StepFormProps) {
  const texts = useTexts(stepTexts);
  const say = useSay();
  const [input, setInput] = useState<StepInput>(() => initialInput(event.needs));
  const [outcome, setOutcome] = useState<StepOutcome | null>(null);
  const [firing, setFiring] = useState(false);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.focus({ preventScroll: true });
  }, []);

  const missing = asked ? missingFields(event.needs, input) : [];
  const wrong = (name: string, label: string): string | null => {
    if (missing.includes(name)) return texts.missing(label);
    const told = outcome !== null && !outcome.done ? outcome.fields[name] : undefined;
    return told === undefined ? null : typeof told === 'string' ? told : say(told);
  };

  const submit = async (submitted?: FormEvent) => {
    submitted?.preventDefault();
    if (firing) return;
    setAsked(true);
    const [first] = missingFields(event.needs, input);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"] :is(input, textarea, [tabindex], button)`)?.focus();
      return;
    }
    setFiring(true);
    const ended = await onFire(inputToSend(event.needs, input));
    setFiring(false);
    if (ended.done) onClose();
    else setOutcome(ended);
  };

  return (
    <form
      ref={form}
      className="sheet step-form"
      tabIndex={-1}
      noValidate
      aria-label={say(event.label)}
      aria-busy={firing}
      onSubmit={(submitted) => void submit(submitted)}
      onKeyDown={(pressed) => {
        if (pressed.nativeEvent.isComposing || pressed.defaultPrevented) return;
        if (pressed.key === 'Escape') onClose();
        if (pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey)) void submit();
      }}
    >
      <h3>{say(event.label)}</h3>
      {outcome !== null && !outcome.done && (
        <Refusal told title={texts.refused} commitments={outcome.commitments} reason={`${typeof outcome.detail === 'string' ? outcome.detail : say(outcome.detail)} ${texts.kept}`} />
      )}
      {!event.allowed && outcome === null && event.reason !== null && (
        <Refusal told title={texts.refusedNow} commitments={event.refusedBy} reason={`${say(event.reason)} ${texts.kept}`} />
      )}
      <Suspense fallback={<p className="small muted" role="status">{texts.loading}</p>}>
        <div className="fields">
          {event.needs.map((field) => (
            <StepField key={field.name} field={field} zone={zone} value={input[field.name]} wrong={wrong(field.name, say(field.label))} onChange={(value) => setInput((before) => ({ ...before, [field.name]: value }))} />
          ))}
        </div>
      <div className="actions">
        <button type="submit" className="button primary" disabled={firing}>
          {firing ? texts.firing : texts.fire(say(event.label))}
          {!firing && <kbd aria-hidden="true">Ctrl Enter</kbd>}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {texts.cancel}
        </button>
      </div>
      </Suspense>
    </form>
  );
}
