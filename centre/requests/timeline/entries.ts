import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { formOf } from '#forms/index.ts';
import type { Words } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { ClockEnding } from '../clock-endings.store.ts';
import type { MessageView, TimelineEntry } from '../requests.schema.ts';
import { HISTORY_IMPORTED } from '#centre/history/told-clocks.rules.ts';
import { stepWords } from '../step.texts.ts';
import { movedFacts, movedTitle, PLAN_MOVED } from './plan-moved.ts';
import { consentTitles, customerTitles, timelineWords } from './timeline.texts.ts';
import { toldBy, type WrittenText } from './told.ts';
import { listed, type Vocabulary } from './value-words.ts';

/** An event of the request or of what hangs on it, as it is stored. */
export interface StoredEvent {
  readonly id: string;
  /** Told apart by their transaction: events of one command are one entry. */
  readonly command: string;
  readonly streamKind: string;
  readonly seq: number;
  readonly type: string;
  readonly module: FlowModule | undefined;
  /** Of a record: its form. */
  readonly form: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: readonly WrittenText[];
  readonly author: TimelineEntry['author'];
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

export interface StoredMessage {
  readonly eventId: string;
  readonly automatic: boolean;
  readonly recordedAt: Instant;
  readonly view: MessageView;
  /** Whom it went to or came from. */
  readonly contactName: string | null;
}

export interface TimelineSources extends Vocabulary {
  readonly events: readonly StoredEvent[];
  readonly messages: readonly StoredMessage[];
  readonly endings: ReadonlyMap<string, readonly ClockEnding[]>;
  readonly clockWords: (clock: string) => Words;
  readonly customerView: boolean;
}

/** Sorted by time of happening, time of entry, transaction, and place within it. */
type Placed = TimelineEntry & { readonly order: readonly [number, number, number, number] };

const CLOCK_EVENTS: Readonly<Record<string, { readonly mark: 'warning' | 'breached'; readonly title: Words }>> = {
  clockWarned: { mark: 'warning', title: timelineWords.clockWarned },
  clockBreached: { mark: 'breached', title: timelineWords.clockBreached },
};

/** What happened, newest first: an entry for each command with its words and what it did to clocks, one for each further message, one for each clock that time alone moved. */
export function timelineEntries(sources: TimelineSources): TimelineEntry[] {
  const own = sources.events.filter((event) => CLOCK_EVENTS[event.type] === undefined);
  const commands = Map.groupBy(own, commandOf);
  const commandOfEvent = new Map(own.map((event) => [event.id, commandOf(event)]));
  const messages = Map.groupBy(sources.messages, (message) => commandOfEvent.get(message.eventId) ?? '');
  const entries: Placed[] = [
    ...[...commands].flatMap(([command, events]) => commandEntries(sources, events, messages.get(command) ?? [])),
    // The event of a message that is shared may itself be hidden from the customer.
    ...(messages.get('') ?? []).map((message) => messageEntry(sources, message)),
    ...sources.events.flatMap((event) => clockEntry(sources, event)),
  ];
  return entries.toSorted((one, other) => compare(other.order, one.order)).map(({ order: _order, ...entry }) => entry);
}

/** Rows of an imported history happened one by one, though one command read them in. */
function commandOf(event: StoredEvent): string {
  return event.type === HISTORY_IMPORTED ? `${event.command}/${event.id}` : event.command;
}

function compare(one: Placed['order'], other: Placed['order']): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3];
}

/** One entry for the command, and one for each message beside the one that belongs to it. */
function commandEntries(sources: TimelineSources, events: readonly StoredEvent[], messages: readonly StoredMessage[]): Placed[] {
  const ranked = events.toSorted((one, other) => standing(one) - standing(other) || one.seq - other.seq);
  const [main] = ranked;
  if (main === undefined) return [];
  const message =
    messages.find((known) => !known.automatic) ??
    messages.find((known) => known.view.direction === 'outgoing' && main.type !== 'report');
  const { text, facts: told } = toldBy(main, { ...sources, said: message?.view.text ?? null });
  const facts = main.type === PLAN_MOVED ? movedFacts(main.data, sources) : told;
  const beside = broughtAlong(sources, ranked);
  const isWord = message !== undefined && !message.automatic && message.view.direction !== 'internal';
  const entry: Placed = {
    id: main.id,
    kind: isWord || main.type === 'messageWritten' ? 'message' : 'event',
    occurredAt: formatInstant(main.occurredAt),
    recordedAt: formatInstant(main.recordedAt),
    lateReason: main.texts.find((known) => known.field === 'lateReason')?.text ?? null,
    author: main.author,
    channel: message?.view.channel ?? null,
    title: main.type === 'messageWritten' && message !== undefined ? messageTitle(sources, message) : titleOf(sources, main),
    text,
    facts: [...facts, ...(beside === null || sources.customerView ? [] : [{ label: timelineWords.together, value: beside }])],
    message: message?.view ?? null,
    effects: events.flatMap((event) =>
      (sources.endings.get(event.id) ?? []).map((ending) => ({
        mark: ending.verdict,
        clock: ending.name,
        seconds: ending.seconds,
      })),
    ),
    order: [main.occurredAt, main.recordedAt, Number(main.command), main.type === HISTORY_IMPORTED ? main.seq : 0],
  };
  return [entry, ...messages.filter((known) => known !== message).map((known) => messageEntry(sources, known, main.command))];
}

