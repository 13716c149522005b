import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { seal } from '#platform/i18n/names.ts';
import { shellTexts } from './shell.texts.ts';
import './shell.css';
import './portal.css';

interface PortalShellProps {
  /** The customer's name: whose page this is. */
  readonly organisation: string;
  readonly links: ReactNode;
  /** The same links for the thumb. */
  readonly foot: ReactNode;
  /** What the head always offers: to report, and the menu of the person. */
  readonly side: ReactNode;
  /** Whether the page hears what changes. */
  readonly connected: boolean;
  readonly children: ReactNode;
}

/** The frame of the customer's portal; on a phone the links stand at the foot. */
export function PortalShell({ organisation, links, foot, side, connected, children }: PortalShellProps) {
  const texts = useTexts(shellTexts);
  return (
    <>
      <a className="skip" href="#content">
        {texts.toContent}
      </a>
      <header className="portal-top">
        <div className="organisation">
          <span className="seal small" role="img" aria-label={texts.product}>
            {seal}
          </span>
          <span>{organisation}</span>
        </div>
        <nav aria-label={texts.mainNavigation}>{links}</nav>
        <div className="side">{side}</div>
      </header>
      {!connected && (
        <p className="portal-offline" role="status">
          {texts.offline}
        </p>
      )}
      <main id="content" tabIndex={-1} className="portal-page">
        {children}
      </main>
      <nav className="portal-foot" aria-label={texts.mainNavigation}>
        {foot}
      </nav>
    </>
  );
}
