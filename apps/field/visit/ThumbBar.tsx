import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';
import type { Thumb } from './visit-steps.rules.ts';
import { visitTexts } from './visit.texts.ts';

/** At the thumb: the one primary step, the log of the work, and what else may be done. */
export function ThumbBar({ thumb, onChoose }: { thumb: Thumb; onChoose: (event: NextEvent) => void }) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  const { primary, log, further } = thumb;
  if (primary === undefined && log === undefined && further.length === 0) return <p className="nothing">{texts.nothing}</p>;
  return (
    <>
      {log && (
        <button type="button" className="button" onClick={() => onChoose(log)}>
          {texts.step}
        </button>
      )}
      {further.length > 0 && (
        <MenuButton
          above
          className="button"
          name={texts.moreSteps}
          items={further.map((event) => ({ id: event.path, label: say(event.label), onChoose: () => onChoose(event) }))}
        >
          {texts.more}
        </MenuButton>
      )}
      {primary && (
        <button type="button" className="button primary" onClick={() => onChoose(primary)}>
          {say(primary.label)}
        </button>
      )}
    </>
  );
}
