// node apps/start/run.mjs FILE.ts ARGUMENTS…: any other program of the project, for the scripts of package.json.
import { launch } from './launch.mjs';

await launch(process.argv[2] ?? '', import.meta.url, process.argv.slice(3));
