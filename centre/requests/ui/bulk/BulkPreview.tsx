import { CommitmentId } from '#centre/commitments/ui/CommitmentIds.tsx';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { ListedRequest } from '../../request-list.schema.ts';
import type { BulkVerdict, OfferedAction } from '../../bulk/bulk.schema.ts';
import type { StepInput } from '../step-input.rules.ts';
import { bulkTexts } from './bulk.texts.ts';

interface BulkPreviewProps {
  readonly action: OfferedAction;
  readonly input: StepInput;
  readonly rows: readonly ListedRequest[];
  readonly verdicts: readonly BulkVerdict[];
}

/** Before anything is written: what becomes of each request, and which are refused, by what and why. */
export function BulkPreview({ action, input, rows, verdicts }: BulkPreviewProps) {
  const texts = useTexts(bulkTexts);
  const said = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const allowed = rows.filter(({ id }) => said.get(id)?.allowed === true);
  const refused = rows.filter(({ id }) => said.get(id)?.allowed !== true);
  const effect = useEffectOf(action, input);
  return (
    <div className="bulk-rows">
      {refused.length > 0 && (
        <section aria-label={texts.wont(refused.length)}>
          <h3>{texts.wont(refused.length)}</h3>
          <ul>
            {refused.map((row) => (
              <li key={row.id}>
                <RowHead row={row} />
                <Why verdict={said.get(row.id)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {allowed.length === 0 ? (
        <p>{texts.noneAllowed}</p>
      ) : (
        <section aria-label={texts.will(allowed.length)}>
          <h3>{texts.will(allowed.length)}</h3>
          <ul>
            {allowed.map((row) => (
              <li key={row.id}>
                <RowHead row={row} />
                <span className="small supporting">{effect(row, said.get(row.id))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="small supporting">{texts.undoable[action.action]}</p>
    </div>
  );
}

export function RowHead({ row }: { row: { readonly number: string; readonly title: string } }) {
  return (
    <span className="bulk-row-head">
      <b>{row.title}</b>
      <span className="small muted">{row.number}</span>
    </span>
  );
}

function Why({ verdict }: { verdict: BulkVerdict | undefined }) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  return (
    <span className="small bulk-why">
      <Icon name="lock" small />
      <span>
        {verdict === undefined || verdict.reason === null ? texts.unseen : say(verdict.reason)}{' '}
        {verdict?.refusedBy.map((id) => (
          <CommitmentId key={id} id={id} />
        ))}
      </span>
    </span>
  );
}

/** What an action does to a request, in a few words: from whom to whom, from which state to which. */
function useEffectOf(action: OfferedAction, input: StepInput) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const chosen = (name: string): string | undefined => {
    const option = action.needs.find((field) => field.name === name)?.options?.find(({ value }) => value === input[name]);
    return option === undefined ? undefined : say(option.label);
  };
  const to = chosen('ownerPersonId') ?? chosen('ownerUnitId') ?? '';
  return (row: ListedRequest, verdict: BulkVerdict | undefined): string => {
    if (action.action === 'note') return texts.noted;
    if (action.action === 'assignOwner') return `${row.owner ?? texts.unowned} → ${to}`;
    const leads = verdict?.leads;
    return leads ? `${say(leads.from)} → ${say(leads.to)}` : say(action.label);
  };
}
