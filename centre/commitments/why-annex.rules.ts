/** Why a due time is what it is, on paper: the annex that is sent along when somebody asks. */
import { nameOfPaper } from '#platform/text/file-name.rules.ts';
import { say } from '#platform/i18n/language.ts';
import type { Chapter, ChapterRow } from '#platform/print/chapter.schema.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { isoDay, time, weekday, type Place } from '#platform/ui/format.ts';
import type { ClockExplanation } from './clock-view.schema.ts';
import {
  clauseTold,
  dueWithWeekday,
  pauseTold,
  stretchSpan,
  sumFigure,
  sumWords,
  whyEnd,
  whyNotes,
  whyTexts,
} from './ui/why-words.rules.ts';

export interface AnnexOf {
  readonly explanation: ClockExplanation;
  readonly language: 'zh' | 'en';
  readonly request: { readonly number: string; readonly title: string };
}

/** Every second from the start to the due time by a named stretch, and their sum. */
export function whyAnnex({ explanation, language, request }: AnnexOf): Chapter {
  const { clock, plan, clauses, planValue } = explanation;
  const texts = whyTexts[language];
  const place: Place = { zone: clock.calendar.timezone, language };
  const dated = (text: string): string => texts.zoned(dateAndTime(text, place), place.zone);
  const name = say(clock.name, language);
  const notes = whyNotes(explanation, place);
  return {
    language,
    title: texts.annexTitle,
    facts: [
      fact(texts.request, `${request.number} ${request.title}`),
      fact(texts.clock, name),
      fact(texts.dueLabel, clock.dueAt === null ? texts.noDue : dated(clock.dueAt)),
      fact(texts.plan, texts.planOf(plan.code, plan.revision)),
      ...(clauses.length === 0 ? [] : [fact(texts.clauses, clauses.map((clause) => clauseLine(clause, language)).join('\n'))]),
      fact(texts.value, say(planValue, language) + (explanation.assumed ? texts.stop + texts.assumed : '')),
      ...(explanation.calendarHours === null ? [] : [fact(texts.hoursLabel, say(explanation.calendarHours, language))]),
      fact(texts.asOf, dated(clock.asOf)),
    ],
    blocks: [
      {
        kind: 'table',
        columns: [
          { name: texts.fromTo, share: 34 },
          { name: texts.cause, share: 60 },
          { name: texts.counted, share: 15 },
          { name: texts.total, share: 15 },
        ],
        rows: [...explanation.stretches.map((stretch) => stretchRow(stretch, place)), ...endRows(explanation, place)],
      },
      ...notes.map((text) => ({ kind: 'paragraph' as const, text: text.trim(), isQuiet: true })),
    ],
    foot: `${request.number} ${name} ${dated(clock.asOf)}`,
  };
}

/** The name of its file: request, clock and what it is, in the reader's language. */
export function whyAnnexFile({ explanation, language, request }: AnnexOf): string {
  return nameOfPaper([request.number, say(explanation.clock.name, language), whyTexts[language].annexFile], 'pdf');
}

/** The clause as the source has it, and what it says where that is another language. */
function clauseLine(clause: ClockExplanation['clauses'][number], language: AnnexOf['language']): string {
  return [clause.id, whyTexts[language].quote(clause.quote), clauseTold(clause, language) ?? ''].join(' ').trimEnd();
}

const fact = (label: string, text: string): [string, string] => [label, text];

function stretchRow(stretch: ClockExplanation['stretches'][number], place: Place): ChapterRow {
  const { language } = place;
  const texts = whyTexts[language];
  const isCounted = stretch.countedSeconds > 0;
  const told = stretch.pauses.map((pause) => pauseTold(pause, place));
  const note = told.length === 0 && stretch.note !== null ? [say(stretch.note, language)] : told;
  return {
    cells: [
      stretchSpan(stretch, place),
      [say(stretch.label, language), ...note].join('\n'),
      isCounted ? sumFigure(stretch.countedSeconds) : texts.notCounted,
      sumFigure(stretch.totalSeconds),
    ],
    ...(isCounted ? {} : { tone: 'quiet' as const }),
  };
}

/** The sum, and how the clock ended. */
function endRows(explanation: ClockExplanation, place: Place): ChapterRow[] {
  const { clock, sumSeconds } = explanation;
  const texts = whyTexts[place.language];
  const due = clock.dueAt === null ? texts.sumLabel : texts.due(dueWithWeekday(clock.dueAt, place));
  const end = whyEnd(clock, place);
  return [
    { cells: [due, sumWords(explanation, place), sumFigure(sumSeconds), ''], tone: 'strong' },
    ...(end === null ? [] : [{ cells: [end.when, end.how, '', ''], tone: end.late ? ('strong' as const) : undefined }]),
  ];
}

/** `2026-10-10 周六 10:30`: on paper with its year. */
function dateAndTime(text: string, place: Place): string {
  const at = parseInstant(text);
  return at === undefined ? '' : `${isoDay(at, place.zone)} ${weekday(at, place)} ${time(at, place)}`;
}
