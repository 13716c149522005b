import type { ComponentType } from 'react';
import { ClockRow } from '#centre/commitments/ui/ClockRow.tsx';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ListedRequest } from '../request-list.schema.ts';
import type { RequestRow } from '../requests.schema.ts';
import { bulkTexts } from './bulk/bulk.texts.ts';
import { FoundPassage } from './FoundPassage.tsx';
import { GateBreach } from './GateBreach.tsx';
import { listTexts } from './list.texts.ts';
import './list.css';

interface RequestListRowProps {
  readonly row: ListedRequest;
  readonly selected: boolean;
  /** The title as a link in the way of the app that shows the list. */
  readonly Title: ComponentType<{ row: RequestRow; className: string }>;
  readonly onSelect?: () => void;
  /** Where rows are selected for an action on all of them: whether this one is, and what takes it in or leaves it out. */
  readonly pick?: { readonly picked: boolean; readonly onPick: (isRange: boolean) => void };
}

/** What every row shows: found there, it needs no telling. */
const SHOWN_ANYWAY = new Set(['number', 'title']);

/** One request in a list: what it is, where, who has it, and its strip. */
export function RequestListRow({ row, selected, Title, onSelect, pick }: RequestListRowProps) {
  const say = useSay();
  const texts = useTexts(listTexts);
  const bulk = useTexts(bulkTexts);
  const gravest = row.severityRank === 0 && row.severityLabel !== null;
  return (
    <li
      className={['request-row', selected ? 'selected' : '', row.pressing ? 'urgent' : '', pick?.picked ? 'picked' : ''].join(
        ' ',
      )}
      aria-current={selected ? 'true' : undefined}
      onPointerDown={onSelect}
    >
      {pick && (
        <label className="request-pick">
          <input
            type="checkbox"
            checked={pick.picked}
            aria-label={bulk.pick(row.number)}
            // A box changes by a click, which tells whether Shift was held.
            onChange={(event) => pick.onPick(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
          />
        </label>
      )}
      <div>
        <Title row={row} className="title" />
        <div className="about">
          {row.severityLabel === null ? (
            <span>{say(row.kindLabel)}</span>
          ) : (
            <span className={gravest ? 'gravest' : ''}>{say(row.severityLabel)}</span>
          )}
          <span>{row.site?.name ?? row.customer.name}</span>
          {row.owner !== null && <span className="owner">{row.owner}</span>}
          {row.gateBreaches.map((breach) => (
            <GateBreach key={breach.guard + breach.subject.id} breach={breach} />
          ))}
          {!row.open && <span>{say(row.stateLabel)}</span>}
          {row.imported !== null && <span>{texts.imported}</span>}
          <span className="number">{row.number}</span>
        </div>
        {row.found !== undefined && !SHOWN_ANYWAY.has(row.found.passage.field) && <FoundPassage passage={row.found.passage} />}
      </div>
      <ClockRow clocks={row.clocks} marks={row.marks} />
    </li>
  );
}
