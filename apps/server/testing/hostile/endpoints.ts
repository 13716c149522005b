import type { BodySchema } from './bodies.ts';

/** One address with one method, as the API's description tells of it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** `/api/service-requests/{id}`. */
  readonly path: string;
  readonly inPath: Readonly<Record<string, BodySchema>>;
  readonly inQuery: Readonly<Record<string, BodySchema>>;
  /** Undefined where none is read. */
  readonly body?: BodySchema | undefined;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: 'path' | 'query'; readonly schema: BodySchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: BodySchema }>> };
}

/** What the description tells of, as far as hostile cases use it. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Served beside the contract because they speak no JSON: looked at by tests of their own. */
const BESIDE: Readonly<Record<string, string>> = {
  '/api/files': 'takes no JSON: centre/requests/files.db.test.ts',
  '/api/stream': 'does not end by itself: apps/server/stream.db.test.ts',
};

/** Every address of the contract. */
export function endpointsOf(description: Description): Endpoint[] {
  return Object.entries(description.paths).flatMap(([path, operations]) =>
    path in BESIDE || !path.startsWith('/api/')
      ? []
      : Object.entries(operations).map(([method, operation]): Endpoint => {
          const within = (place: 'path' | 'query'): Record<string, BodySchema> =>
            Object.fromEntries(
              (operation.parameters ?? []).filter((one) => one.in === place).map(({ name, schema }) => [name, schema]),
            );
          return {
            method: method === 'get' ? 'GET' : 'POST',
            path,
            inPath: within('path'),
            inQuery: within('query'),
            body: operation.requestBody?.content['application/json']?.schema,
          };
        }),
  );
}
