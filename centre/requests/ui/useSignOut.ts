import { send } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { countDrafts, forgetDrafts } from '#platform/ui/draft-store.ts';

const texts = {
  zh: { forgets: (count: number) => `这台设备上有${count}份没有发出的草稿，退出后就没有了。仍要退出吗？` },
  en: {
    forgets: (count: number) =>
      `${count === 1 ? 'A draft on this device was not sent and goes' : `${count} drafts on this device were not sent and go`} with signing out. Sign out all the same?`,
  },
};

/** Ends the session at this screen: nothing of one person stays for the next, and whoever has written something is asked before it goes. */
export function useSignOut(place: '/' | '/portal' | '/field'): () => Promise<void> {
  const { forgets } = useTexts(texts);
  const say = useSay();
  return async () => {
    const drafts = countDrafts();
    if (drafts > 0 && !window.confirm(forgets(drafts))) return;
    const answer = await send('/api/sign-out');
    // Whoever is not signed out goes on writing. A session that was over before is over.
    if (!answer.ok && answer.problem.status !== 401) {
      window.alert(say(answer.problem.detail));
      return;
    }
    await forgetDrafts();
    window.location.assign(place);
  };
}
