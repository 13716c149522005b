import type { Transaction } from 'kysely';
import { planById, serviceClause, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import { correctionsBetween } from './calendar-corrections.rules.ts';
import type { BothLanguages, ClockExplanation, ClockView, PauseTold } from './clock-view.schema.ts';
import type { ExplainedStretch } from './clock/explain.schema.ts';
import { explainTextsEn } from './clock/explain.texts.en.ts';
import { explainTextsZh } from './clock/explain.texts.zh.ts';
import { historiesOf } from './histories.store.ts';
import { pausesOf, type ToldPause } from './pauses.store.ts';
import { limitWords } from './limit-words.ts';
import type { PlanClockRules } from './plan-clocks.rules.ts';
import { calendarWords, wordingOf } from './plan-document/plan-words.rules.ts';
import { rulesThrough } from './plan-rules.ts';
import { startWordsEn } from './start-words.texts.en.ts';
import { startWordsZh } from './start-words.texts.zh.ts';
import { explainSubjectClock } from './subject-clocks.rules.ts';

/**
 * Why a clock of a request is due when it is, by what was known at `asOf`: the clauses, the plan's value, every stretch, the sum. `planId`
 * is the version that held then. Undefined where nothing is to be explained yet.
 */
export async function explainedClock(
  tx: Transaction<Tables>,
  about: { requestId: string; planId: string; view: ClockView; asOf: Instant },
): Promise<ClockExplanation | undefined> {
  const { view } = about;
  const stored = await planById(tx, about.planId);
  const histories = await historiesOf(tx, about.requestId);
  const history = histories.find((subject) => subject.kind === view.subject.kind && subject.id === view.subject.id);
  const rules = await rulesThrough(tx, stored, { histories });
  const explained = explainSubjectClock(
    rules,
    { subjectKind: view.subject.kind, clock: view.id, cycle: view.cycle },
    history?.events ?? [],
    about.asOf,
  );
  if (explained === undefined) return undefined;
  const { plan } = stored;
  const startedBy = startOf(rules, view, history?.events ?? [], explained.startedAt);
  const isPaused = explained.stretches.some(({ kind }) => kind === 'paused');
  const told = isPaused ? await pausesOf(tx, about.requestId, view.calendar.timezone) : [];
  const pauses = told.filter(({ recordedAt }) => recordedAt <= about.asOf);
  return {
    clock: view,
    plan: { id: stored.id, code: plan.plan.id, revision: plan.plan.revision },
    clauses: view.commitments.flatMap((id) => {
      const clause = serviceClause(plan, id);
      return clause === undefined
        ? []
        : [{ id, clause: clause.clause, quote: clause.quote, text: { zh: clause.zh, en: clause.en } }];
    }),
    planValue: limitWords(view),
    calendarHours: calendarHours(plan, view.calendar.id),
    assumed: isAssumed(plan, view.id),
    stretches: explained.stretches.map((stretch, index) => ({
      from: formatInstant(stretch.from),
      to: formatInstant(stretch.to),
      kind: stretch.kind,
      cause: stretch.cause,
      label: causeWords(stretch, index === 0 ? startedBy : undefined),
      note: noteOf(stretch),
      pauses: pausesOfStretch(stretch, pauses),
      countedSeconds: stretch.countedSeconds,
      totalSeconds: stretch.totalSeconds,
    })),
    sumSeconds: explained.sumSeconds,
    dueWithoutPauses: explained.dueWithoutPauses === null ? null : formatInstant(explained.dueWithoutPauses),
    holidayNotices: noticesIn(rules, view, { from: explained.startedAt, to: explained.until, asOf: about.asOf }),
  };
}

/** A clock that has ended keeps the calendar it ended on. */
function noticesIn(
  rules: PlanClockRules,
  view: ClockView,
  span: { from: Instant | null; to: Instant | null; asOf: Instant },
): ClockExplanation['holidayNotices'] {
  const { from, to } = span;
  if (from === null || to === null) return [];
  const stopped = view.stoppedAt === null ? null : parseInstant(view.stoppedAt);
  const asOf = instant(Math.min(span.asOf, stopped ?? Infinity));
  return correctionsBetween(rules, view.calendar.id, { from, to, asOf }).map(({ at, source }) => ({
    at: formatInstant(at),
    source,
    text: { zh: explainTextsZh.noticed, en: explainTextsEn.noticed },
  }));
}

function calendarHours(plan: ServicePlan, calendar: string): BothLanguages | null {
  const written = plan.calendars[calendar];
  if (written?.kind !== 'weekly') return null;
  const words = (language: 'zh' | 'en'): string => {
    const wording = wordingOf(plan, language);
    return calendarWords(wording, written).join(wording.texts.semicolon);
  };
  return { zh: words('zh'), en: words('en') };
}

function isAssumed(plan: ServicePlan, clock: string): boolean {
  return plan.clocks[clock]?.assumed === true;
}

/** The event that set the cycle going: the start that the plan names, or a reopening. A change of terms (R9) has no word. */
function startOf(
  rules: PlanClockRules,
  view: ClockView,
  events: readonly { readonly type: string; readonly at: Instant }[],
  startedAt: Instant | null,
): string | undefined {
  const start = rules.clocks.find(({ name, per }) => name === view.id && per === view.subject.kind)?.start;
  return [start, 'reopened'].find((type) => events.some((event) => event.type === type && event.at === startedAt));
}

/** The first stretch also says what set the clock going: `全天计时，收到起算`. */
function causeWords(stretch: ExplainedStretch, startedBy: string | undefined): BothLanguages {
  const cause = { zh: explainTextsZh.causes[stretch.cause], en: explainTextsEn.causes[stretch.cause] };
  const start = startedBy === undefined ? undefined : { zh: startWordsZh[startedBy], en: startWordsEn[startedBy] };
  if (start?.zh === undefined || start.en === undefined) return cause;
  return { zh: `${cause.zh}，${start.zh}`, en: `${cause.en}, ${start.en}` };
}

/** Of each reason that held the clock then, the pause that was told last before. */
function pausesOfStretch(stretch: ExplainedStretch, pauses: readonly ToldPause[]): PauseTold[] {
  if (stretch.kind !== 'paused') return [];
  return stretch.reasons.flatMap((reason) => {
    const told = pauses.findLast((pause) => pause.reason === reason && pause.at <= stretch.from);
    if (told === undefined) return [];
    const { saidBy, saidAt, note, recordedBy, recordedAt } = told;
    return [{ reason: reasonWords(reason), saidBy, saidAt, note, recordedBy, recordedAt: formatInstant(recordedAt) }];
  });
}

function reasonWords(reason: string): BothLanguages {
  const known = reason as keyof typeof PAUSE_WORDS.zh;
  return { zh: PAUSE_WORDS.zh[known] ?? reason, en: PAUSE_WORDS.en[known] ?? reason };
}

/** A pause names its reasons; what they are called the plan and the flows know, here their identifiers suffice where no words are. */
function noteOf(stretch: ExplainedStretch): BothLanguages | null {
  if (stretch.reasons.length === 0) return null;
  const say = (words: Readonly<Record<string, string>>, join: string): string =>
    stretch.reasons.map((reason) => words[reason] ?? reason).join(join);
  return { zh: say(PAUSE_WORDS.zh, '、'), en: say(PAUSE_WORDS.en, ', ') };
}

const PAUSE_WORDS = {
  zh: { customerUnreachable: '联系不上客户', customerDeniedAccess: '客户未放行', customerRequestedDelay: '客户要求延期' },
  en: {
    customerUnreachable: 'customer unreachable',
    customerDeniedAccess: 'access denied by the customer',
    customerRequestedDelay: 'delay asked for by the customer',
  },
} as const;
