import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '#platform/i18n/LanguageProvider.tsx';
import { say } from '#platform/i18n/language.ts';
import type { ClockMark, ClockView } from '../clock-view.schema.ts';
import { clockTexts } from './clock.texts.ts';
import { stateWord } from './clock-words.rules.ts';
import { clockKey } from '../strip-order.rules.ts';

/** Tells readers of a page that a clock changed its state, a breach at once; never that time passes. */
export function ClockAnnouncer({ clocks }: { clocks: readonly ClockView[] }) {
  const { language } = useLanguage();
  const before = useRef<ReadonlyMap<string, ClockMark> | null>(null);
  const [said, setSaid] = useState({ polite: '', assertive: '' });
  useEffect(() => {
    const known = before.current;
    before.current = new Map(clocks.map((clock) => [clockKey(clock), clock.mark]));
    if (known === null) return;
    const changed = clocks.filter((clock) => known.get(clockKey(clock)) !== clock.mark);
    if (changed.length === 0) return;
    const sentence = (found: readonly ClockView[]) =>
      found.map((clock) => clockTexts[language].becomes(say(clock.name, language), stateWord(clock, language))).join('; ');
    setSaid({
      polite: sentence(changed.filter((clock) => clock.mark !== 'breached')),
      assertive: sentence(changed.filter((clock) => clock.mark === 'breached')),
    });
  }, [clocks, language]);
  return (
    <>
      <span className="unseen" role="status">
        {said.polite}
      </span>
      <span className="unseen" role="alert">
        {said.assertive}
      </span>
    </>
  );
}
