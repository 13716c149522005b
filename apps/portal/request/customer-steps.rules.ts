import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';
import { openedStep } from '#centre/requests/ui/opened-step.rules.ts';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { requestTexts, type BothWords } from './request.texts.ts';

type Named = 'events' | 'fields' | 'reasons';

/** The customer's words for an identifier of a flow; undefined where the flow's own are plain enough. */
function worded(kind: Named, id: string): BothLanguages | undefined {
  const [zh, en]: [BothWords, BothWords] = [requestTexts.zh[kind], requestTexts.en[kind]];
  return zh[id] === undefined ? undefined : { zh: zh[id], en: en[id] ?? zh[id] };
}

/** What the portal knows by itself: whoever confirms here does so in the portal, under the own name. */
const known = new Set(['confirmedBy', 'confirmedMeans', 'steps', 'saidBy', 'saidAt', 'source']);

/** An event in the customer's words, asking only what the customer alone can say. */
export function inCustomersWords(event: NextEvent): NextEvent {
  const guard = event.guards.find((id) => worded('reasons', id) !== undefined);
  return {
    ...event,
    label: worded('events', event.event) ?? event.label,
    reason: event.reason === null || guard === undefined ? event.reason : (worded('reasons', guard) ?? event.reason),
    needs: event.needs
      .filter((field) => !known.has(field.name) || (event.event === 'declineVisit' && field.name !== 'steps'))
      .map((field) => ({ ...field, label: worded('fields', field.name) ?? field.label })),
  };
}

/** Why a step was refused, in the customer's words where there are some for the guard. */
export function reasonInCustomersWords(guards: readonly string[], detail: BothLanguages): BothLanguages {
  const told = guards.flatMap((guard) => worded('reasons', guard) ?? []);
  const [first] = told;
  return first === undefined ? detail : { zh: told.map(({ zh }) => zh).join(''), en: told.map(({ en }) => en).join(' ') };
}

/** What the customer is asked: whether it works again, whether it is solved, to check and sign, how content they are. */
export interface Question {
  readonly kind: 'restored' | 'solved' | 'check' | 'opinion';
  readonly yes: NextEvent;
  readonly no: NextEvent | undefined;
}

const asked = [
  { kind: 'check', yes: 'customerCheck', no: 'objection' },
  { kind: 'restored', yes: 'restore', no: 'notSolved' },
  { kind: 'solved', yes: 'confirm', no: 'notSolved' },
  { kind: 'opinion', yes: 'giveOpinion', no: null },
] as const;

/** The one question of the page, if the flow lets the customer answer one now. */
export function questionOf(events: readonly NextEvent[]): Question | null {
  const allowed = (name: string) => events.find((event) => event.event === name && event.allowed);
  for (const { kind, yes, no } of asked) {
    const event = allowed(yes);
    if (event !== undefined) return { kind, yes: event, no: no === null ? undefined : allowed(no) };
  }
  return null;
}

const gone: BothLanguages = { zh: requestTexts.zh.gone, en: requestTexts.en.gone };

/** A step that the customer opened, as it stands now: whatever became of it, its form stays with what was written and drawn. */
export function openedByCustomer(opened: NextEvent, events: readonly NextEvent[]): NextEvent {
  return openedStep(opened, events, gone);
}

/** A question that the customer is answering at more length: it stands until they are done with it, though another were asked now. */
export function openedQuestion({ kind, yes, no }: Question, events: readonly NextEvent[]): Question {
  return {
    kind,
    yes: openedByCustomer(yes, events),
    no: no === undefined ? undefined : openedByCustomer(no, events),
  };
}

/** Fields that are still to be filled in: what the server knows already is sent along unasked. */
export function askedOf(event: NextEvent): readonly NeededField[] {
  return event.needs.filter((field) => field.initial === undefined || field.initial === null || field.type === 'signature');
}
