import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedPlugin } from '#platform/ui/compressed.plugin.ts';
import { antdStylesPlugin } from '#platform/ui/antd-styles.plugin.ts';
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
  plugins: [placesPlugin(), react(), antdStylesPlugin(), compressedPlugin()],
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/screens', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
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
