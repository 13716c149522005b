import { createRoot } from 'react-dom/client';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/controls.css';
import './gallery.css';
import { LanguageProvider } from '#platform/i18n/LanguageProvider.tsx';
import { isLanguage } from '#platform/i18n/language.ts';
import { learnServerTime } from '#platform/time/server-clock.ts';
import { nightOfOctober4 } from './clocks.fixture.ts';
import { StripExhibit } from './StripExhibit.tsx';

/** Every component in every state, for the eye of whoever changes one. `?language=en` `?show=strip` `?theme=dark`. Never part of the build. */
const asked = new URLSearchParams(window.location.search);
const language = asked.get('language');
const exhibits: Record<string, () => React.ReactNode> = {
  strip: () => <StripExhibit />,
};

learnServerTime(asked.get('asOf') ?? nightOfOctober4);
if (asked.get('theme') === 'dark') document.documentElement.dataset['theme'] = 'dark';
const shown = asked.get('show');
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <LanguageProvider known={isLanguage(language) ? language : 'zh'}>
      {Object.entries(exhibits).map(([name, exhibit]) =>
        shown === null || shown === name ? <div key={name}>{exhibit()}</div> : null,
      )}
    </LanguageProvider>,
  );
}
