import { timeFor } from '#flows/dossier/tell-customer.ts';
import { precedingOf, settledAfter } from '#flows/dossier/time-order.rules.ts';
import { flowModules } from '#flows/registry.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Earlier } from '#platform/flow/step.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { StepAtHand } from './assess-step.ts';
import { stepTexts, stepWords } from './step.texts.ts';

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
