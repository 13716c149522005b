import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DEMONSTRATION_PASSWORD } from '#apps/server/demonstration/load.ts';
import { openCentreDatabase, type CentreDatabase } from '../product/centre-database.ts';
import { freePort, startProduct, type ProductProcess } from '../product/product-process.ts';
import { openHttpConnection, type HttpConnection } from './http-connection.ts';

const GENERATE = fileURLToPath(new URL('../generate/generate.ts', import.meta.url));

/** The product as `npm start` runs it, on a fresh data folder with the demonstration in it; the disk is waited for. */
export interface BenchedProduct {
  readonly dataDir: string;
  readonly database: CentreDatabase;
  /** Milliseconds from the start of the process to its greeting: of the first start, and of one on a folder that is there. */
  readonly firstStartMs: number;
  readonly secondStartMs: number;
  readonly process: ProductProcess;
  readonly connect: (login: string) => Promise<HttpConnection>;
  /** Lets the server look at how its tables are filled. */
  readonly analyze: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Requests that it holds, and the data folder where they were generated before; without one they are generated for this run. */
export interface Generated {
  readonly requests: number;
  /** How many of them go on; so many as the generator makes of itself where it is left out. */
  readonly open?: number;
  readonly folder: string | undefined;
}

const SEED = 1;

/** `generated`: filled with so many requests before it is started. A folder that was given stays, with what is done in it. */
export async function openProduct(
  options: { nodeOptions?: readonly string[]; generated?: Generated } = {},
): Promise<BenchedProduct> {
  const kept = options.generated?.folder;
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'pledge-bench-')));
  const port = await freePort();
  const env = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PLEDGE_DATA_DIR: dataDir,
    PLEDGE_DEMO: '1',
    DATABASE_URL: '',
    PLEDGE_PUBLIC_URL: '',
    PLEDGE_SMTP_URL: '',
  };
  if (options.generated !== undefined && kept === undefined) await generate(options.generated, env);
  const start = async (nodeOptions: readonly string[] = []): Promise<{ process: ProductProcess; tookMs: number }> => {
    const from = performance.now();
    const started = startProduct({ role: 'all', env, log: join(dataDir, 'bench.log'), nodeOptions });
    await started.told;
    return { process: started, tookMs: performance.now() - from };
  };
  const first = await start();
  first.process.signal('SIGTERM');
  await first.process.ended;
  const second = await start(options.nodeOptions);
  const end = (): void => second.process.signal('SIGTERM');
  process.once('exit', end);
  const database = await openCentreDatabase({ dataDir, databaseUrl: undefined, secretFile: join(dataDir, 'keys.json') });
  const cookies = new Map<string, Promise<string>>();
  return {
    dataDir,
    database,
    firstStartMs: first.tookMs,
    secondStartMs: second.tookMs,
    process: second.process,
    connect: async (login) => {
      const cookie = cookies.get(login) ?? signIn(port, login);
      cookies.set(login, cookie);
      return openHttpConnection({ port, cookie: await cookie });
    },
    analyze: async () => {
      const client = new pg.Client({ connectionString: database.ownerUrl });
      await client.connect();
      await client.query('analyze');
      await client.end();
    },
    close: async () => {
      await database.close();
      end();
      await second.process.ended;
      process.removeListener('exit', end);
      if (kept === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function generate({ requests, open }: Generated, env: Readonly<Record<string, string>>): Promise<void> {
  const going = open === undefined ? [] : ['--open', String(open)];
  const child = spawn(process.execPath, [GENERATE, '--requests', String(requests), ...going, '--seed', String(SEED)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`generating ${requests} requests ended with ${status}`);
}

async function signIn(port: number, login: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: DEMONSTRATION_PASSWORD }),
  });
  if (response.status !== 200) throw new Error(`${login} cannot sign in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
