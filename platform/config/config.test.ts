import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Config } from './config.ts';
import { ConfigError, readConfig } from './config.ts';
import { describeDatabaseUrl } from './database-url.ts';

const read = (env: NodeJS.ProcessEnv): Config => {
  const config = readConfig(env, '/srv/pledge');
  if (config instanceof ConfigError) throw config;
  return config;
};

describe('configuration', () => {
  it('has a default for everything', () => {
    assert.deepEqual(read({}), {
      port: 8080,
      host: '127.0.0.1',
      databaseUrl: undefined,
      directUrl: undefined,
      dataDir: '/srv/pledge/.pledge',
      secretFile: '/srv/pledge/.pledge/keys.json',
      filesUrl: 'file:///srv/pledge/.pledge/files',
      sealsFolder: undefined,
      smtpUrl: undefined,
      mailFrom: undefined,
      publicUrl: 'http://127.0.0.1:8080',
      trustedProxies: [],
      role: 'all',
      demo: undefined,
      logLevel: 'warn',
      metricsToken: undefined,
      limits: {
        bodyBytes: 1_048_576,
        uploadBytes: 20_971_520,
        importBytes: 104_857_600,
        connections: 5_000,
        streams: 20,
        personCalls: 12_000,
        keyCalls: 600,
        sourceCalls: 60_000,
        pairSignIns: 10,
        nameSignIns: 60,
        sourceSignIns: 200,
        signInSeconds: 900,
        pool: 12,
        drainSeconds: 20,
      },
    });
  });

  it('takes an empty variable for an unset one', () => {
    assert.deepEqual(read({ PORT: '', DATABASE_URL: ' ', PLEDGE_DEMO: '' }), read({}));
  });

  it('puts keys and files into the data folder, wherever it lies', () => {
    const config = read({ PLEDGE_DATA_DIR: 'data' });
    assert.equal(config.dataDir, '/srv/pledge/data');
    assert.equal(config.secretFile, '/srv/pledge/data/keys.json');
    assert.equal(config.filesUrl, 'file:///srv/pledge/data/files');
  });

  it('shows an address that can be opened where it listens on everything', () => {
    assert.equal(read({ HOST: '0.0.0.0', PORT: '80' }).publicUrl, 'http://localhost:80');
    assert.equal(read({ HOST: '::1' }).publicUrl, 'http://[::1]:8080');
    assert.equal(read({ PLEDGE_PUBLIC_URL: 'https://service.example.com/' }).publicUrl, 'https://service.example.com');
  });

  it('reads what is stated', () => {
    const config = read({ PLEDGE_ROLE: 'worker', PLEDGE_DEMO: '0', PLEDGE_FILES: 's3://bucket/files', PORT: '0' });
    assert.deepEqual([config.role, config.demo, config.filesUrl, config.port], ['worker', false, 's3://bucket/files', 0]);
    const mail = read({ PLEDGE_SMTP_URL: 'smtp://u:p@mail.example.com:587', PLEDGE_MAIL_FROM: '守诺 <service@example.com>' });
    assert.deepEqual(read({ PLEDGE_TRUSTED_PROXIES: ' 127.0.0.1, fd00::/8,' }).trustedProxies, ['127.0.0.1', 'fd00::/8']);
    assert.equal(mail.mailFrom, '守诺 <service@example.com>');
  });

  const refused: readonly [string, NodeJS.ProcessEnv][] = [
    ['a port that is none', { PORT: 'http' }],
    ['a port out of range', { PORT: '65536' }],
    ['a negative port', { PORT: '-1' }],
    ['a host with a space', { HOST: 'my host' }],
    ['another database', { DATABASE_URL: 'mysql://root@localhost/pledge' }],
    ['a database that is no address', { DATABASE_URL: 'localhost' }],
    ['a way past the pooler that is no address', { PLEDGE_DIRECT_URL: 'localhost' }],
    ['files on a web server', { PLEDGE_FILES: 'https://example.com' }],
    ['files without an address', { PLEDGE_FILES: '/var/files' }],
    ['seals on a web server', { PLEDGE_SEALS: 'https://example.com' }],
    ['mail by the web', { PLEDGE_SMTP_URL: 'https://mail.example.com' }],
    ['a sender that is none', { PLEDGE_MAIL_FROM: 'service' }],
    ['an address without protocol', { PLEDGE_PUBLIC_URL: 'service.example.com' }],
    ['an address with a path, under which no page would be found', { PLEDGE_PUBLIC_URL: 'https://example.com/service' }],
    ['an address that names a person and a password', { PLEDGE_PUBLIC_URL: 'https://me:hush@example.com' }],
    ['a proxy by name', { PLEDGE_TRUSTED_PROXIES: 'proxy.example.com' }],
    ['a network that is none', { PLEDGE_TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['the whole world as a proxy', { PLEDGE_TRUSTED_PROXIES: '0.0.0.0/0' }],
    ['an unknown role', { PLEDGE_ROLE: 'king' }],
    ['a flag that is none', { PLEDGE_DEMO: 'yes' }],
    ['an unknown level of the log', { PLEDGE_LOG: 'loud' }],
    ['a token that can be guessed', { PLEDGE_METRICS_TOKEN: 'metrics' }],
    ['a limit in words', { PLEDGE_POOL: 'many' }],
    ['a limit with a fraction', { PLEDGE_BODY_KB: '100.5' }],
    ['a file larger than what is looked into', { PLEDGE_UPLOAD_MB: '21' }],
    ['a log larger than a table may be', { PLEDGE_IMPORT_MB: '191' }],
    ['fewer calls than a page makes', { PLEDGE_CALLS_PERSON: '0' }],
    ['calls without end', { PLEDGE_CALLS_SOURCE: 'unlimited' }],
    ['sign-ins of one name fewer than those from one source', { PLEDGE_SIGN_INS_NAME: '49' }],
    ['so many wrong sign-ins that a password can be guessed', { PLEDGE_SIGN_INS_PAIR: '51' }],
    ['no stream at all', { PLEDGE_STREAMS: '0' }],
    ['no time to drain', { PLEDGE_DRAIN_SECONDS: '0' }],
  ];
  for (const [name, env] of refused) {
    it(`refuses ${name} in one line that names the variable and a remedy`, () => {
      const error = readConfig(env, '/srv/pledge');
      assert.ok(error instanceof ConfigError);
      assert.equal(error.variable, Object.keys(env)[0]);
      assert.match(error.message, new RegExp(`^${error.variable}.+(set|write) .+\\.$`));
      assert.doesNotMatch(error.message, /\n|\{|\}/);
    });
  }

  it('keeps a password out of the message', () => {
    const error = readConfig({ DATABASE_URL: 'mysql://root:hush@localhost' }, '/');
    assert.ok(error instanceof ConfigError);
    assert.doesNotMatch(error.message, /hush/);
  });

  it('describes a database without its password', () => {
    assert.deepEqual(describeDatabaseUrl('postgresql://app:hush@db.example.com/pledge?sslmode=require'), {
      url: 'postgresql://app@db.example.com/pledge',
      host: 'db.example.com',
      port: '5432',
      database: 'pledge',
    });
    assert.equal(describeDatabaseUrl('postgres://app:hush@/pledge?host=/run/postgresql&port=5433').host, '/run/postgresql');
  });
});
