import { instant, type Instant } from '#platform/time/instant.ts';
import { changeTerms, engineEvent, moveLife, newLife, tell, type ClockLife, type MutableLife } from './clock-life.rules.ts';
import { isActive } from './clock/fold.rules.ts';
import { factsAfter } from './facts.rules.ts';
import { ANCHOR_KNOWN, anchoredDue, DOES_NOT_FIT, NOT_PROMISED, withGivenLimit, type AnchorRule } from './plan-clocks.rules.ts';
import { fitIn, type ClockVersion, type Moves } from './plan-versions.rules.ts';
import type { Facts, SubjectEvent } from './subject-clocks.schema.ts';

/** The lives of a clock that is due ahead of a date (R21): it starts when the date becomes known. */
export function livesByAnchor(first: ClockVersion, moves: Moves, view: readonly SubjectEvent[]): ClockLife[] {
  const lives: MutableLife[] = [];
  let version = first;
  let facts: Facts = {};
  let known: number | undefined;
  const inOrder = byKnowledge(first.rule?.anchor, view);
  for (const [place, event] of inOrder.entries()) {
    const moved = moves.get(event);
    if (moved !== undefined) {
      version = moved;
      const due = dueIn(version, facts);
      moveAnchored(lives.at(-1), version, { due, isSame: due === known, at: event.at, past: inOrder.slice(0, place) });
      known = due;
      continue;
    }
    facts = factsAfter(facts, event);
    const due = dueIn(version, facts);
    if (due !== known) {
      known = due;
      anchorChanged(version, lives, { due, at: event.recordedAt });
    }
    const life = lives.at(-1);
    const told = life === undefined ? undefined : engineEvent(version, life, event);
    if (life !== undefined && told !== undefined) tell(life, { ...told, at: timeOf(version.rule?.anchor, event) });
  }
  return lives;
}

function dueIn(version: ClockVersion, facts: Facts): number | undefined {
  const { rule } = version;
  if (rule?.anchor === undefined || fitIn(version, facts).misfit !== undefined) return undefined;
  return anchoredDue(rule, rule.anchor, facts);
}

/** A clock that runs takes what the version makes of its date; one that the version alone would have begins with the next date. */
function moveAnchored(
  life: MutableLife | undefined,
  version: ClockVersion,
  moved: { due: number | undefined; isSame: boolean; at: Instant; past: readonly SubjectEvent[] },
): void {
  if (life === undefined) return;
  const { rule } = version;
  const { due, isSame, at, past } = moved;
  if (rule === undefined || due === undefined) return moveLife(life, version, { fit: { misfit: NOT_PROMISED }, at, past });
  const asItWas = typeof life.definition.limit === 'object' ? life.definition.limit.at : undefined;
  const isKept = asItWas !== undefined && (isSame || Math.max(due, asItWas) <= at);
  const limit = isKept ? asItWas : instant(Math.max(due, at));
  moveLife(life, version, { fit: { definition: withGivenLimit(rule, limit) }, at, past });
}

/** An anchor counts from when it became known, so the event that sets it stands there (R21). */
function byKnowledge(anchor: AnchorRule | undefined, view: readonly SubjectEvent[]): SubjectEvent[] {
  return [...view].sort((a, b) => timeOf(anchor, a) - timeOf(anchor, b));
}

function timeOf(anchor: AnchorRule | undefined, event: SubjectEvent): Instant {
  return anchor !== undefined && event.fields != null && Object.hasOwn(event.fields, anchor.name) ? event.recordedAt : event.at;
}

/** The clock starts when the anchor becomes known, due then at the earliest; another date counts again (R21). */
function anchorChanged(
  { rules, rule }: ClockVersion,
  lives: MutableLife[],
  anchor: { due: number | undefined; at: Instant },
): void {
  const life = lives.at(-1);
  if (rule === undefined || anchor.due === undefined) {
    if (life !== undefined) tell(life, { at: anchor.at, type: DOES_NOT_FIT });
    return;
  }
  const lateKnowledge = anchor.due < anchor.at;
  const definition = withGivenLimit(rule, instant(Math.max(anchor.due, anchor.at)));
  if (life !== undefined && isActive(life.run)) {
    changeTerms(rules, life, definition, anchor.at);
    life.lateKnowledge = lateKnowledge;
    return;
  }
  const begun = newLife(rules, definition, lateKnowledge);
  tell(begun, { at: anchor.at, type: ANCHOR_KNOWN });
  lives.push(begun);
}
