import { createRoot } from 'react-dom/client';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/controls.css';
import './field.css';
import { FieldApp } from './FieldApp.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<FieldApp />);
