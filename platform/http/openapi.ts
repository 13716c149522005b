import { z } from 'zod';
import type { AnyRoute } from './route.ts';

type Schema = Record<string, unknown>;

/** The API's description, OpenAPI 3.1, made from the routes themselves: what is not in the contract is not served. */
export function openApiOf(routes: readonly AnyRoute<never>[], about: { title: string; version: string }): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const entry of routes) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}');
    const operations = (paths[path] ??= {});
    operations[entry.method.toLowerCase()] = operationOf(entry);
  }
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version },
    // Wherever it was read from: a node may be reached under several names.
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'pledge.session_token' },
        key: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operationOf(entry: AnyRoute<never>): Schema {
  const parameters = [
    ...[...entry.path.matchAll(/:(\w+)/g)].map((match) => ({
      name: match[1],
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...queryParameters(entry.query),
  ];
  return {
    operationId: `${entry.method.toLowerCase()}${entry.path.replace(/[^A-Za-z0-9]+(\w?)/g, (_whole, first: string) => first.toUpperCase())}`,
    summary: entry.summary,
    description: entry.policy,
    tags: [entry.tag],
    ...(entry.access === 'public' ? { security: [] } : { security: [{ session: [] }, { key: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(entry.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(entry.body, 'input') } } } }),
    responses: {
      '2XX': {
        description: 'done',
        ...(entry.answer === undefined
          ? {}
          : { content: { 'application/json': { schema: jsonSchema(entry.answer, 'output') } } }),
      },
      '4XX': {
        description: 'refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function queryParameters(query: z.ZodType | undefined): Schema[] {
  if (query === undefined) return [];
  const schema = jsonSchema(query, 'input') as { properties?: Record<string, Schema>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

function jsonSchema(type: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Schema & { $schema?: string };
  return schema;
}

const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    guards: { type: 'array', items: { type: 'string' } },
    commitments: { type: 'array', items: { type: 'string' } },
    fields: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};
