import { appPaths } from '#platform/ui/app-paths.tsx';

/** The pages of the phone, below `/field`. */
export type FieldPath = '/' | '/visits/$visitId';

export const { AppLink, useGo, useParam } = appPaths<FieldPath>();
