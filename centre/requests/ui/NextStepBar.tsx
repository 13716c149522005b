import { useEffect, useRef, useState } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { heldByInputMethod, useKeys } from '#platform/ui/keys.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';
import type { NeededField, NextEvent } from '../requests.schema.ts';
import { openedStep } from './opened-step.rules.ts';
import { Refusal } from './Refusal.tsx';
import { prepareStepForm, StepForm, type StepOutcome } from './StepForm.tsx';
import { stepTexts } from './steps.texts.ts';
import './steps.css';
import './step-form.css';

export interface NextStepBarProps {
  readonly events: readonly NextEvent[];
  /** The position the person acts in, as people say it. */
  readonly position?: string | undefined;
  readonly zone: string;
  /** Whether the request is still open: an ended one says that nothing follows. */
  readonly open: boolean;
  readonly onFire: (event: NextEvent, input: Readonly<Record<string, unknown>>) => Promise<StepOutcome>;
}

const BESIDE = 3;

const gone = { zh: stepTexts.zh.gone, en: stepTexts.en.gone };

/** What may be done now, the likeliest first, and what may not, with who refuses it. Choosing one opens its form in place. */
export function NextStepBar({ events, position, zone, open: requestOpen, onFire }: NextStepBarProps) {
  const texts = useTexts(stepTexts);
  const say = useSay();
  // By its path: two task orders of one request have steps of the same name.
  const [chosen, setChosen] = useState<string | null>(null);
  const allowed = events.filter((event) => event.allowed);
  const refused = events.filter((event) => !event.allowed);
  const beside = allowed.slice(0, BESIDE);
  const further = allowed.slice(BESIDE);
  const offered = events.find((event) => event.path === chosen);
  const [opened, setOpened] = useState<NextEvent | null>(null);
  if (offered !== undefined && offered !== opened) setOpened(offered);
  const active = opened !== null && opened.path === chosen ? openedStep(opened, events, gone) : offered;
  useEffect(() => {
    const waiting = setTimeout(prepareStepForm, 1_500);
    return () => clearTimeout(waiting);
  }, []);
  const bar = useRef<HTMLElement>(null);
  const open = useRef(chosen);
  useEffect(() => {
    open.current = chosen;
  }, [chosen]);
  /** Whoever worked in the form goes on from the step it belonged to. */
  const close = (path: string) => {
    // A form that ends late, its answer still under way, may not close the one that was opened meanwhile.
    if (open.current !== path) return;
    setChosen(null);
    const find = (selector: string) => bar.current?.querySelector<HTMLElement>(selector);
    (find('.step[aria-expanded="true"]') ?? find('.menu-anchor > button'))?.focus();
  };
  useKeys(Object.fromEntries(beside.map((event, index) => [String(index + 1), () => setChosen(event.path)])));

  useOffers(
    allowed.map((event, index) => ({
      id: `step.${event.path}`,
      of: 'here',
      label: say(event.label),
      keys: index < BESIDE ? String(index + 1) : undefined,
      icon: 'right',
      onChoose: () => setChosen(event.path),
    })),
  );

  return (
    <section
      ref={bar}
      className="next-steps"
      aria-label={texts.nextStep}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'Escape' || chosen === null || heldByInputMethod(pressed.nativeEvent) || pressed.defaultPrevented)
          return;
        close(chosen);
      }}
    >
      <div className="bar">
        <h2 className="sheet-title">{texts.nextStep}</h2>
        {position !== undefined && <span className="small muted">{texts.actingAs(position)}</span>}
        {further.length > 0 && (
          <MenuButton
            className="button quiet compact"
            name={texts.moreSteps}
            end
            items={further.map((event) => ({
              id: event.path,
              label: (
                <span>
                  {say(event.label)}
                  <small>
                    <Needs event={event} />
                  </small>
                </span>
              ),
              onChoose: () => setChosen(event.path),
            }))}
          >
            {texts.more} {further.length}
            <Icon name="down" small />
          </MenuButton>
        )}
      </div>
      {allowed.length === 0 && <p className="small supporting">{requestOpen ? texts.nothingAllowed : texts.nothingAtAll}</p>}
      <div className={`steps ${beside.length === 1 ? 'one' : beside.length === 2 ? 'two' : ''}`}>
        {beside.map((event, index) => (
          <button
            key={event.path}
            type="button"
            className={index === 0 && event.aside !== true ? 'step primary' : 'step'}
            aria-expanded={chosen === event.path}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => setChosen(chosen === event.path ? null : event.path)}
          >
            <b>
              {say(event.label)}
              <kbd aria-hidden="true">{index + 1}</kbd>
            </b>
            <span>
              <Needs event={event} />
            </span>
          </button>
        ))}
      </div>
      {active && (
        <StepForm
          key={active.path}
          event={active}
          zone={zone}
          onFire={(input) => onFire(active, input)}
          onClose={() => close(active.path)}
        />
      )}
      {refused.length > 0 && (
        <div className="refusals" role="group" aria-label={texts.refusedNow}>
          {refused.map((event) => (
            <Refusal
              key={event.path}
              title={say(event.label)}
              commitments={event.refusedBy}
              reason={event.reason === null ? texts.refusedNow : say(event.reason)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

const NAMED = 3;

/** What a step asks for, before it is pressed. */
function Needs({ event }: { event: NextEvent }) {
  const texts = useTexts(stepTexts);
  const say = useSay();
  const said = (fields: readonly NeededField[]) => fields.map((field) => say(field.label));
  const any = said(event.needs.filter((field) => field.oneOf)).join(texts.or);
  const asked = [...said(event.needs.filter((field) => field.required)), ...(any === '' ? [] : [any])];
  if (asked.length === 0) return texts.needsNothing;
  const named = asked.slice(0, NAMED).join(texts.comma);
  return texts.needs(asked.length > NAMED ? named + texts.comma + texts.andMore(asked.length) : named);
}
