import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { SavedViews } from '#centre/requests/saved-views/saved-views.schema.ts';
import type { RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { savedViewsQuery } from '#centre/requests/ui/saved-views.queries.ts';
import { savedViewTexts } from '#centre/requests/ui/saved-views.texts.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { moved, queryOf, searchOf, type CurrentView } from './saved-view.rules.ts';
import type { ViewWords } from './ViewSheet.tsx';

const ViewSheet = lazy(() => import('./ViewSheet.tsx').then((module) => ({ default: module.ViewSheet })));

interface ViewToolProps {
  readonly search: RequestSearch;
  /** The saved view by which one came, as the address names it. */
  readonly cameBy: string | undefined;
  /** The saved view that is shown. */
  readonly current: CurrentView | undefined;
  /** A view that everybody has is shown, with nothing asked for beside it: there is nothing to save. */
  readonly common: boolean;
}

/** Saves what the list shows under a name, and changes the saved view that is shown. */
export function ViewTool({ search, cameBy, current, common }: ViewToolProps) {
  const texts = useTexts(savedViewTexts);
  const say = useSay();
  const [open, setOpen] = useState<'save' | 'rename' | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const { data, isFetching } = useQuery(savedViewsQuery);
  const acts = useViewCommands(search, current, data);
  const told = async (answer: ReturnType<typeof acts.update>) => {
    const given = await answer;
    setTrouble(given.ok ? null : given.problem);
  };
  const own = current?.view.own === true;
  const saves = data !== undefined && !common && (current === undefined || current.changed);
  const isGone = cameBy !== undefined && data !== undefined && !isFetching && data.items.every(({ id }) => id !== cameBy);
  const changes = own
    ? [
        ...(current.changed ? [{ id: 'update', label: texts.update, onChoose: () => void told(acts.update()) }] : []),
        { id: 'rename', label: texts.rename, onChoose: () => setOpen('rename') },
        { id: 'up', label: texts.up, onChoose: () => void told(acts.move(-1)) },
        { id: 'down', label: texts.down, onChoose: () => void told(acts.move(1)) },
        { id: 'delete', label: texts.delete, apart: true, onChoose: () => void told(acts.remove()) },
      ]
    : [];
  useOffers([
    ...(saves ? [{ id: 'saveView', of: 'here', label: texts.save, icon: 'plus', onChoose: () => setOpen('save') } as const] : []),
    ...changes.map(({ id, label, onChoose }) => ({ id: `view.${id}`, of: 'here', label, icon: 'requests', onChoose }) as const),
  ]);
  return (
    <>
      {trouble && (
        <span className="small" role="alert">
          {say(trouble.detail)}
        </span>
      )}
      {isGone && (
        <span className="small supporting" role="status">
          {texts.gone}
        </span>
      )}
      {current !== undefined && current.view.faults.length > 0 && (
        <span className="small supporting">{current.view.faults.map(say).join(' ')}</span>
      )}
      {current?.changed === true && <span className="small muted">{texts.changed}</span>}
      {changes.length > 0 && (
        <MenuButton className="button quiet compact" items={changes}>
          {texts.tool}
          <Icon name="down" small />
        </MenuButton>
      )}
      {saves && (
        <button type="button" className="button quiet compact" onClick={() => setOpen('save')}>
          {texts.save}
        </button>
      )}
      {open !== null && data !== undefined && (
        <Suspense fallback={null}>
          <ViewSheet
            title={open === 'save' ? texts.saveTitle : texts.changeTitle}
            units={data.units}
            initial={
              open === 'rename' && current ? { name: current.view.name, unitId: current.view.unit?.id ?? null } : undefined
            }
            onSave={(words) => (open === 'save' ? acts.save(words) : acts.rename(words))}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Each through its command; what stands beside the list is read again after it. */
function useViewCommands(search: RequestSearch, current: CurrentView | undefined, data: SavedViews | undefined) {
  const command = useCommand();
  const client = useQueryClient();
  const navigate = useNavigate();
  const send = async <T,>(path: string, body: Readonly<Record<string, unknown>>) => {
    const answer = await command<T>(`/api/saved-views${path}`, body);
    await client.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
    return answer;
  };
  const view = current?.view;
  const change = (changed: Readonly<Record<string, unknown>>) =>
    send(`/${view?.id}/change`, { version: view?.version, ...changed });
  return {
    save: async (words: ViewWords) => {
      const answer = await send<{ id: string }>('', { ...words, query: queryOf(search) });
      if (answer.ok) void navigate({ to: '/requests', search: { ...search, view: answer.value.id }, replace: true });
      return answer;
    },
    rename: (words: ViewWords) => change({ ...words }),
    update: () => change({ query: queryOf(search) }),
    move: (step: -1 | 1) => send('/order', { ids: moved(data?.items ?? [], view?.id ?? '', step) }),
    remove: async () => {
      const answer = await command(`/api/saved-views/${view?.id}/delete`, {});
      // The address first: to whoever deleted it the view is not gone without a word.
      if (answer.ok) await navigate({ to: '/requests', search: view === undefined ? {} : searchOf(view), replace: true });
      await client.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
      return answer;
    },
  };
}
