import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { registerSearch } from '#centre/commitments/ui/register/register.queries.ts';
import { projectSearch } from '#centre/commitments/ui/contact-card/contact-card.queries.ts';
import { plainAddress } from '#platform/client/plain-address.ts';
import { BrokenPart } from '#platform/ui/BrokenPart.tsx';
import { PortalFrame } from './frame/PortalFrame.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';

const root = createRootRoute({ component: PortalFrame, notFoundComponent: NotFoundPage });
const under = { getParentRoute: () => root } as const;

const routeTree = root.addChildren([
  createRoute({
    ...under,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/RequestsPage.tsx'), 'RequestsPage'),
  }),
  createRoute({
    ...under,
    path: '/report',
    component: lazyRouteComponent(() => import('./pages/ReportPage.tsx'), 'ReportPage'),
  }),
  createRoute({
    ...under,
    path: '/requests/$requestId',
    component: lazyRouteComponent(() => import('./pages/RequestPage.tsx'), 'RequestPage'),
  }),
  createRoute({
    ...under,
    path: '/records',
    component: lazyRouteComponent(() => import('./pages/RecordsPage.tsx'), 'RecordsPage'),
  }),
  createRoute({
    ...under,
    path: '/records/$recordId',
    component: lazyRouteComponent(() => import('./pages/RecordPage.tsx'), 'RecordPage'),
  }),
  createRoute({
    ...under,
    path: '/register',
    validateSearch: registerSearch,
    component: lazyRouteComponent(() => import('./pages/RegisterPage.tsx'), 'RegisterPage'),
  }),
  createRoute({
    ...under,
    path: '/plan',
    component: lazyRouteComponent(() => import('./pages/PlanPage.tsx'), 'PlanPage'),
  }),
  createRoute({
    ...under,
    path: '/reach',
    validateSearch: projectSearch,
    component: lazyRouteComponent(() => import('./pages/ReachPage.tsx'), 'ReachPage'),
  }),
  createRoute({
    ...under,
    path: '/my-sign-in',
    component: lazyRouteComponent(() => import('./pages/MySignInPage.tsx'), 'MySignInPage'),
  }),
]);

export function createPortalRouter() {
  return createRouter({
    ...plainAddress,
    routeTree,
    basepath: '/portal',
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPart,
    scrollRestoration: true,
    // What is half written or opened on a page belongs to its subject: another subject's page begins anew.
    defaultRemountDeps: ({ params }) => params,
  });
}
