import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LOG_LEVELS, type LogLevel } from '../log/log.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { readLimits, type Limits } from './limits.ts';
import { ConfigError } from './start-error.ts';

/** What a process does: everything, the HTTP side alone, or the work in the background alone. */
export type ProcessRole = 'all' | 'web' | 'worker';

/** The installation's settings: read from the environment once, at start, and passed on from there. */
export interface Config {
  /** 0 lets the system choose, for tests. */
  readonly port: number;
  readonly host: string;
  /** An external PostgreSQL; without it the embedded one in `dataDir`. */
  readonly databaseUrl?: string;
  /** The same database past the pooler that `databaseUrl` leads through, for what a pooler does not carry. */
  readonly directUrl?: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the file that holds the keys. */
  readonly secretFile: string;
  /** Where files lie: `file:///…`; another kind of place is refused when it is opened. */
  readonly filesUrl: string;
  /** Absolute path of a folder, best on another machine, to which every seal is appended; without it they stand in the database alone. */
  readonly sealsFolder?: string;
  /** Without it no mail leaves; messages are delivered in the portal alone. */
  readonly smtpUrl?: string;
  readonly mailFrom?: string;
  /** Address used in links and mails, without a closing slash. */
  readonly publicUrl: string;
  /** Addresses and networks of the proxies before this process: of theirs alone `X-Forwarded-For` is believed. Empty: of nobody's. */
  readonly trustedProxies: readonly string[];
  readonly role: ProcessRole;
  /** Undefined: decided by whether the data folder is empty. */
  readonly demo: boolean | undefined;
  /** What is logged: lines as grave as this, or graver. */
  readonly logLevel: LogLevel;
  /** Who may read the metrics from elsewhere: whoever shows it. */
  readonly metricsToken?: string;
  readonly limits: Limits;
}

export { ConfigError };

