import { parseDatabaseUrl } from '#platform/config/database-url.ts';
import type { Config } from '#platform/config/config.ts';

/** A line to another machine on which whoever stands between can read: nothing in the configuration asks for TLS on it. */
export interface ClearLine {
  readonly code: 'databaseInClear' | 'mailInClear' | 'pagesInClear';
  readonly variable: string;
  readonly host: string;
}

type Lines = Pick<Config, 'databaseUrl' | 'directUrl' | 'smtpUrl' | 'publicUrl'>;

export function clearLines({ databaseUrl, directUrl, smtpUrl, publicUrl }: Lines): ClearLine[] {
  const mail = smtpUrl === undefined ? null : URL.parse(smtpUrl);
  const pages = URL.parse(publicUrl);
  return [
    ...databaseLine('DATABASE_URL', databaseUrl),
    ...databaseLine('PLEDGE_DIRECT_URL', directUrl),
    ...(mail?.protocol === 'smtp:' && mail.searchParams.get('requireTLS') !== 'true' && !isHere(mail.hostname)
      ? [{ code: 'mailInClear' as const, variable: 'PLEDGE_SMTP_URL', host: mail.hostname }]
      : []),
    ...(pages?.protocol === 'http:' && !isHere(pages.hostname)
      ? [{ code: 'pagesInClear' as const, variable: 'PLEDGE_PUBLIC_URL', host: pages.hostname }]
      : []),
  ];
}

/** What the driver takes for a wish to be encrypted; a socket in a folder leads to no other machine. */
const ENCRYPTED: ReadonlySet<string> = new Set(['prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']);

function databaseLine(variable: string, value: string | undefined): ClearLine[] {
  const url = value === undefined ? undefined : parseDatabaseUrl(value);
  if (url === undefined) return [];
  const host = url.searchParams.get('host') ?? url.hostname;
  const asks = ENCRYPTED.has(url.searchParams.get('sslmode') ?? '') || /^(?:true|1)$/.test(url.searchParams.get('ssl') ?? '');
  return asks || isHere(host) ? [] : [{ code: 'databaseInClear', variable, host }];
}

function isHere(host: string): boolean {
  return (
    host === '' || host === 'localhost' || host.startsWith('/') || host.startsWith('127.') || host === '::1' || host === '[::1]'
  );
}
