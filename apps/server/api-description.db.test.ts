import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestServer, type TestServer } from './testing/test-server.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly required?: readonly string[] } }>>;
  };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

let server: TestServer;
// oxlint-disable-next-line typescript/no-explicit-any
let api: any;
let operations: readonly (readonly [name: string, operation: Operation])[];
before(async () => {
  server = await openTestServer();
  api = (await server.get(null, '/api/openapi.json')).body;
  operations = Object.entries(api.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
});
after(() => server.close());

describe('the description of the API', () => {
  it('names every operation once, with its group, its parameters and what it refuses with', () => {
    assert.equal(api.openapi, '3.1.0');
    assert.equal(new Set(operations.map(([, { operationId }]) => operationId)).size, operations.length);
    for (const [name, operation] of operations) {
      assert.ok(operation.summary.length > 0 && operation.tags.length === 1, name);
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const told = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(
        told.map((parameter) => parameter.name),
        inPath,
        name,
      );
      if (name.includes(' /api/')) assert.ok('4XX' in operation.responses, name);
    }
  });

  it('refers to nothing that is not there', () => {
    for (const [, reference = ''] of JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = reference.split('/').reduce<Record<string, unknown> | undefined>((at, part) => at?.[part] as never, api);
      assert.ok(found !== undefined || reference.startsWith('$defs/'), reference);
    }
  });

  it('knows two ways to be known, the session of people and the key of a program, and what is open without it', () => {
    assert.deepEqual(Object.keys(api.components.securitySchemes), ['session', 'key']);
    const open = operations.filter(([, { security }]) => security?.length === 0).map(([name]) => name);
    assert.deepEqual(open.sort(), [
      'get /api/calendar-feeds/{token}',
      'get /healthz',
      'get /metrics',
      'get /readyz',
      'post /api/password/forgotten',
      'post /api/password/set',
      'post /api/sign-in',
      'post /api/sign-out',
    ]);
  });

  it('shows files as what they are: sent as a form, answered as they were uploaded or printed', () => {
    const found = new Map(operations);
    assert.deepEqual(Object.keys(found.get('post /api/files')?.requestBody?.content ?? {}), ['multipart/form-data']);
    assert.ok('application/pdf' in (found.get('get /api/files/{id}')?.responses['200']?.content ?? {}));
    assert.match(
      Object.keys(found.get('get /api/records/{id}/docx')?.responses['200']?.content ?? {}).join(),
      /wordprocessingml/,
    );
    assert.deepEqual(Object.keys(found.get('get /api/records/{id}/pdf')?.responses['200']?.content ?? {}), ['application/pdf']);
  });

  it('says of every step what it makes of the version', () => {
    const found = new Map(operations);
    for (const [path, words] of [
      ['service-requests/{id}/set-severity', /is needed/],
      ['records/{id}/fill-record', /is needed/],
      ['service-requests/{id}/verify', /may come along/],
      ['service-requests/{id}/respond', /is not looked at/],
    ] as const)
      assert.match(found.get(`post /api/${path}`)?.description ?? '', words, path);
  });

  it('asks every command for its id', () => {
    // What is about the own sign-in moves nothing of the house and is sent once; a preview reads.
    const plain = [
      '/api/sign-in',
      '/api/sign-out',
      '/api/files',
      '/api/history-imports',
      '/api/log-replays',
      '/api/commands',
      '/api/service-requests/preview',
      '/api/holiday-notices/preview',
      '/api/holiday-notices/take-back/preview',
    ];
    const isPlain = (path: string): boolean => plain.includes(path) || /^\/api\/(me|password)\//.test(path);
    for (const [name, { requestBody }] of operations.filter(([known]) => known.startsWith('post ')))
      if (!isPlain(name.slice('post '.length)))
        assert.ok(requestBody?.content['application/json']?.schema.required?.includes('commandId'), name);
  });
});
