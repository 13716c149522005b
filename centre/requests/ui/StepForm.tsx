import { lazy, Suspense, useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { pathOfFault } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { heldFocus } from '#platform/ui/held-focus.ts';
import { heldByInputMethod } from '#platform/ui/keys.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import type { NextEvent } from '../requests.schema.ts';
import { Refusal } from './Refusal.tsx';
import type { StepFieldsProps } from './StepFields.tsx';
import { initialInput, inputToKeep, inputToSend, type StepInput } from './step-input.rules.ts';
import { stepTexts } from './steps.texts.ts';
import './steps.css';
import './step-form.css';

const loadFields = () => import('./StepFields.tsx');
const StepFields = lazy(() => loadFields().then((module) => ({ default: module.StepFields })));

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

/** The form of one step, drawn from what the step needs. A refusal stands above it; what was written stays, on the device as well. */
export function StepForm({ event, zone, onFire, onClose }: StepFormProps) {
  const texts = useTexts(stepTexts);
  const say = useSay();
  const initial = useMemo(() => initialInput(event.needs), [event.needs]);
  const [kept, keep, drafted, times] = useDraftFields(`step.${event.path}`, initial);
  // Strokes and files live as long as the page.
  const [held, setHeld] = useState<StepInput>({});
  const input = { ...kept, ...held };
  const change = (changed: StepInput) => {
    setHeld((before) => ({ ...before, ...changed }));
    keep(inputToKeep(changed));
  };
  const startOver = () => {
    setHeld({});
    keep(null);
  };
  const [outcome, setOutcome] = useState<StepOutcome | null>(null);
  const [firing, setFiring] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const words = (told: BothLanguages | string) => (typeof told === 'string' ? told : say(told));

  // Whether a field is needed the guards decide, since a plan may switch one off: what lacks is told by the refusal.
  const wrong: StepFieldsProps['wrong'] = (name, label) => {
    const faults = outcome !== null && !outcome.done ? outcome.fields : {};
    const path = pathOfFault(Object.keys(faults), name);
    const told = path === undefined ? undefined : faults[path];
    if (told === undefined) return null;
    return path === `${name}.name` ? texts.part(texts.signName, words(told)) : words(told) || texts.missing(label);
  };

  const submit = async (submitted?: FormEvent) => {
    submitted?.preventDefault();
    if (firing) return;
    const giveBack = heldFocus();
    setFiring(true);
    const ended = await onFire(inputToSend(event.needs, input));
    // At once: what cannot be written in takes no focus.
    flushSync(() => setFiring(false));
    if (ended.done) {
      keep(null);
      onClose();
      return;
    }
    setOutcome(ended);
    giveBack();
    const first = event.needs.find((field) => pathOfFault(Object.keys(ended.fields), field.name) !== undefined);
    if (first)
      form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first.name)}"] :is(input, textarea, button)`)?.focus();
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
      // Before the controls get it: a list would open by the same key.
      onKeyDownCapture={(pressed) => {
        if (pressed.key !== 'Enter' || !(pressed.ctrlKey || pressed.metaKey) || heldByInputMethod(pressed.nativeEvent)) return;
        pressed.preventDefault();
        pressed.stopPropagation();
        void submit();
      }}
      onKeyDown={(pressed) => {
        if (pressed.key === 'Escape' && !heldByInputMethod(pressed.nativeEvent) && !pressed.defaultPrevented) onClose();
      }}
    >
      <h3>{say(event.label)}</h3>
      {outcome !== null && !outcome.done && (
        <Refusal told title={texts.refused} commitments={outcome.commitments} reason={`${words(outcome.detail)} ${texts.kept}`} />
      )}
      {!event.allowed && !firing && outcome === null && event.reason !== null && (
        <Refusal told title={texts.refusedNow} commitments={event.refusedBy} reason={`${say(event.reason)} ${texts.kept}`} />
      )}
      <Suspense
        fallback={
          <p className="small muted" role="status">
            {texts.loading}
          </p>
        }
      >
        {/* What is written while it is sent would go with what was sent. */}
        <div inert={firing}>
          <StepFields key={times} needs={event.needs} zone={zone} input={input} wrong={wrong} onChange={change} />
        </div>
        <div className="actions">
          <button type="submit" className="button primary" disabled={firing}>
            {firing ? texts.firing : say(event.label)}
            {!firing && <kbd aria-hidden="true">Ctrl Enter</kbd>}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          {drafted !== undefined && <DraftNote restored={drafted.restored} onDiscard={startOver} />}
        </div>
      </Suspense>
    </form>
  );
}
