import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '../icons.tsx';
import { shellTexts } from './shell.texts.ts';
import './shell.css';
import './field.css';

interface FieldShellProps {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** How many commands wait to be sent; none while connected. */
  readonly waiting: number;
  readonly user?: ReactNode;
  /** The clock strip: on top, and it stays there when scrolled. */
  readonly strip?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the phone: what it is about, the strip, the work, and the one primary button at the thumb. */
export function FieldShell({ title, subtitle, waiting, user, strip, foot, children }: FieldShellProps) {
  const texts = useTexts(shellTexts);
  return (
    <div className="field-app">
      <header className="field-top">
        <div>
          <h1>{title}</h1>
          {subtitle !== undefined && <p>{subtitle}</p>}
        </div>
        <div className="side">
          {waiting > 0 && (
            <span className="outbox" role="status" aria-label={texts.waiting(waiting)}>
              <Icon name="offline" />
              {texts.waitingShort}
              <b>{waiting}</b>
            </span>
          )}
          {user}
        </div>
      </header>
      {strip !== undefined && <div className="field-strip">{strip}</div>}
      <main className="field-main">{children}</main>
      {foot !== undefined && <footer className="field-foot">{foot}</footer>}
    </div>
  );
}
