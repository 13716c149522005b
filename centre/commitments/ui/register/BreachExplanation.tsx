import { useQueryClient } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import type { EvidenceRow } from '../../register/evidence.schema.ts';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { ToldForm } from './ToldForm.tsx';

interface BreachExplanationProps {
  readonly row: EvidenceRow;
  /** Who may answer for a measure; nobody where a customer looks. */
  readonly people: CommitmentAnswer['people'];
}

/** What a breach came from and what is done about it; staff tell it here where nobody has. */
export function BreachExplanation({ row, people }: BreachExplanationProps) {
  const texts = useTexts(commitmentTexts);
  const [writing, setWriting] = useState(false);
  const { explanation } = row;
  if (writing) return <ExplainForm row={row} people={people} onDone={() => setWriting(false)} />;
  return (
    <div className="explanation">
      {explanation === null ? (
        <p className="missing">{texts.unexplained}</p>
      ) : (
        <dl>
          <dt>{texts.cause}</dt>
          <dd>{explanation.cause ?? texts.erased}</dd>
          <dt>{texts.measure}</dt>
          <dd>{explanation.measure ?? texts.erased}</dd>
          <dt>{texts.responsible}</dt>
          <dd>{explanation.responsible ?? texts.erased}</dd>
          <dt>{texts.dueOn}</dt>
          <dd>{explanation.dueOn}</dd>
        </dl>
      )}
      {people.length > 0 && row.duty?.mayExplain !== false && (
        <button type="button" className="button compact" onClick={() => setWriting(true)}>
          {explanation === null ? texts.explain : texts.explainAgain}
        </button>
      )}
    </div>
  );
}

/** Where a breach is told: at its request, or at the dated work that was missed; `key` names which one it is. */
function toldAt({ request, subject, clock, cycle }: EvidenceRow): { path: string; about: object; key: string } {
  const key = `${subject.id}.${clock ?? ''}.${cycle ?? ''}`;
  return request === null
    ? { path: `/api/duties/${subject.id}/explain-breach`, about: {}, key }
    : { path: `/api/service-requests/${request.id}/explain-breach`, about: { clock, subjectId: subject.id, cycle }, key };
}

type Written = Readonly<Record<'cause' | 'measure' | 'responsibleId' | 'dueOn', string>>;

function toldBefore({ explanation }: EvidenceRow, people: CommitmentAnswer['people']): Written {
  return {
    cause: explanation?.cause ?? '',
    measure: explanation?.measure ?? '',
    responsibleId: people.find(({ name }) => name === explanation?.responsible)?.id ?? '',
    dueOn: explanation?.dueOn ?? '',
  };
}

function writtenIn(kept: Readonly<Record<string, unknown>>): Written {
  const text = (field: keyof Written): string => (typeof kept[field] === 'string' ? kept[field] : '');
  return { cause: text('cause'), measure: text('measure'), responsibleId: text('responsibleId'), dueOn: text('dueOn') };
}

function ExplainForm({ row, people, onDone }: BreachExplanationProps & { onDone: () => void }) {
  const texts = useTexts(commitmentTexts);
  const client = useQueryClient();
  const command = useCommand();
  const id = useId();
  const before = useMemo(() => toldBefore(row, people), [row, people]);
  const { path, about, key } = toldAt(row);
  const [kept, keep, drafted] = useDraftFields(`explain.${key}`, before);
  const written = writtenIn(kept);
  const change = (changed: Partial<Written>): void => keep(changed);
  const save = async (): Promise<BothLanguages | null> => {
    const answer = await command(path, { ...about, ...written });
    if (!answer.ok) return answer.problem.detail;
    keep(null);
    await client.invalidateQueries({ queryKey: ['fulfilments'] });
    onDone();
    return null;
  };
  return (
    <ToldForm
      note={texts.seenByCustomer}
      draft={drafted && { ...drafted, onDiscard: () => keep(null) }}
      onSave={save}
      onCancel={onDone}
    >
      <label htmlFor={`${id}-cause`}>{texts.cause}</label>
      <textarea
        id={`${id}-cause`}
        className="input"
        required
        maxLength={2_000}
        rows={2}
        value={written.cause}
        onChange={(event) => change({ cause: event.target.value })}
      />
      <label htmlFor={`${id}-measure`}>{texts.measure}</label>
      <textarea
        id={`${id}-measure`}
        className="input"
        required
        maxLength={2_000}
        rows={2}
        value={written.measure}
        onChange={(event) => change({ measure: event.target.value })}
      />
      <label htmlFor={`${id}-who`}>{texts.responsible}</label>
      <select
        id={`${id}-who`}
        className="input"
        required
        value={written.responsibleId}
        onChange={(event) => change({ responsibleId: event.target.value })}
      >
        <option value="">{texts.choose}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-due`}>{texts.dueOn}</label>
      <input
        id={`${id}-due`}
        className="input"
        type="date"
        required
        value={written.dueOn}
        onChange={(event) => change({ dueOn: event.target.value })}
      />
    </ToldForm>
  );
}
