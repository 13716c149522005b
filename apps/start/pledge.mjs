import { launch } from './launch.mjs';

await launch('apps/cli/main.ts', import.meta.url);
