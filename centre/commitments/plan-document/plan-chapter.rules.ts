/** The plan as the chapter that it is: what was promised, clause by clause, and what each promise is counted by. */
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { say } from '#platform/i18n/language.ts';
import type { Chapter, ChapterBlock } from '#platform/print/chapter.schema.ts';
import { own } from '#centre/plan/plan-tree.rules.ts';
import { conditionWords } from '../condition-words.rules.ts';
import { heading, planTables, table } from './plan-tables.rules.ts';
import {
  cadenceWords,
  clockNamed,
  limitsOf,
  objectiveNamed,
  scheduleNamed,
  targetWords,
  wordingOf,
  type Wording,
} from './plan-words.rules.ts';

export interface PlanToWrite {
  /** With the provider's blocks where the text leaves them out. */
  readonly plan: ServicePlan;
  readonly language: 'zh' | 'en';
  readonly state: 'draft' | 'active' | 'superseded';
  /** SHA-256 of the plan's text, hexadecimal; the foot shows its first 64 bits. */
  readonly digest: string;
}

const DIGEST_SHOWN = 16;

export function planChapter({ plan, language, state, digest }: PlanToWrite): Chapter {
  const wording = wordingOf(plan, language);
  const { texts } = wording;
  const { plan: head, customer, project } = plan;
  const until = head.effectiveUntil;
  return {
    language,
    title: say(head.title, language),
    ...(state === 'draft' ? { mark: texts.draftMark } : {}),
    facts: [
      fact(texts.facts.plan, texts.revision(head.id, head.revision)),
      fact(texts.facts.state, texts.states[state]),
      fact(texts.facts.customer, say(customer.name, language)),
      fact(texts.facts.project, `${say(project.name, language)} ${project.id}`),
      fact(texts.facts.contract, project.contractNumber),
      ...(plan.organisation === undefined ? [] : [fact(texts.facts.provider, say(plan.organisation.provider, language))]),
      fact(texts.facts.effective, until === undefined ? head.effectiveFrom : texts.fromTo(head.effectiveFrom, until)),
    ],
    blocks: [...commitments(wording), ...planTables(wording)],
    foot: texts.foot(head.id, head.revision, digest.slice(0, DIGEST_SHOWN)),
  };
}

/** What the name of its file says: which version of which plan, and that it is a draft. */
export function fileWords({ plan, language, state }: Omit<PlanToWrite, 'digest'>): string[] {
  const { texts } = wordingOf(plan, language);
  return [texts.revision(plan.plan.id, plan.plan.revision), ...(state === 'draft' ? [texts.draftMark] : [])];
}

const fact = (label: string, text: string): Chapter['facts'][number] => [label, text];

function commitments(wording: Wording): ChapterBlock[] {
  const { plan, language, texts } = wording;
  const { columns } = texts;
  const kept = keptBy(wording);
  const clauses = Map.groupBy(plan.commitments, ({ clause }) => clause);
  return [
    heading(texts.headings.commitments),
    { kind: 'paragraph', text: texts.marked, isQuiet: true },
    ...[...clauses].flatMap(([clause, found]) => [
      heading(texts.clause(clause), 2),
      ...table(
        [
          [columns.number, 17],
          [columns.commitment, 40],
          [columns.quote, 25],
          [columns.kept, 40],
        ],
        found.map((one) => [one.id, say(one, language), one.quote, howKept(one, kept, wording)]),
      ),
    ]),
  ];
}

type Commitment = ServicePlan['commitments'][number];

/** By clocks, schedules and objectives that cite it, each with its value; else in the way that the plan says. */
function howKept(one: Commitment, kept: ReadonlyMap<string, string[]>, { texts }: Wording): string {
  const said = kept.get(one.id) ?? [];
  const repeated = one.repeats === undefined ? [] : [texts.repeats(one.repeats.join(texts.comma))];
  if (said.length > 0 || repeated.length > 0) return [...said, ...repeated].join('\n');
  return one.means.map((means) => texts.means[means]).join(texts.comma);
}

/** A clock with its limits as a commitment has them: where it holds for some requests only, for which. */
function clockFor(wording: Wording, name: string, commitment: string): string {
  const { plan, texts, language } = wording;
  const clock = own(plan.clocks, name);
  if (clock === undefined) return '';
  const { severity, ...others } = clock.sourceWhen?.[commitment] ?? {};
  const bySeverity = severity === undefined ? {} : { severity };
  const words = `${clockNamed(wording, name)} ${limitsOf(wording, clock, bySeverity).join(texts.semicolon)}`;
  // Limits by severity name theirs.
  const unnamed = clock.bySeverity === undefined ? { ...bySeverity, ...others } : others;
  return Object.keys(unnamed).length === 0 ? words : texts.onlyFor(words, say(conditionWords(unnamed, plan), language));
}

function keptBy(wording: Wording): Map<string, string[]> {
  const { plan } = wording;
  const kept = new Map<string, string[]>();
  const note = (source: readonly string[], words: string): void => {
    for (const id of source) kept.set(id, [...(kept.get(id) ?? []), words]);
  };
  for (const [name, clock] of Object.entries(plan.clocks)) for (const id of clock.source) note([id], clockFor(wording, name, id));
  for (const [id, schedule] of Object.entries(plan.schedules))
    note(schedule.source, `${scheduleNamed(wording, id)} ${cadenceWords(wording, schedule)}`);
  for (const [id, objective] of Object.entries(plan.quality?.objectives ?? {}))
    note(objective.source, `${objectiveNamed(wording, id)} ${targetWords(wording, objective.target)}`);
  return kept;
}
