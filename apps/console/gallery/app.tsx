import { createRoot } from 'react-dom/client';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/controls.css';
import { learnServerTime } from '#platform/time/server-clock.ts';
import { ConsoleApp } from '../ConsoleApp.tsx';
import { nightOfOctober4 } from './clocks.fixture.ts';
import { installFakeServer } from './fake-server.ts';

/** The console on fixtures: `?path=/requests/sr-0417&language=en&theme=dark`. */
const asked = new URLSearchParams(window.location.search);
installFakeServer(asked.get('language') === 'en' ? 'en' : 'zh');
learnServerTime(nightOfOctober4);
if (asked.get('theme') === 'dark') document.documentElement.dataset['theme'] = 'dark';
window.history.replaceState(null, '', asked.get('path') ?? '/requests');
const root = document.getElementById('root');
if (root) createRoot(root).render(<ConsoleApp />);