/** Names of what the command did beside its main event, each once. */
function broughtAlong(sources: TimelineSources, [main, ...others]: readonly StoredEvent[]): Words | null {
  const titles = new Map(
    others.filter((event) => !isSilent(event)).map((event) => [titleOf(sources, event).zh, titleOf(sources, event)]),
  );
  if (main !== undefined) titles.delete(titleOf(sources, main).zh);
  return listed([...titles.values()]);
}

const STREAMS = ['serviceRequest', 'siteVisit', 'taskOrder', 'record'];

/** The lower, the more a command is told by this event: what was fired stands before what it brought along. */
function standing(event: StoredEvent): number {
  return (isSilent(event) ? STREAMS.length : 0) + STREAMS.indexOf(event.streamKind);
}

/** Fired by the product along with another; a report begins its request and is told. */
function isSilent(event: StoredEvent): boolean {
  if (event.module === undefined) return false;
  const row = event.module.flow.rows.find((known) => known.event === event.type);
  return row === undefined || (row.silent === true && !(event.streamKind === 'serviceRequest' && row.from.length === 0));
}

function titleOf(sources: TimelineSources, event: StoredEvent): Words {
  const answer = consentAnswer(event);
  if (answer !== undefined) return consentTitles[answer][sources.customerView ? 'customer' : 'staff'];
  const plain = sources.customerView ? customerTitles[event.type] : undefined;
  if (plain !== undefined) return plain;
  if (event.type === 'messageWritten') return timelineWords.messageWritten;
  if (event.type === 'breachExplained') return timelineWords.breachExplained;
  if (event.type === HISTORY_IMPORTED) return timelineWords.historyImported;
  if (event.type === PLAN_MOVED) return movedTitle(event.data);
  if (event.module === undefined) return { zh: event.type, en: event.type };
  const words = stepWords(event.module, event.type);
  const form = event.form === undefined ? undefined : formOf(event.form)?.title;
  return form === undefined ? words : { zh: `${words.zh}·${form.zh}`, en: `${words.en}: ${form.en}` };
}

const CONSENT_EVENTS = ['askConsent', 'answerConsent'];

/** What was said to a consent, of the events that tell it. */
function consentAnswer({ type, data }: StoredEvent): keyof typeof consentTitles | undefined {
  if (!CONSENT_EVENTS.includes(type)) return undefined;
  if (data['answer'] === 'asked') return 'asked';
  return data['refused'] === true ? 'refused' : 'given';
}

function messageEntry(sources: TimelineSources, message: StoredMessage, command = '0'): Placed {
  const { view } = message;
  return {
    id: view.id,
    kind: 'message',
    occurredAt: view.occurredAt,
    recordedAt: formatInstant(message.recordedAt),
    lateReason: null,
    author: view.author,
    channel: view.channel,
    title: messageTitle(sources, message),
    text: null,
    facts: [],
    message: view,
    effects: [],
    // What answers automatically comes right behind what it answers.
    order: [Date.parse(view.occurredAt), message.recordedAt, Number(command), 1],
  };
}

function messageTitle(sources: TimelineSources, message: StoredMessage): Words {
  const { direction } = message.view;
  if (message.automatic) return timelineWords.automatic;
  if (direction === 'internal') return timelineWords.internal;
  if (direction === 'incoming') return sources.customerView ? timelineWords.toUs : timelineWords.fromCustomer;
  if (sources.customerView) return timelineWords.toYou;
  const name = message.contactName;
  if (name === null) return timelineWords.toCustomerUnnamed;
  return { zh: timelineWords.toCustomer.zh.replace('{name}', name), en: timelineWords.toCustomer.en.replace('{name}', name) };
}

function clockEntry(sources: TimelineSources, event: StoredEvent): Placed[] {
  const told = CLOCK_EVENTS[event.type];
  const clock = event.data['clock'];
  if (told === undefined || typeof clock !== 'string') return [];
  return [
    {
      id: event.id,
      kind: 'clock',
      occurredAt: formatInstant(event.occurredAt),
      recordedAt: formatInstant(event.recordedAt),
      lateReason: null,
      author: event.author,
      channel: null,
      title: told.title,
      text: null,
      facts: [],
      message: null,
      effects: [{ mark: told.mark, clock: sources.clockWords(clock), seconds: null }],
      order: [event.occurredAt, event.recordedAt, Number(event.command), 2],
    },
  ];
}
