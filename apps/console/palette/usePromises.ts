import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { commitmentsQuery } from '#centre/commitments/ui/commitments.queries.ts';
import { PLAN_READERS } from '#centre/plan/plan-readers.rules.ts';
import { plansQuery } from '#centre/plan/ui/plan.queries.ts';
import { planTexts } from '#centre/plan/ui/plan.texts.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Candidate } from './answers.rules.ts';
import { paletteTexts } from './palette.texts.ts';

/** What was promised, as the palette reaches it: versions and drafts of plans, and every commitment by its identifier and by its words. */
export function usePromises(): { readonly plans: readonly Candidate[]; readonly commitments: readonly Candidate[] } {
  const texts = useTexts(paletteTexts);
  const words = useTexts(planTexts);
  const say = useSay();
  const navigate = useNavigate();
  const { me } = useRouteContext({ from: '__root__' });
  const { data: plans } = useQuery({ ...plansQuery, enabled: me.positions.some((held) => PLAN_READERS.includes(held)) });
  const { data: commitments } = useQuery(commitmentsQuery);
  const drafts = (plans?.drafts ?? []).filter(({ state }) => state === 'open');
  return {
    plans: [
      ...drafts.map((draft): Candidate => ({
        id: draft.id,
        label: texts.draftOf(say(draft.project.name)),
        also: [draft.project.code],
        of: [say(draft.project.customer)],
        hint: draft.project.code,
        icon: 'plan',
        onChoose: () => void navigate({ to: '/plans/drafts/$draftId', params: { draftId: draft.id } }),
      })),
      ...(plans?.versions ?? []).map((version): Candidate => ({
        id: version.id,
        label: words.revision(version.code, version.revision),
        of: [say(version.project.name), version.project.code, say(version.project.customer)],
        hint: [say(version.project.name), words[version.status]].join(' · '),
        icon: 'plan',
        onChoose: () => void navigate({ to: '/plans/$planId', params: { planId: version.id } }),
      })),
    ],
    commitments: [...(commitments?.values() ?? [])].map(({ id, text }): Candidate => ({
      id,
      label: id,
      says: [text.zh, text.en],
      hint: say(text),
      icon: 'register',
      onChoose: () => void navigate({ to: '/register', search: { open: id } }),
    })),
  };
}
