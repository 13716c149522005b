import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { DAY_MS, formatDay, weekdayOf } from '../calendar/civil-date.rules.ts';
import type { Zone } from '../calendar/zone.rules.ts';
import { readCase, writtenAnswer, type CaseFile, type ClockCase, type WrittenAnswer } from './case-file.rules.ts';
import type { ClockFault } from './clock.errors.ts';
import type { ClockDefinition } from './clock.schema.ts';
import { explainClock } from './explain.rules.ts';
import type { ClockExplanation, ExplainedStretch } from './explain.schema.ts';
import type { ExplainTexts } from './explain.texts.zh.ts';
import { calendarNamed } from './terms.rules.ts';

/** The explanations of a case: as of each instant, each of its clocks. */
export interface ExplainedCase {
  readonly name: string;
  readonly snapshots: readonly {
    readonly asOf: string;
    readonly clocks: readonly {
      readonly definition: ClockDefinition;
      readonly zone: Zone;
      readonly explanation: ClockExplanation;
    }[];
  }[];
}

/** Explains every clock of a case as of each of its instants. Throws `ClockFault`. */
export function explainedCase(file: CaseFile, clockCase: ClockCase): ExplainedCase {
  const { clocks, calendars, events, asOf } = readCase(file, clockCase);
  const snapshots = asOf.map(({ text, at }) => ({
    asOf: text,
    clocks: clocks.map((definition) => ({
      definition,
      zone: calendarNamed(calendars, definition.calendar).zone,
      explanation: explainClock(definition, calendars, events, at),
    })),
  }));
  return { name: clockCase.name, snapshots };
}

/** For programs: the answer of each clock with its explanation, instants in UTC. */
export function explanationJson({ name, snapshots }: ExplainedCase): string {
  return JSON.stringify({
    name,
    snapshots: snapshots.map(({ asOf, clocks }) => ({
      asOf,
      clocks: Object.fromEntries(clocks.map(({ definition, explanation }) => [definition.id, writtenExplanation(explanation)])),
    })),
  });
}

/** An explanation as it goes out. */
export function writtenExplanation({
  answer,
  startedAt,
  until,
  dueWithoutPauses,
  stretches,
  ...sums
}: ClockExplanation): WrittenAnswer & { explanation: unknown } {
  const text = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));
  return {
    ...writtenAnswer(answer),
    explanation: {
      startedAt: text(startedAt),
      until: text(until),
      dueWithoutPauses: text(dueWithoutPauses),
      ...sums,
      stretches: stretches.map((stretch) => ({ ...stretch, from: text(stretch.from), to: text(stretch.to) })),
    },
  };
}

/** For people: a line per stretch in the calendar's own time, the sum and the due instant last. */
export function explanationText({ name, snapshots }: ExplainedCase, texts: ExplainTexts): string {
  const lines = [filled(texts.case, { name })];
  for (const { asOf, clocks } of snapshots) {
    lines.push('', filled(texts.asOf, { at: asOf }));
    for (const { definition, zone, explanation } of clocks) lines.push('', ...clockLines(definition, zone, explanation, texts));
  }
  return lines.join('\n');
}

/** A refused case in words. */
export function faultText(fault: ClockFault, texts: ExplainTexts): string {
  return `${fault.code}: ${texts.faults[fault.code]} (${fault.where})`;
}

function clockLines(definition: ClockDefinition, zone: Zone, explanation: ClockExplanation, texts: ExplainTexts): string[] {
  const { answer, startedAt, terms } = explanation;
  const head = filled(texts.clock, {
    id: definition.id,
    state: texts.states[answer.state],
    limit: `${terms.limit} ${terms.unit ?? ''}`.trimEnd(),
  });
  if (startedAt === null) return [head, `  ${texts.notStarted}`];
  const at = (when: Instant): string => localText(zone, when, texts);
  return [
    head,
    ...[
      filled(texts.started, { at: at(startedAt) }),
      ...explanation.stretches.map((stretch) => stretchLine(stretch, at, texts)),
      explanation.limitSeconds === null
        ? texts.noLimit
        : filled(texts.sum, { sum: length(explanation.sumSeconds), limit: length(explanation.limitSeconds) }),
      answer.dueAt === null ? texts.noDue : filled(texts.due, { at: at(answer.dueAt) }),
      ...(explanation.dueWithoutPauses === null ? [] : [filled(texts.withoutPauses, { at: at(explanation.dueWithoutPauses) })]),
      ...(answer.breachedAt === null ? [] : [filled(texts.breached, { at: at(answer.breachedAt) })]),
      ...answer.pastBreaches.map((breach) => filled(texts.pastBreach, { limit: breach.limit, at: at(breach.breachedAt) })),
      ...(answer.provisional ? [texts.provisional] : []),
    ].map((line) => `  ${line}`),
  ];
}

function stretchLine(stretch: ExplainedStretch, at: (when: Instant) => string, texts: ExplainTexts): string {
  const cause =
    stretch.reasons.length === 0 ? texts.causes[stretch.cause] : `${texts.causes[stretch.cause]} (${stretch.reasons.join(', ')})`;
  const counted =
    stretch.countedSeconds === 0
      ? ''
      : `  ${length(stretch.countedSeconds)}  ${filled(texts.counts, { total: length(stretch.totalSeconds) })}`;
  return `${at(stretch.from)} – ${at(stretch.to)}  ${texts.kinds[stretch.kind]}  ${cause}${counted}`;
}

/** `2026-10-03 周六 22:10:00 +08:00` in the zone. */
function localText(zone: Zone, at: number, texts: ExplainTexts): string {
  const offset = zone.offsetAt(at);
  const day = zone.dayAt(at);
  const seconds = Math.floor((at + offset - day * DAY_MS) / 1000);
  const sign = offset < 0 ? '-' : '+';
  return `${formatDay(day)} ${texts.weekdays[weekdayOf(day)] ?? ''} ${clockFace(seconds)} ${sign}${clockFace(Math.abs(offset) / 1000).slice(0, 5)}`;
}

function clockFace(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** `8:30:00`, hours without end, a minus where over. */
function length(seconds: number): string {
  return `${seconds < 0 ? '-' : ''}${clockFace(Math.abs(seconds))}`;
}

function filled(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
}
