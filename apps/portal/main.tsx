import { createRoot } from 'react-dom/client';
import { reloadWhenStale } from '#platform/client/stale-page.ts';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/controls.css';
import './styles/frame.css';
import './styles/request.css';
import './styles/conversation.css';
import './styles/request-narrow.css';
import './styles/report.css';
import './styles/records.css';
import { PortalApp } from './PortalApp.tsx';

reloadWhenStale();
const root = document.getElementById('root');
if (root) createRoot(root).render(<PortalApp />);
