import { useQuery } from '@tanstack/react-query';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';
import { commitmentsQuery } from './commitments.queries.ts';

/** What an identifier stands for, in one sentence; the identifier alone where its plan is not seen. */
export function useCommitmentWords(): (id: string) => string {
  const say = useSay();
  const { data: known } = useQuery(commitmentsQuery);
  return (id) => {
    const commitment = known?.get(id);
    return commitment === undefined ? id : `${id} ${say(commitment.text)}`;
  };
}

/** One commitment by its identifier, with what it promises on hover. */
export function CommitmentId({ id }: { id: string }) {
  const words = useCommitmentWords();
  return (
    <span className="number" title={words(id)}>
      {id}
    </span>
  );
}

/** The first commitment that something serves; further ones as a count, what each promises on hover. */
export function CommitmentIds({ ids }: { ids: readonly string[] }) {
  const words = useCommitmentWords();
  const [first] = ids;
  if (first === undefined) return null;
  return (
    <span className="number" title={ids.map(words).join('\n')}>
      {first}
      {ids.length > 1 && ` +${ids.length - 1}`}
    </span>
  );
}
