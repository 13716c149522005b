import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, ViteDevServer } from 'vite';

/** The pages that stand beside the console's, by the path they are served below: `/portal`, `/field`. */
export const places = ['portal', 'field'] as const;

const apps = fileURLToPath(new URL('..', import.meta.url));
const page = (place: string) => `${apps}${place}/index.html`;
/** Where the page of a place is said to lie, so that the build names it `portal.html` beside `index.html`. */
export const entryOf = (place: string) => `${apps}console/${place}.html`;

async function pageFrom(place: string, folder: string): Promise<string> {
  return (await readFile(page(place), 'utf8')).replaceAll('="./', `="${folder}${place}/`).replaceAll('="../', `="${folder}`);
}

/**
 * One build for three pages. The build takes pages from below its root alone and names them by their path, so those of the
 * other two apps are read in from where they are; a development server answers everything below `/portal` with the portal's page.
 */
export function placesPlugin(): Plugin {
  return {
    name: 'pledge-places',
    resolveId: { order: 'pre', handler: (id) => (places.some((place) => id === entryOf(place)) ? id : null) },
    load: (id) => {
      const place = places.find((known) => id === entryOf(known));
      return place === undefined ? null : pageFrom(place, '../');
    },
    configureServer: (server) => {
      server.middlewares.use((request, response, next) => {
        const url = request.url ?? '';
        const place = places.find((known) => new RegExp(`^/${known}(?:[/?]|$)`).test(url));
        const asksPage = request.headers.accept?.includes('text/html') === true;
        if (place === undefined || !asksPage) next();
        else void served(server, place, url).then((html) => response.setHeader('content-type', 'text/html').end(html), next);
      });
    },
  };
}

async function served(server: ViteDevServer, place: string, url: string): Promise<string> {
  return server.transformIndexHtml(url, await pageFrom(place, `/@fs${apps}`));
}
