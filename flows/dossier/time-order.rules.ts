import type { FlowDefinition, FlowRow } from '#platform/flow/flow.ts';
import type { Earlier } from '#platform/flow/step.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { Passage } from './details.schema.ts';
import type { DossierContext, DossierStep } from './dossier-step.ts';
import type { SubjectKind } from './dossier.schema.ts';
import { passagesOf, stateOf } from './draft.ts';
import { rowFor } from '#platform/flow/flow.ts';

const MINUTE = 60_000;

export interface MoveAtHand {
  readonly flow: FlowDefinition;
  readonly step: Pick<DossierStep, 'event' | 'restsOn'>;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly context: DossierContext<never>;
}

/** What a step has to follow: where its own subject stands, and what of others it rests on. The latest of them; undefined where nothing is known. */
export function precedingOf({ flow, step, subject, context }: MoveAtHand): Earlier | undefined {
  const row = rowFor(flow, step.event, stateOf(context.dossier, subject));
  const own = row === undefined ? undefined : passageBefore(flow, row, passagesOf(context.dossier, subject));
  const all = [
    own === undefined ? undefined : { flow: flow.id, event: own.event, at: own.at },
    ...(step.restsOn?.(context) ?? []),
  ];
  return all.reduce(
    (latest, known) => (known !== undefined && (latest === undefined || known.at > latest.at) ? known : latest),
    undefined,
  );
}

/**
 * The passage that a row follows. A step that leaves the state as it is may be entered late: it rests on the first state in which it can happen.
 * A step that moves follows the state it moves from, so that the states of a subject come in the order of their times; where the same event may also
 * happen without moving (a first contact before the registration), it follows the first of those states that lie directly before.
 */
function passageBefore(flow: FlowDefinition, row: FlowRow, passed: readonly Passage[]): Passage | undefined {
  const rows = flow.rows.filter((known) => known.event === row.event);
  if (row.to === null) return passed.find(({ state }) => rows.some(({ from }) => from.includes(state)));
  const last = passed.at(-1);
  if (last === undefined || !row.from.includes(last.state)) return undefined;
  const staying = rows.filter(({ to }) => to === null).flatMap(({ from }) => from);
  const before = passed.findLastIndex(({ state }) => state !== last.state && !staying.includes(state));
  return passed[before + 1];
}

/**
 * When a step happened that follows `preceding`; null where it cannot have. A time told to the minute means that minute:
 * it may lie as late in it as what it follows.
 */
export function settledAfter(at: Instant, preceding: Instant): Instant | null {
  if (at >= preceding) return at;
  return at % MINUTE === 0 && preceding < at + MINUTE ? instant(preceding) : null;
}

/** Something that happened, where its time is known. */
export function earlier(flow: string, event: string, at: Instant | null | undefined): Earlier | undefined {
  return at === null || at === undefined ? undefined : { flow, event, at };
}

/** The first of several, where the step rests on any one of them. */
export function firstOf(known: readonly (Earlier | undefined)[]): Earlier | undefined {
  return known.reduce((first, one) => (one !== undefined && (first === undefined || one.at < first.at) ? one : first), undefined);
}
