import { createRoot } from 'react-dom/client';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/controls.css';
import './portal.css';
import { PortalApp } from './PortalApp.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<PortalApp />);
