import { z } from 'zod';
import { JSON_LINES } from './json-lines.ts';
import type { AnyRoute } from './route.ts';

type Schema = Readonly<Record<string, unknown>>;
/** Operations by path and method, as OpenAPI writes them. */
type Paths = Readonly<Record<string, Readonly<Record<string, Schema>>>>;

export interface ApiAbout {
  readonly title: string;
  readonly version: string;
  /** What holds for all of it, in Markdown. */
  readonly description: string;
  /** The cookie of a session, by which people are known; programs send their key. */
  readonly sessionCookie: string;
  /** What is served beside the contract because it speaks no JSON. */
  readonly beside: Paths;
}

/** The API's description, OpenAPI 3.1, made from the routes themselves: what is not in the contract is not served. */
export function openApiOf(routes: readonly AnyRoute<never>[], about: ApiAbout): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const entry of routes) {
    const operations = (paths[entry.path.replace(/:(\w+)/g, '{$1}')] ??= {});
    operations[entry.method.toLowerCase()] = operationOf(entry);
  }
  for (const [path, operations] of Object.entries(about.beside)) Object.assign((paths[path] ??= {}), operations);
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version, description: about.description },
    // Wherever it was read from: a node may be reached under several names.
    servers: [{ url: '/' }],
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: about.sessionCookie },
        key: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: problemSchema },
      responses: {
        Refused: {
          description: 'Refused, with the reason in the language of the caller.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function operationOf(entry: AnyRoute<never>): Schema {
  const parameters = [...pathParameters(entry), ...queryParameters(entry.query)];
  return {
    operationId: operationIdOf(entry.method, entry.path),
    summary: entry.summary,
    description: [`May: ${entry.policy}.`, ...(entry.note === undefined ? [] : [entry.note])].join('\n\n'),
    tags: [entry.tag],
    ...(entry.access === 'public' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(entry.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(entry.body, 'input') } } } }),
    responses: {
      [entry.method === 'POST' ? '2XX' : '200']: {
        description: 'Done.',
        ...(contentOf(entry) === undefined ? {} : { content: contentOf(entry) }),
      },
      '4XX': { $ref: '#/components/responses/Refused' },
    },
  };
}

/** Unique, and stable as long as the address is. */
export function operationIdOf(method: string, path: string): string {
  return `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(\w?)/g, (_whole, first: string) => first.toUpperCase())}`;
}

function contentOf(entry: AnyRoute<never>): Schema | undefined {
  if (entry.file !== undefined)
    return Object.fromEntries(entry.file.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
  if (entry.line !== undefined) return { [JSON_LINES]: { schema: jsonSchema(entry.line, 'output') } };
  return entry.answer === undefined ? undefined : { 'application/json': { schema: jsonSchema(entry.answer, 'output') } };
}

function pathParameters(entry: AnyRoute<never>): Schema[] {
  const schema = (entry.params === undefined ? {} : jsonSchema(entry.params, 'input')) as { properties?: Record<string, Schema> };
  return [...entry.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schema.properties?.[name] ?? { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): Schema[] {
  if (query === undefined) return [];
  const schema = jsonSchema(query, 'input') as { properties?: Record<string, Schema>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    ...(description === undefined ? {} : { description }),
    schema: property,
  }));
}

function jsonSchema(type: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Schema & { $schema?: string };
  return schema;
}

const texts = { type: 'array', items: { type: 'string' } } as const;

const problemSchema: Schema = {
  type: 'object',
  description: 'Problem details, RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', description: '`urn:pledge:problem:` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and what to do, for people.' },
    code: { type: 'string', description: 'What is wrong, for programs.' },
    guards: { ...texts, description: 'Identifiers of the guards that refuse.' },
    commitments: { ...texts, description: 'What the plan names for them.' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object', description: 'What the caller did not know: the present version, when to try again.' },
  },
};
