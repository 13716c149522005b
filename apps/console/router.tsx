import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { projectSearch } from '#centre/commitments/ui/contact-card/contact-card.queries.ts';
import { registerSearch } from '#centre/commitments/ui/register/register.queries.ts';
import { planViewOf, type PlanView } from '#centre/plan/ui/plan-view.rules.ts';
import { qualitySearch } from '#centre/quality/ui/quality.queries.ts';
import type { RecordSearch } from '#centre/records/ui/records.queries.ts';
import type { RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { LONGEST_SOUGHT, textKindOf, type TextSearch } from '#centre/requests/ui/search.queries.ts';
import { requestSearch } from './pages/request-search.rules.ts';
import { askedText } from '#platform/client/asked-text.ts';
import type { Me } from '#centre/requests/requests.schema.ts';
import { plainAddress } from '#platform/client/plain-address.ts';
import { BrokenPart } from '#platform/ui/BrokenPart.tsx';
import { ConsoleFrame } from './frame/ConsoleFrame.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';

export interface ConsoleContext {
  readonly me: Me;
}

const root = createRootRouteWithContext<ConsoleContext>()({ component: ConsoleFrame, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' });
  },
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: lazyRouteComponent(() => import('./pages/TodayPage.tsx'), 'TodayPage'),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  // The saved view by which one came: it only names what the address asks for.
  validateSearch: (asked: Record<string, unknown>): RequestSearch & { readonly view?: string | undefined } => ({
    ...requestSearch(asked),
    view: askedText(asked, 'view'),
  }),
  component: lazyRouteComponent(() => import('./pages/RequestsPage.tsx'), 'RequestsPage'),
});
const request = createRoute({
  getParentRoute: () => root,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('./pages/RequestPage.tsx'), 'RequestPage'),
});

const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  component: lazyRouteComponent(() => import('./pages/IntakePage.tsx'), 'IntakePage'),
});

const recordStates = ['draft', 'open', 'frozen', 'voided'] as const;

function recordSearch(asked: Record<string, unknown>): RecordSearch {
  const text = (name: string) => askedText(asked, name);
  return {
    form: text('form'),
    state: recordStates.find((state) => state === asked['state']),
    q: text('q')?.slice(0, LONGEST_SOUGHT),
  };
}

const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('./pages/RecordsPage.tsx'), 'RecordsPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/records/$recordId',
  component: lazyRouteComponent(() => import('./pages/RecordPage.tsx'), 'RecordPage'),
});

const reach = createRoute({
  getParentRoute: () => root,
  path: '/reach',
  validateSearch: projectSearch,
  component: lazyRouteComponent(() => import('./pages/ReachPage.tsx'), 'ReachPage'),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: registerSearch,
  component: lazyRouteComponent(() => import('./pages/RegisterPage.tsx'), 'RegisterPage'),
});

const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  validateSearch: qualitySearch,
  component: lazyRouteComponent(() => import('./pages/QualityPage.tsx'), 'QualityPage'),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (asked: Record<string, unknown>): TextSearch => ({
    q: askedText(asked, 'q'),
    kind: textKindOf(asked['kind']),
  }),
  component: lazyRouteComponent(() => import('./pages/SearchPage.tsx'), 'SearchPage'),
});

const access = createRoute({
  getParentRoute: () => root,
  path: '/access',
  component: lazyRouteComponent(() => import('./pages/AccessPage.tsx'), 'AccessPage'),
});
const imports = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('./pages/ImportPage.tsx'), 'ImportPage'),
});
const oneImport = createRoute({
  getParentRoute: () => root,
  path: '/import/$importId',
  component: lazyRouteComponent(() => import('./pages/ImportPage.tsx'), 'OneImportPage'),
});
const planSearch = (asked: Record<string, unknown>): { readonly view?: PlanView | undefined } => ({
  view: planViewOf(asked['view']),
});

const plans = createRoute({
  getParentRoute: () => root,
  path: '/plans',
  component: lazyRouteComponent(() => import('./pages/PlansPage.tsx'), 'PlansPage'),
});
const planVersion = createRoute({
  getParentRoute: () => root,
  path: '/plans/$planId',
  validateSearch: planSearch,
  component: lazyRouteComponent(() => import('./pages/PlansPage.tsx'), 'PlanVersionPage'),
});
const planDraft = createRoute({
  getParentRoute: () => root,
  path: '/plans/drafts/$draftId',
  validateSearch: planSearch,
  component: lazyRouteComponent(() => import('./pages/PlansPage.tsx'), 'PlanDraftPage'),
});
const holidays = createRoute({
  getParentRoute: () => root,
  path: '/holidays',
  component: lazyRouteComponent(() => import('./pages/HolidaysPage.tsx'), 'HolidaysPage'),
});
const recount = createRoute({
  getParentRoute: () => root,
  path: '/holidays/recounts/$recountId',
  component: lazyRouteComponent(() => import('./pages/HolidaysPage.tsx'), 'RecountPage'),
});
/** The draft that a log is judged by, where somebody comes from one. */
const replaySearch = (asked: Record<string, unknown>): { readonly draft?: string | undefined } => ({
  draft: askedText(asked, 'draft'),
});
const replays = createRoute({
  getParentRoute: () => root,
  path: '/plans/replay',
  validateSearch: replaySearch,
  component: lazyRouteComponent(() => import('./pages/ReplayPage.tsx'), 'ReplayPage'),
});
const oneReplay = createRoute({
  getParentRoute: () => root,
  path: '/plans/replay/$replayId',
  validateSearch: replaySearch,
  component: lazyRouteComponent(() => import('./pages/ReplayPage.tsx'), 'OneReplayPage'),
});
const mySignIn = createRoute({
  getParentRoute: () => root,
  path: '/my-sign-in',
  component: lazyRouteComponent(() => import('./pages/MySignInPage.tsx'), 'MySignInPage'),
});

const routeTree = root.addChildren([
  home,
  today,
  requests,
  request,
  intake,
  records,
  record,
  reach,
  register,
  quality,
  search,
  access,
  imports,
  oneImport,
  plans,
  planVersion,
  planDraft,
  holidays,
  recount,
  replays,
  oneReplay,
  mySignIn,
]);

export function createConsoleRouter() {
  return createRouter({
    ...plainAddress,
    routeTree,
    context: { me: undefined as unknown as Me }, // Given by RouterProvider before anything is shown.
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPart,
    scrollRestoration: true,
    // What others put behind an address, as messengers do with a link that is passed on, is no part of what it asks for.
    search: { strict: true },
    // What is half written or opened on a page belongs to its subject: another subject's page begins anew.
    defaultRemountDeps: ({ params }) => params,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
