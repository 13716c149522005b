import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { FIRST_PAINT } from './scheme.ts';

const NAME = `assets/first-paint-${createHash('sha256').update(FIRST_PAINT).digest('hex').slice(0, 8)}.js`;

/** Gives every page the program that runs before it paints: a small file that holds the page for its length, never inline. */
export function firstPaintPlugin(): Plugin {
  return {
    name: 'pledge-first-paint',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: FIRST_PAINT });
    },
    configureServer: (server) => {
      server.middlewares.use(`/${NAME}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript').end(FIRST_PAINT);
      });
    },
    // After the meta that it sets.
    transformIndexHtml: (html) => html.replace('<title>', `<script src="/${NAME}"></script>\n    <title>`),
  };
}
