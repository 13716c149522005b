import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type RefObject } from 'react';
import type { OfferedAction } from '#centre/requests/bulk/bulk.schema.ts';
import type { ListedRequest } from '#centre/requests/request-list.schema.ts';
import { useBatch } from '#centre/requests/ui/bulk/BatchProvider.tsx';
import { pendingOf, undoOf, type Batch } from '#centre/requests/ui/bulk/batch.rules.ts';
import { BatchBar, BulkBar } from '#centre/requests/ui/bulk/BulkBar.tsx';
import { offeredQuery } from '#centre/requests/ui/bulk/bulk.queries.ts';
import { bulkTexts } from '#centre/requests/ui/bulk/bulk.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';

const drawers = () => import('#centre/requests/ui/bulk/BulkDrawer.tsx');
const BulkDrawer = lazy(() => drawers().then((module) => ({ default: module.BulkDrawer })));
const BatchDrawer = lazy(() => drawers().then((module) => ({ default: module.BatchDrawer })));

/** Rows that are selected one after the other are asked about together. */
const GATHER_MS = 250;

interface RequestBulkProps {
  readonly rows: readonly ListedRequest[];
  readonly picked: readonly string[];
  readonly first: RefObject<HTMLButtonElement | null>;
  readonly onClear: () => void;
}

/** What may be done to the selected rows, and how the batch of this device goes. */
export function RequestBulk({ rows, picked, first, onClear }: RequestBulkProps) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const at = useBatch();
  const { batch, running } = at;
  const isOver = batch !== null && !running && pendingOf(batch).length === 0;
  const isUnfinished = batch !== null && !isOver;
  const zone = useZone(rows[0]?.clocks ?? []);
  const { offered, failed, ask } = useOffered(picked);
  const [chosen, setChosen] = useState<{ action: OfferedAction; rows: readonly ListedRequest[] } | null>(null);
  const [watching, setWatching] = useState(false);
  const choose = (action: OfferedAction) => setChosen({ action, rows: rows.filter(({ id }) => picked.includes(id)) });
  useOffers(
    (picked.length === 0 || isUnfinished ? [] : (offered ?? [])).map((action) => ({
      id: `bulk.${action.action}`,
      of: 'here',
      label: texts.offer(say(action.label), picked.length),
      icon: 'check',
      onChoose: () => choose(action),
    })),
  );

  const begin = (next: Batch): boolean => {
    if (!at.run(next)) return false;
    setChosen(null);
    setWatching(true);
    onClear();
    return true;
  };
  const undone = isOver
    ? undoOf(batch, { label: { zh: bulkTexts.zh.undo, en: bulkTexts.en.undo }, newId: () => crypto.randomUUID() })
    : null;
  const undo = undone === null ? undefined : () => begin(undone);
  return (
    <>
      <p className="unseen" aria-live="polite">
        {picked.length > 0 ? texts.selected(picked.length) : ''}
      </p>
      {picked.length > 0 && !isUnfinished ? (
        <BulkBar
          count={picked.length}
          offered={offered}
          failed={failed}
          onAsk={ask}
          onChoose={choose}
          onClear={onClear}
          first={first}
        />
      ) : (
        batch !== null &&
        !watching && (
          <BatchBar
            batch={batch}
            running={running}
            waiting={picked.length}
            onOpen={() => setWatching(true)}
            onUndo={undo}
            onGoOn={() => begin(batch)}
            onForget={at.forget}
          />
        )
      )}
      <Suspense fallback={null}>
        {chosen && (
          <BulkDrawer
            action={chosen.action}
            rows={chosen.rows}
            zone={zone}
            waits={isUnfinished}
            onBegin={begin}
            onClose={() => setChosen(null)}
          />
        )}
        {watching && <BatchDrawer at={at} onUndo={undo} onClose={() => setWatching(false)} />}
      </Suspense>
    </>
  );
}

interface Offered {
  readonly offered: readonly OfferedAction[] | undefined;
  /** Why it is not known. */
  readonly failed: Error | null;
  readonly ask: () => void;
}

/** Which actions are offered for them; what was offered before stays until it is known. */
function useOffered(picked: readonly string[]): Offered {
  const [asked, setAsked] = useState<readonly string[]>([]);
  const key = picked.join();
  useEffect(() => {
    const gather = setTimeout(() => setAsked(key === '' ? [] : key.split(',')), GATHER_MS);
    return () => clearTimeout(gather);
  }, [key]);
  const { data, error, refetch, isFetching } = useQuery({ ...offeredQuery(asked), placeholderData: keepPreviousData });
  const isAsked = asked.join() === key;
  return {
    offered: isAsked ? data : undefined,
    failed: isAsked && data === undefined && !isFetching ? error : null,
    ask: () => void refetch(),
  };
}
