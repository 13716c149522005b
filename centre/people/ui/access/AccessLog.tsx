import { useInfiniteQuery } from '@tanstack/react-query';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { momentInWords } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { AccessEventRow } from '../../access/access.schema.ts';
import { accessEventsQuery } from '../access.queries.ts';
import { accessTexts } from '../access.texts.ts';
import type { PositionNames } from './PositionFields.tsx';

interface AccessLogProps {
  /** Of this person alone; of everybody where it is null. */
  readonly of: { readonly id: string; readonly name: string } | null;
  readonly onEverybody: () => void;
  readonly names: PositionNames;
  readonly zone: string;
}

/** What happened to people's access, newest first. */
export function AccessLog({ of, onEverybody, names, zone }: AccessLogProps) {
  const texts = useTexts(accessTexts);
  const { language } = useLanguage();
  const log = useInfiniteQuery(accessEventsQuery(of?.id ?? null));
  const rows = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = (text: string): string => {
    const at = parseInstant(text);
    return at === undefined ? '' : momentInWords(at, { language, zone });
  };
  return (
    <section className="sheet access-part" id="access-log" aria-label={texts.log}>
      <h2>
        {of === null ? texts.log : texts.logOfPerson(of.name)}{' '}
        {of !== null && (
          <button type="button" className="act" onClick={onEverybody}>
            {texts.everybody}
          </button>
        )}
      </h2>
      {log.error !== null && <Trouble problem={problemOf(log.error)} onRetry={() => void log.refetch()} />}
      {log.isSuccess && rows.length === 0 && <p className="muted">{texts.logEmpty}</p>}
      <ol className="access-log">
        {rows.map((row) => (
          <li key={row.id}>
            <time dateTime={row.at}>{shown(row.at)}</time>
            <span>
              <b>{row.person}</b> <What row={row} names={names} />
            </span>
          </li>
        ))}
      </ol>
      {log.hasNextPage && (
        <button type="button" className="button" disabled={log.isFetching} onClick={() => void log.fetchNextPage()}>
          {texts.more}
        </button>
      )}
    </section>
  );
}

function What({ row, names }: { readonly row: AccessEventRow; readonly names: PositionNames }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const named = (position: unknown): string =>
    typeof position === 'string' ? say(names[position] ?? { zh: position, en: position }) : '';
  const { by, position, positions } = row.data;
  const ways = row.type === 'signInRefused' ? texts.wrong : texts.by;
  const about = Array.isArray(positions)
    ? positions.map(named).join(texts.and) || texts.noPosition
    : position === undefined
      ? ((typeof by === 'string' ? ways[by] : undefined) ?? '')
      : named(position);
  return (
    <>
      {[texts.events[row.type] ?? row.type, about].filter((part) => part !== '').join(' · ')}
      {row.by !== null && <span className="muted"> {texts.doneBy(row.by)}</span>}
    </>
  );
}
