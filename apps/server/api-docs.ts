import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from './page-policy.ts';

const VIEWER = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
/** Of the viewer's package: what the page asks for, and nothing else of it. */
const SERVED: ReadonlySet<string> = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>守诺 Pledge · API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="description"><noscript><p><a href="/api/openapi.json">/api/openapi.json</a></p></noscript></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/show.js"></script>
</body>
</html>
`;

/** No outside checker is asked, and nothing is kept of what somebody tries out. */
const SHOW = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#description',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  filter: true,
  persistAuthorization: false,
});
`;

/** `GET /api/docs`: the API's description for people, who may try it with the session they are signed in with. Nothing comes from outside. */
export async function mountApiDocs(server: FastifyInstance): Promise<void> {
  server.get('/api/docs', (_request, reply) =>
    reply
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(PAGE),
  );
  server.get('/api/docs/show.js', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(SHOW),
  );
  await server.register(fastifyStatic, {
    root: VIEWER,
    prefix: '/api/docs/',
    decorateReply: false,
    index: false,
    maxAge: '1d',
    allowedPath: (path) => SERVED.has(path),
  });
}
