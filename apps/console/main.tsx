import { createRoot } from 'react-dom/client';
import { reloadWhenStale } from '#platform/client/stale-page.ts';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/controls.css';
import { ConsoleApp } from './ConsoleApp.tsx';

reloadWhenStale();
const root = document.getElementById('root');
if (root) createRoot(root).render(<ConsoleApp />);
