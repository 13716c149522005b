import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { plainAddress } from '#platform/client/plain-address.ts';
import { BrokenPart } from '#platform/ui/BrokenPart.tsx';
import { FieldFrame } from './frame/FieldFrame.tsx';
import { VisitsPage } from './pages/VisitsPage.tsx';

const root = createRootRoute({ component: FieldFrame, notFoundComponent: VisitsPage });
const under = { getParentRoute: () => root } as const;

const routeTree = root.addChildren([
  createRoute({ ...under, path: '/', component: VisitsPage }),
  createRoute({
    ...under,
    path: '/visits/$visitId',
    component: lazyRouteComponent(() => import('./pages/VisitPage.tsx'), 'VisitPage'),
  }),
  createRoute({
    ...under,
    path: '/my-sign-in',
    component: lazyRouteComponent(() => import('./pages/MySignInPage.tsx'), 'MySignInPage'),
  }),
]);

export function createFieldRouter() {
  return createRouter({
    ...plainAddress,
    routeTree,
    basepath: '/field',
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPart,
    scrollRestoration: true,
    // What is half written or opened on a page belongs to its subject: another subject's page begins anew.
    defaultRemountDeps: ({ params }) => params,
  });
}