/**
 * Reads and checks every variable of `spec/interfaces.md`, "Starting". An empty variable counts as unset.
 * @param cwd the working folder: relative paths and the default data folder lie there
 * @returns the first variable that cannot be used as a `ConfigError`, whose message is one line with the remedy
 */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config | ConfigError {
  try {
    return read((name) => env[name]?.trim() || undefined, cwd);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

type Variable = (name: string) => string | undefined;

/** The name of every variable that is read. */
export const KNOWN_VARIABLES: ReadonlySet<string> = namesRead();

function namesRead(): ReadonlySet<string> {
  const names = new Set<string>();
  read((name) => void names.add(name), '/');
  return names;
}

function read(variable: Variable, cwd: string): Config {
  const dataDir = resolve(cwd, variable('PLEDGE_DATA_DIR') ?? '.pledge');
  const host = readHost(variable);
  const port = readPort(variable);
  return {
    port,
    host,
    databaseUrl: readDatabaseUrl(variable, 'DATABASE_URL'),
    directUrl: readDatabaseUrl(variable, 'PLEDGE_DIRECT_URL'),
    dataDir,
    secretFile: resolve(cwd, variable('PLEDGE_SECRET_FILE') ?? resolve(dataDir, 'keys.json')),
    sealsFolder: readSealsFolder(variable),
    filesUrl: readFilesUrl(variable) ?? pathToFileURL(resolve(dataDir, 'files')).href,
    smtpUrl: readSmtpUrl(variable),
    mailFrom: readMailFrom(variable),
    publicUrl: readPublicUrl(variable) ?? `http://${hostInUrl(host)}:${port}`,
    trustedProxies: readTrustedProxies(variable),
    role: readRole(variable),
    demo: readDemo(variable),
    logLevel: readLogLevel(variable),
    metricsToken: readMetricsToken(variable),
    limits: readLimits(variable),
  };
}

function readPort(variable: Variable): number {
  const value = variable('PORT') ?? '8080';
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new ConfigError('notAPort', 'PORT', { value });
  return port;
}

function readHost(variable: Variable): string {
  const value = variable('HOST') ?? '127.0.0.1';
  if (!/^[\w.:%-]+$/.test(value)) throw new ConfigError('notAnAddress', 'HOST', { value });
  return value;
}

/** The value stays out of the messages of these: it may carry a password. */
function readDatabaseUrl(variable: Variable, name: 'DATABASE_URL' | 'PLEDGE_DIRECT_URL'): string | undefined {
  const value = variable(name);
  if (value !== undefined && parseDatabaseUrl(value) === undefined) throw new ConfigError('notADatabaseUrl', name);
  return value;
}

function readSmtpUrl(variable: Variable): string | undefined {
  const value = variable('PLEDGE_SMTP_URL');
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  const usable = url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
  if (!usable) throw new ConfigError('notAnSmtpUrl', 'PLEDGE_SMTP_URL');
  return value;
}

function readFilesUrl(variable: Variable): string | undefined {
  const value = variable('PLEDGE_FILES');
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  const usable = url?.protocol === 'file:' ? url.host === '' : url?.protocol === 's3:' && url.host !== '';
  if (!usable) throw new ConfigError('notAFilesUrl', 'PLEDGE_FILES', { value });
  return value;
}

function readSealsFolder(variable: Variable): string | undefined {
  const value = variable('PLEDGE_SEALS');
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  if (url?.protocol !== 'file:' || url.host !== '') throw new ConfigError('notAFilesUrl', 'PLEDGE_SEALS', { value });
  return fileURLToPath(url);
}

function readMailFrom(variable: Variable): string | undefined {
  const value = variable('PLEDGE_MAIL_FROM');
  if (value !== undefined && !/^([^<>]*<)?[^\s<>@]+@[^\s<>@]+>?$/.test(value)) {
    throw new ConfigError('notAMailAddress', 'PLEDGE_MAIL_FROM', { value });
  }
  return value;
}

function readPublicUrl(variable: Variable): string | undefined {
  const value = variable('PLEDGE_PUBLIC_URL');
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  // The pages ask for what they need from the root of their host: under a path nothing would be found.
  const isBare = url !== null && `${url.origin}/` === url.href;
  if (!isBare || !['http:', 'https:'].includes(url.protocol))
    throw new ConfigError('notAPublicUrl', 'PLEDGE_PUBLIC_URL', { value });
  return url.origin;
}

/** `127.0.0.1, 10.0.0.0/8`: whoever is named can say where a request comes from, so that names and whole worlds are refused. */
function readTrustedProxies(variable: Variable): readonly string[] {
  const value = variable('PLEDGE_TRUSTED_PROXIES');
  const listed = (value ?? '').split(',').flatMap((part) => part.trim() || []);
  for (const one of listed) {
    const [address = '', bits, ...rest] = one.split('/');
    const longest = isIP(address) === 6 ? 128 : 32;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest);
    if (isIP(address) === 0 || !isNetwork || rest.length > 0)
      throw new ConfigError('notAProxy', 'PLEDGE_TRUSTED_PROXIES', { value: one });
  }
  return listed;
}

function readRole(variable: Variable): ProcessRole {
  const value = variable('PLEDGE_ROLE') ?? 'all';
  if (value !== 'all' && value !== 'web' && value !== 'worker') throw new ConfigError('notARole', 'PLEDGE_ROLE', { value });
  return value;
}

function readDemo(variable: Variable): boolean | undefined {
  const value = variable('PLEDGE_DEMO');
  if (value === undefined) return undefined;
  if (value !== '0' && value !== '1') throw new ConfigError('notAFlag', 'PLEDGE_DEMO', { value });
  return value === '1';
}

function readLogLevel(variable: Variable): LogLevel {
  const value = variable('PLEDGE_LOG') ?? 'warn';
  const level = LOG_LEVELS.find((known) => known === value);
  if (level === undefined) throw new ConfigError('notALogLevel', 'PLEDGE_LOG', { value });
  return level;
}

/** It opens a door, so it must not be guessed; and it stays out of the message. */
function readMetricsToken(variable: Variable): string | undefined {
  const value = variable('PLEDGE_METRICS_TOKEN');
  if (value !== undefined && !/^[\x21-\x7e]{16,200}$/.test(value)) throw new ConfigError('notAToken', 'PLEDGE_METRICS_TOKEN');
  return value;
}

/** An address that listens on everything is no address to open. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
