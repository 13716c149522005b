import type { BothLanguages } from '#platform/i18n/language.ts';
import type { NextEvent } from '../requests.schema.ts';

/**
 * A step whose form is open, as it stands now. One that is refused or taken by somebody else meanwhile keeps its form: that is told
 * there, in the words of `gone` where it is offered no more, and what was written stays.
 */
export function openedStep(opened: NextEvent, events: readonly NextEvent[], gone: BothLanguages): NextEvent {
  return (
    events.find(({ path }) => path === opened.path) ?? { ...opened, allowed: false, refusedBy: [], guards: [], reason: gone }
  );
}
