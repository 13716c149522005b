import { launch } from './launch.mjs';

await launch('apps/start/run-checks.ts', import.meta.url);
