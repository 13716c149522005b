import type { Limits } from '#platform/config/limits.ts';
import { operationIdOf, type ApiAbout } from '#platform/http/openapi.ts';
import { sessionCookieName } from '#platform/auth/better-auth.ts';

const MEGA = 1024 * 1024;
const refused = { '4XX': { $ref: '#/components/responses/Refused' } } as const;
const json = (schema: object) => ({ 'application/json': { schema } });

const uploaded = {
  type: 'object',
  required: ['id', 'name', 'mediaType', 'size', 'url'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string' },
    mediaType: { type: 'string' },
    size: { type: 'integer', description: 'Bytes.' },
    url: { type: 'string' },
  },
} as const;

const DESCRIPTION = `守诺 Pledge: the program is the plan, and this is its door for programs.

**Session.** \`POST /api/sign-in\` sets a cookie; a program sends its key as \`Authorization: Bearer KEY\`; every answer is limited to what its holder may see. What does not exist and what may not be seen look alike (404).

**Commands.** Every POST but signing in, signing out, the language of the screens and the upload carries an envelope: \`commandId\` (a UUID of yours: a repeat gives the first answer), \`occurredAt\`, \`lateReason\`, \`sentAt\`, \`version\`. All may go in one parcel to \`/api/commands\`.

**Next.** \`GET /api/service-requests/{id}/next\` tells what you may fire, where to post it, what it needs, and for what is refused which commitment refuses it.

**Lists** answer \`items\` and \`nextCursor\`, and where \`total=true\` a \`total\` that is counted up to 1,000, or to 99 with \`total=glance\`: beyond it \`totalMore\` is true; \`limit\` is at most 200. A parameter that a list does not know is refused by name.

**Refusals** are problem details (RFC 9457) in your language: that of your person, else of \`accept-language\`. Unknown fields are refused by name. A fault of ours is an opaque 500 with an id that stands in the log.

**Time.** Instants are ISO 8601 with offset. The header \`pledge-now\` of every answer is the server's time.`;

/** A door through which logs of other systems come in: `after` says what follows, or does not. */
function logUpload(
  path: string,
  about: { readonly summary: string; readonly may: string; readonly after: string; readonly limits: Pick<Limits, 'importBytes'> },
): ApiAbout['beside'] {
  const { summary, may, after, limits } = about;
  return {
    [path]: {
      post: {
        operationId: operationIdOf('POST', path),
        summary,
        description: `May: ${may}.\n\nA CSV, packed with gzip or not, told by content, up to ${limits.importBytes / MEGA} MB as it is sent. ${after}`,
        tags: ['history'],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
            },
          },
        },
        responses: {
          '201': {
            description: 'Stored.',
            content: json({ type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } }),
          },
          ...refused,
        },
      },
    },
  };
}

/** What the description says beside the routes of the contract. */
export function apiAbout(publicUrl: string, limits: Pick<Limits, 'uploadBytes' | 'importBytes'>): ApiAbout {
  return {
    title: '守诺 Pledge',
    version: '0.1.0',
    description: DESCRIPTION,
    sessionCookie: sessionCookieName(publicUrl),
    beside: {
      '/api/files': {
        post: {
          operationId: operationIdOf('POST', '/api/files'),
          summary: 'Upload one file; steps and messages name its id',
          description: `May: any signed-in person.\n\nPictures (JPEG, PNG, WebP, HEIC), PDF and plain text (UTF-8), told by content, up to ${limits.uploadBytes / MEGA} MB. Until it is used in a request, who uploaded it alone may read it. No envelope: the same \`id\` with the same file is the same upload.`,
          tags: ['files'],
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['file'],
                  properties: {
                    id: { type: 'string', format: 'uuid', description: 'Made by the client, before the file.' },
                    file: { type: 'string', format: 'binary' },
                  },
                },
              },
            },
          },
          responses: { '201': { description: 'Stored.', content: json(uploaded) }, ...refused },
        },
      },
      ...logUpload('/api/history-imports', {
        summary: 'Upload the log of another system, to be imported',
        may: 'the system administrator',
        limits,
        after:
          'Nothing is imported by that: its map, a dry run and a start follow. No envelope: each upload is another import, and what a second import brings again changes nothing.',
      }),
      ...logUpload('/api/log-replays', {
        summary: 'Upload the log of another system, to be replayed against plans',
        may: 'whoever may author plans',
        limits,
        after:
          'Nothing is judged by that: its map, a plan and a start follow. It is the own alone, and no request comes of it. No envelope: each upload is another log.',
      }),
      '/api/stream': {
        get: {
          operationId: operationIdOf('GET', '/api/stream'),
          summary: 'That something changed, as server-sent events',
          description:
            'May: any signed-in person.\n\nEvents `changed` with `{ topics, version }`: a topic is a collection (`service-requests`), one thing of it (`service-requests/ID`), or `all`. Never what changed: ask again. A stream ends with its session.',
          tags: ['stream'],
          responses: {
            '200': { description: 'Open.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
            ...refused,
          },
        },
      },
      '/healthz': {
        get: {
          operationId: operationIdOf('GET', '/healthz'),
          summary: 'Whether the process answers',
          tags: ['health'],
          security: [],
          responses: { '200': { description: 'It does.' } },
        },
      },
      '/readyz': {
        get: {
          operationId: operationIdOf('GET', '/readyz'),
          summary: 'Whether this node can serve: the database answers, its schema is there, and the node is not about to end',
          tags: ['health'],
          security: [],
          responses: { '200': { description: 'It can.' }, '503': { description: 'It cannot; `status` says why.' } },
        },
      },
      '/metrics': {
        get: {
          operationId: operationIdOf('GET', '/metrics'),
          summary: 'What the node counts of itself, for Prometheus',
          description: 'May: this machine; with PLEDGE_METRICS_TOKEN set, whoever shows it as `Authorization: Bearer …`.',
          tags: ['health'],
          security: [],
          responses: {
            '200': { description: 'Text of Prometheus.', content: { 'text/plain': { schema: { type: 'string' } } } },
            ...refused,
          },
        },
      },
    },
  };
}
