import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { clockOfTheDay } from '../format.ts';
import { seal } from '#platform/i18n/names.ts';
import { useNow } from '../useNow.ts';
import { shellTexts } from './shell.texts.ts';
import './shell.css';
import './console.css';

interface ConsoleShellProps {
  /** The links of the rail: only to pages that exist. */
  readonly rail: ReactNode;
  readonly crumbs: ReactNode;
  readonly zone: string;
  /** The holiday that today is part of, as people call it. */
  readonly holiday?: string | undefined;
  /** What opens the palette. */
  readonly search?: ReactNode;
  readonly user: ReactNode;
  readonly connected: boolean;
  readonly children: ReactNode;
}

/** The frame of the console: rail at the left (below on a phone), head with the way here and the clock. */
export function ConsoleShell({ rail, crumbs, zone, holiday, search, user, connected, children }: ConsoleShellProps) {
  const texts = useTexts(shellTexts);
  const { language } = useLanguage();
  const now = useNow('calm');
  return (
    <div className="console">
      <a className="skip" href="#content">
        {texts.toContent}
      </a>
      <nav className="rail" aria-label={texts.mainNavigation}>
        <div className="seal" role="img" aria-label={texts.product}>
          {seal}
        </div>
        {rail}
      </nav>
      <div>
        <header className="topbar">
          <nav className="crumbs" aria-label={texts.whereYouAre}>
            {crumbs}
          </nav>
          <div className="search-place">{search}</div>
          <div className="now">
            {!connected && (
              <span className="reach" role="status">
                {texts.offline}
              </span>
            )}
            <time dateTime={new Date(now).toISOString()}>{clockOfTheDay(now, { zone, language })}</time>
            {holiday !== undefined && <span className="holiday">{holiday}</span>}
          </div>
          {user}
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
