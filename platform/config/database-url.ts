/**
 * Reads a connection URL as PostgreSQL's own programs do: without a host (`postgresql://user@/db?host=/run/postgresql`)
 * it is one of this machine, which the URL grammar alone would refuse.
 */
export function parseDatabaseUrl(value: string): URL | undefined {
  const url = URL.parse(value.replace(/^(\w+:\/\/[^/@]*@)\//, '$1localhost/'));
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:') ? url : undefined;
}

export interface DatabaseAddress {
  /** Without password and options: what messages and logs may show. */
  readonly url: string;
  readonly host: string;
  readonly port: string;
  readonly database: string;
}

/** What a connection URL points to, for messages. */
export function describeDatabaseUrl(value: string): DatabaseAddress {
  const url = parseDatabaseUrl(value);
  if (url === undefined) return { url: 'DATABASE_URL', host: '', port: '', database: '' };
  const host = url.searchParams.get('host') ?? url.hostname;
  const port = url.searchParams.get('port') ?? (url.port || '5432');
  url.password = '';
  url.search = '';
  return { url: url.href, host, port, database: decodeURIComponent(url.pathname.slice(1)) };
}
