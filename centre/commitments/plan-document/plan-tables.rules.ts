/** The tables of a plan's chapter behind its commitments. */
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { say } from '#platform/i18n/language.ts';
import { limitInWords } from '#platform/ui/duration.ts';
import type { ChapterBlock, ChapterRow } from '#platform/print/chapter.schema.ts';
import { conditionWords } from '../condition-words.rules.ts';
import { startWordsEn } from '../start-words.texts.en.ts';
import { startWordsZh } from '../start-words.texts.zh.ts';
import { stopWordsEn } from '../stop-words.texts.en.ts';
import { stopWordsZh } from '../stop-words.texts.zh.ts';
import {
  cadenceWords,
  calendarNamed,
  calendarWords,
  clockNamed,
  limitsOf,
  objectiveNamed,
  scheduleNamed,
  severityName,
  targetWords,
  type Wording,
} from './plan-words.rules.ts';

/** Everything of a plan that its commitments are counted by, a part with a heading for each kind. */
export function planTables(wording: Wording): ChapterBlock[] {
  return [limits, severities, calendars, schedules, conflicts, quality, forms].flatMap((write) => write(wording));
}

export const heading = (text: string, level: 1 | 2 = 1): ChapterBlock => ({ kind: 'heading', level, text });

export function table(
  columns: readonly (readonly [name: string, share: number])[],
  rows: readonly (readonly string[])[],
): ChapterBlock[] {
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: columns.map(([name, share]) => ({ name, share })),
      rows: rows.map((cells): ChapterRow => ({ cells: [...cells] })),
    },
  ];
}

/** A part with its heading; nothing where the plan says nothing of it. */
function part(title: string, blocks: readonly ChapterBlock[]): ChapterBlock[] {
  return blocks.length === 0 ? [] : [heading(title), ...blocks];
}

function limits(wording: Wording): ChapterBlock[] {
  const { plan, texts } = wording;
  const { columns } = texts;
  const rows = Object.entries(plan.clocks).map(([id, clock]) => [
    clockNamed(wording, id),
    startAndStop(wording, clock),
    limitsOf(wording, clock).join('\n'),
    calendarsOf(wording, clock),
    sourcesOf(wording, clock),
  ]);
  return part(
    texts.headings.limits,
    table(
      [
        [columns.clock, 18],
        [columns.from, 30],
        [columns.limit, 40],
        [columns.calendar, 16],
        [columns.source, 24],
      ],
      rows,
    ),
  );
}

type Clock = ServicePlan['clocks'][string];

function startAndStop({ language, texts }: Wording, { start, stop }: Clock): string {
  const [starts, stops] = language === 'zh' ? [startWordsZh, stopWordsZh] : [startWordsEn, stopWordsEn];
  const ends = [...new Set(stop.map((event) => stops[event] ?? event))].join(texts.comma);
  return start === undefined ? ends : texts.startStop(starts[start] ?? start, ends);
}

/** The commitments that a clock is for; those for some requests only with a word for which. */
function sourcesOf({ plan, language, texts }: Wording, { source, sourceWhen = {} }: Clock): string {
  const named = source.map((id) => {
    const condition = sourceWhen[id];
    return condition === undefined ? id : texts.onlyFor(id, say(conditionWords(condition, plan), language));
  });
  return named.join(Object.keys(sourceWhen).length === 0 ? ' ' : '\n');
}

function calendarsOf(wording: Wording, clock: Clock): string {
  const own = clock.calendar ?? wording.plan.clockDefaults.calendar;
  const named = [own, ...Object.values(clock.bySeverity ?? {}).map(({ calendar }) => calendar)];
  return [...new Set(named.flatMap((name) => (name === undefined ? [] : [calendarNamed(wording, name)])))].join(
    wording.texts.comma,
  );
}

function severities(wording: Wording): ChapterBlock[] {
  const { plan, texts } = wording;
  const rows = Object.entries(plan.severities)
    .toSorted(([, a], [, b]) => (a.gravity ?? 0) - (b.gravity ?? 0))
    .map(([id, { criteria }]) => [severityName(wording, id), criteria.join(texts.semicolon)]);
  return part(
    texts.headings.severities,
    table(
      [
        [texts.columns.severity, 30],
        [texts.columns.criteria, 90],
      ],
      rows,
    ),
  );
}

