import type { ReactNode } from 'react';
import { useLanguage } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { fileSize } from '#platform/ui/file-size.ts';
import { moment } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import { useZone } from '../useZone.ts';

interface EarlierLogsProps {
  readonly words: { readonly earlier: string; readonly none: string };
  readonly logs: readonly {
    readonly id: string;
    readonly file: { readonly name: string; readonly size: number };
    readonly uploadedAt: string;
    /** Whose it is, where others' stand there too. */
    readonly by?: string | undefined;
    /** What became of it, in words. */
    readonly state: string;
  }[];
  readonly linkTo: (id: string, words: string) => ReactNode;
}

/** Logs that were uploaded before, the latest first: which, when, by whom, and how far each is. */
export function EarlierLogs({ words, logs, linkTo }: EarlierLogsProps) {
  const { language } = useLanguage();
  const place = { zone: useZone(), language, today: useNow('calm') };
  const whenOf = (iso: string): string => {
    const at = parseInstant(iso);
    return at === undefined ? '' : moment(at, place);
  };
  return (
    <section className="sheet import-part">
      <h2>{words.earlier}</h2>
      {logs.length === 0 && <p className="muted">{words.none}</p>}
      <ul className="import-rows">
        {logs.map(({ id, file, uploadedAt, by, state }) => (
          <li key={id}>
            <b>{linkTo(id, file.name)}</b>
            <span className="muted small">{fileSize(file.size)}</span>
            <span className="muted small">{whenOf(uploadedAt)}</span>
            {by !== undefined && <span className="muted small">{by}</span>}
            <span className="tag">{state}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
