import type { Words } from '#platform/command/refusal.ts';
import type { TimelineEntry } from '../requests.schema.ts';
import { timelineWords } from './timeline.texts.ts';
import { valueWords, type Vocabulary } from './value-words.ts';

/** The event of a request that goes over to another version of its plan. */
export const PLAN_MOVED = 'planMoved';

/** To which revision. */
export function movedTitle(data: Readonly<Record<string, unknown>>): Words {
  const { zh, en } = timelineWords.planMoved;
  const revision = String(data['toRevision']);
  return { zh: zh.replace('{revision}', revision), en: en.replace('{revision}', revision) };
}

/** Each clock that changed by it, with its due time before and after. */
export function movedFacts(
  data: Readonly<Record<string, unknown>>,
  about: Vocabulary & { readonly clockWords: (clock: string) => Words },
): TimelineEntry['facts'] {
  const clocks = Array.isArray(data['clocks']) ? (data['clocks'] as readonly Record<string, unknown>[]) : [];
  const time = (value: unknown): Words =>
    valueWords({ type: 'instant' }, value, { ...about, module: undefined }) ?? timelineWords.noTime;
  return clocks.map(({ clock, dueBefore, dueAfter }) => {
    const [before, after] = [time(dueBefore), time(dueAfter)];
    return {
      label: about.clockWords(String(clock)),
      value: { zh: `${before.zh} → ${after.zh}`, en: `${before.en} → ${after.en}` },
    };
  });
}