function calendars(wording: Wording): ChapterBlock[] {
  const { plan, texts } = wording;
  return part(
    texts.headings.calendars,
    table(
      [
        [texts.columns.calendar, 24],
        [texts.columns.hours, 80],
        [texts.columns.source, 24],
      ],
      Object.entries(plan.calendars).map(([id, calendar]) => [
        `${calendarNamed(wording, id)} ${id}`,
        calendarWords(wording, calendar).join(texts.semicolon),
        calendar.source.join(' '),
      ]),
    ),
  );
}

function schedules(wording: Wording): ChapterBlock[] {
  const { plan, texts } = wording;
  return part(
    texts.headings.schedules,
    table(
      [
        [texts.columns.work, 34],
        [texts.columns.cadence, 56],
        [texts.columns.source, 34],
      ],
      Object.entries(plan.schedules).map(([id, schedule]) => [
        scheduleNamed(wording, id),
        cadenceWords(wording, schedule),
        schedule.source.join(' '),
      ]),
    ),
  );
}

function conflicts(wording: Wording): ChapterBlock[] {
  const { plan, texts } = wording;
  return part(
    texts.headings.conflicts,
    table(
      [
        [texts.columns.number, 10],
        [texts.columns.source, 30],
        [texts.columns.chosen, 46],
        [texts.columns.reason, 26],
        [texts.columns.agreed, 20],
      ],
      plan.conflicts.map(({ id, clauses, chosen, reason, agreed }) => [
        id,
        clauses.map((clause) => quoted(wording, clause)).join('\n'),
        Object.entries(chosen)
          .map(([key, value]) => (texts.settled[key] ?? key) + texts.colon + settled(wording, value))
          .join('\n'),
        texts.reasons[reason] ?? reason,
        agreed?.on ?? texts.noAgreement,
      ]),
    ),
  );
}

function quoted({ plan, texts }: Wording, id: string): string {
  const clause = plan.commitments.find((one) => one.id === id);
  return clause === undefined ? id : texts.clauseQuoted(id, clause.quote);
}

/** What a settlement says: durations and names of clocks in words, what nobody knows as the plan has it. */
function settled(wording: Wording, value: unknown): string {
  const { plan, language, texts } = wording;
  if (Array.isArray(value)) return value.map((one) => settled(wording, one)).join(texts.comma);
  const word = typeof value === 'string' ? value : JSON.stringify(value);
  if (Object.hasOwn(plan.clocks, word)) return clockNamed(wording, word);
  return texts.settledValues[word] ?? limitInWords(word, null, language);
}

function quality(wording: Wording): ChapterBlock[] {
  const { plan, language, texts } = wording;
  if (plan.quality === undefined) return [];
  const { policy, certificate, objectives } = plan.quality;
  return [
    heading(texts.headings.quality),
    { kind: 'paragraph', text: texts.policy(say({ zh: policy.zh, en: policy.en ?? '' }, language)) },
    ...(certificate === undefined
      ? []
      : [{ kind: 'paragraph', text: texts.certificate(certificate.standard, certificate.validUntil) } as const]),
    ...table(
      [
        [texts.columns.objective, 40],
        [texts.columns.target, 40],
        [texts.columns.period, 20],
        [texts.columns.source, 30],
      ],
      Object.entries(objectives).map(([id, { target, period, source }]) => [
        objectiveNamed(wording, id),
        targetWords(wording, target),
        texts.periods[period],
        source.join(' '),
      ]),
    ),
  ];
}

function forms(wording: Wording): ChapterBlock[] {
  const { plan, language, texts } = wording;
  const { numbering: _numbering, ...stated } = plan.forms ?? { numbering: undefined };
  const rows = Object.values(stated).flatMap((form) =>
    form === undefined
      ? []
      : [[say(form, language), `${form.documentNumber} ${form.documentVersion}`, form.recordNumber, form.source.join(' ')]],
  );
  return part(
    texts.headings.forms,
    table(
      [
        [texts.columns.form, 40],
        [texts.columns.document, 30],
        [texts.columns.recordNumber, 34],
        [texts.columns.source, 30],
      ],
      rows,
    ),
  );
}
