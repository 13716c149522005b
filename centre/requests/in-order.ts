import { timeFor } from '#flows/dossier/tell-customer.ts';
import { precedingOf, settledAfter } from '#flows/dossier/time-order.rules.ts';
import { flowModules } from '#flows/registry.ts';
import { refusal, type FieldFault, type Refusal } from '#platform/command/refusal.ts';
import type { Earlier } from '#platform/flow/step.ts';
import { formatInstant, parseInstant, type Instant } from '#platform/time/instant.ts';
import type { StepAtHand } from './assess-step.ts';
import { fieldWords, stepTexts, stepWords } from './step.texts.ts';

/** The guard that holds in every flow and that no plan switches off: what happened did so after what it rests on. */
export const OCCURRED_IN_ORDER = 'occurredInOrder';

/**
 * When the step happened, after what it rests on. Who states no time means now, whatever a clock that was set back says;
 * a stated time that lies before is refused with what came first, and when.
 */
export function placedInOrder(
  hand: StepAtHand,
  said: { readonly input: Readonly<Record<string, unknown>>; readonly timeStated: boolean },
): Instant | Refusal {
  const { module, step, dossier, subject, actor, at, now } = hand;
  const preceding = precedingOf({
    flow: module.flow,
    step,
    subject,
    context: { dossier, subjectId: subject.id, input: said.input as never, actor, at, now },
  });
  if (preceding === undefined) return at;
  if (!said.timeStated) return preceding.at > at ? preceding.at : at;
  return settledAfter(at, preceding.at) ?? outOfOrder(hand, preceding);
}

/** A device's clock may run so far ahead (0006): a word of now may seem to be of a moment later. */
const AHEAD = 2 * 60_000;

/** Refuses a word that is told to have been said before the request was received, or after the step that needed it. */
export function refuseUnsaid(
  { step, dossier, at, now, module }: StepAtHand,
  input: Readonly<Record<string, unknown>>,
): Refusal | null {
  const { receivedAt } = dossier.request;
  const fields = Object.entries(step.fields).flatMap(([field, spec]): FieldFault[] => {
    const value = input[field];
    const said = spec.said === true && typeof value === 'string' ? parseInstant(value) : undefined;
    if (said === undefined || (settledAfter(said, receivedAt) !== null && said <= (at === now ? at + AHEAD : at))) return [];
    const label = fieldWords(module, field);
    const fill = (text: string, name: string): string =>
      text
        .replace('{field}', name)
        .replace('{from}', timeFor(dossier, receivedAt) ?? '')
        .replace('{to}', timeFor(dossier, at) ?? '');
    const message = { zh: fill(stepTexts.unsaid.zh, label.zh), en: fill(stepTexts.unsaid.en, label.en) };
    return [{ field, code: OCCURRED_IN_ORDER, message }];
  });
  const [first] = fields;
  return first === undefined
    ? null
    : refusal(422, 'guardRefused', first.message, { guards: [OCCURRED_IN_ORDER], commitments: [], fields });
}

function outOfOrder({ dossier }: StepAtHand, preceding: Earlier): Refusal {
  const module = flowModules[preceding.flow];
  const event = module === undefined ? { zh: preceding.event, en: preceding.event } : stepWords(module, preceding.event);
  const time = timeFor(dossier, preceding.at) ?? '';
  const words = {
    zh: stepTexts.outOfOrder.zh.replace('{event}', event.zh).replace('{time}', time),
    en: stepTexts.outOfOrder.en.replace('{event}', event.en).replace('{time}', time),
  };
  return refusal(422, 'guardRefused', words, {
    guards: [OCCURRED_IN_ORDER],
    commitments: [],
    fields: [{ field: 'occurredAt', code: OCCURRED_IN_ORDER, message: words }],
    details: { after: preceding.event, at: formatInstant(preceding.at) },
  });
}
