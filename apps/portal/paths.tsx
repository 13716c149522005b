import { appPaths } from '#platform/ui/app-paths.tsx';

/** The pages of the portal, below `/portal`. */
export type PortalPath =
  | '/'
  | '/report'
  | '/requests/$requestId'
  | '/records'
  | '/records/$recordId'
  | '/register'
  | '/plan'
  | '/reach';

export const { AppLink, useGo, useParam } = appPaths<PortalPath>();
