import type { listTexts } from '#centre/requests/ui/list.texts.ts';
import type { RequestSearch } from '#centre/requests/ui/requests.queries.ts';

export type ViewName = keyof typeof listTexts.zh.viewNames;
type Group = keyof typeof listTexts.zh.viewGroups;

export interface View {
  readonly name: ViewName;
  readonly search: RequestSearch;
  readonly mark?: 'warning' | 'breached';
}

export const viewGroups: readonly { readonly name: Group; readonly views: readonly View[] }[] = [
  {
    name: 'mine',
    views: [
      { name: 'mine', search: { owner: 'me' } },
      { name: 'unit', search: { owner: 'unit' } },
      { name: 'approval', search: { waiting: 'approval' } },
      { name: 'review', search: { waiting: 'review' } },
    ],
  },
  {
    name: 'clocks',
    views: [
      { name: 'warning', search: { clock: 'warning' }, mark: 'warning' },
      { name: 'breached', search: { clock: 'breached' }, mark: 'breached' },
      { name: 'paused', search: { clock: 'paused' } },
    ],
  },
  {
    name: 'all',
    views: [
      { name: 'open', search: {} },
      { name: 'confirmation', search: { waiting: 'confirmation' } },
      { name: 'registration', search: { waiting: 'registration' } },
      { name: 'closed', search: { state: 'closed' } },
      { name: 'everything', search: { state: 'all' } },
    ],
  },
];

const parts = ['state', 'owner', 'clock', 'waiting'] as const;

/** The views that everybody has, in their order. */
export const everyView = viewGroups.flatMap((group) => group.views);

/** The view an address shows; filters and sorting change it no more than the view itself says. */
export function viewOf(search: RequestSearch): ViewName | undefined {
  return everyView.find((view) => parts.every((part) => (view.search[part] ?? 'open') === (search[part] ?? 'open')))?.name;
}
