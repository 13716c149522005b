import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedPlugin } from '#platform/ui/compressed.plugin.ts';
import { antdStylesPlugin } from '#platform/ui/antd-styles.plugin.ts';
import { firstPaintPlugin } from '#platform/ui/first-paint.plugin.ts';
import { entryOf, placesPlugin } from './places.plugin.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const server = process.env['PLEDGE_SERVER'] ?? 'http://127.0.0.1:3000';

/**
 * One build for the three places where people meet the product: console `/`, portal `/portal`, field `/field`.
 * Nothing inline and nothing evaluated, so that the pages stand under a content security policy without exceptions;
 * `#centre/…` and `#platform/…` resolve by package.json, as in Node.
 */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [placesPlugin(), react(), antdStylesPlugin(), firstPaintPlugin(), compressedPlugin()],
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/screens', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    // The oldest that know `light-dark()`: what is written for older ones would fix the colours of a sheet of paper at the page's.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        console: `${here}index.html`,
        portal: entryOf('portal'),
        field: entryOf('field'),
      },
    },
  },
});
