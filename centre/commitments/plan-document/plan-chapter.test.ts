import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changed, planOf, samplePlanText, secondPlanText } from '#centre/plan/plan-file.fixture.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { Chapter, ChapterTable } from '#platform/print/chapter.schema.ts';
import { planChapter } from './plan-chapter.rules.ts';

const PLANS: readonly (readonly [name: string, plan: ServicePlan])[] = [
  ['the sample plan', planOf(samplePlanText)],
  ['the second plan', planOf(secondPlanText)],
];
const DIGEST = '0123456789abcdef'.repeat(4);

const chapterOf = (plan: ServicePlan, language: 'zh' | 'en'): Chapter =>
  planChapter({ plan, language, state: 'active', digest: DIGEST });
const tablesOf = ({ blocks }: Chapter): ChapterTable[] => blocks.filter((block) => block.kind === 'table');
const rowsWith = (chapter: Chapter, column: string): string[][] =>
  tablesOf(chapter)
    .filter(({ columns }) => columns.some(({ name }) => name === column))
    .flatMap(({ rows }) => rows.map(({ cells }) => cells));
const rowOf = (chapter: Chapter, id: string): string[] =>
  rowsWith(chapter, chapter.language === 'zh' ? '怎样兑现' : 'How it is kept').find(([first]) => first === id) ?? assert.fail(id);

for (const [name, plan] of PLANS)
  describe(`the chapter of ${name}`, () => {
    for (const language of ['zh', 'en'] as const) {
      const chapter = chapterOf(plan, language);
      it(`states every commitment once, with its words and how it is kept (${language})`, () => {
        const rows = rowsWith(chapter, language === 'zh' ? '怎样兑现' : 'How it is kept');
        assert.deepEqual(new Set(rows.map(([id]) => id)), new Set(plan.commitments.map(({ id }) => id)));
        assert.equal(rows.length, plan.commitments.length);
        for (const { id, quote, ...one } of plan.commitments) {
          const [, says, source, kept] = rowOf(chapter, id);
          assert.deepEqual([says, source], [one[language], quote]);
          assert.notEqual(kept, '', id);
        }
      });

      it(`gives every clock, calendar, schedule, conflict and record a row of as many cells as there are columns (${language})`, () => {
        const heads = tablesOf(chapter).map(({ columns }) => columns.length);
        tablesOf(chapter).forEach(({ rows }, index) => rows.forEach(({ cells }) => assert.equal(cells.length, heads[index])));
        const count = (column: string): number => rowsWith(chapter, column).length;
        const [limit, hours, cadence, chosen] =
          language === 'zh' ? ['时限', '时间', '周期', '处理'] : ['Limit', 'Hours', 'How often', 'Settlement'];
        assert.deepEqual([limit, hours, cadence, chosen].map(count), [
          Object.keys(plan.clocks).length,
          Object.keys(plan.calendars).length,
          Object.keys(plan.schedules).length,
          plan.conflicts.length,
        ]);
        for (const row of rowsWith(chapter, limit)) assert.notEqual(row[2], '', row[0]);
      });
    }
  });

describe('what the chapter of the sample plan says', () => {
  const plan = planOf(samplePlanText);
  it('of a limit by severity: those that are alike together, what the source does not give marked', () => {
    assert.equal(rowOf(chapterOf(plan, 'zh'), 'C-1.1-06')[3], '到场 2小时（系统严重故障、部分重要服务不正常）');
    assert.equal(
      rowOf(chapterOf(plan, 'zh'), 'C-1.4.4-02')[3],
      '到场 2小时（系统严重故障、部分重要服务不正常）；4小时†（个别服务不正常）',
    );
    assert.equal(
      rowOf(chapterOf(plan, 'en'), 'C-1.1-06')[3],
      'Arrival 2 h (Severe system fault, Part of the important services abnormal)',
    );
  });
  it('of a draft: that it is one, on every sheet', () => {
    const draft = planChapter({ plan, language: 'zh', state: 'draft', digest: DIGEST });
    assert.deepEqual([draft.mark, chapterOf(plan, 'zh').mark], ['草稿，未生效', undefined]);
  });
  it('of a commitment that a clock serves for some requests only, for which', () => {
    assert.equal(rowOf(chapterOf(plan, 'zh'), 'C-1.5.2-03')[3], '实质响应 15分†（优化与扩充）');
    assert.match(rowOf(chapterOf(plan, 'en'), 'C-1.1-12')[3] ?? '', /† \(Individual service abnormal\)$/);
    const [clock] = rowsWith(chapterOf(plan, 'zh'), '时限').filter(([name]) => name === '回电');
    assert.equal(clock?.[4], 'C-1.4.1-08\nC-1.4.2-04（邮件）');
  });
  it('of another limit, once the plan has another', () => {
    const slower = planOf(changed(samplePlanText, ['critical: PT2H, major: PT2H', 'critical: PT4H, major: PT4H']));
    assert.match(rowOf(chapterOf(slower, 'zh'), 'C-1.1-06')[3] ?? '', /^到场 4小时（系统严重故障、部分重要服务不正常）/);
  });
  it('of office hours, holidays and make-up days', () => {
    const [office] = rowsWith(chapterOf(plan, 'zh'), '时间').filter(([id]) => id?.endsWith('office'));
    assert.equal(office?.[1], '周一至周五 08:30-17:00；法定节假日除外；调休上班日计入');
  });
  it('of a settlement, in words', () => {
    const [first] = rowsWith(chapterOf(plan, 'zh'), '处理');
    assert.equal(first?.[2], '计时：更换货物\n时限：1日\n最迟：7日');
  });
  it('in English without Chinese, but for the source’s own words and names', () => {
    const own = new Set(plan.commitments.flatMap(({ quote, en }) => [quote, en]));
    const texts = chapterOf(plan, 'en').blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : [block.text],
    );
    const chinese = texts.filter((text) => /\p{Script=Han}/u.test(text) && !own.has(text) && !text.startsWith('C-'));
    // Criteria and the policy stand in the plan in one language.
    const { policy } = plan.quality ?? assert.fail('no quality');
    const criteria = Object.values(plan.severities).flatMap((severity) => severity.criteria);
    assert.deepEqual(
      chinese.filter((text) => !criteria.includes(text) && !text.includes(policy.zh)),
      [],
    );
  });
  it('names the text that it was made of', () => {
    assert.match(chapterOf(plan, 'en').foot, /SP-2026-001 revision 1.*0123456789abcdef$/);
  });
});
