import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Config } from '#platform/config/config.ts';
import { clearLines } from './clear-lines.rules.ts';

type Lines = Parameters<typeof clearLines>[0];

const here: Lines = { publicUrl: 'http://127.0.0.1:8080' };

const cases: Readonly<Record<string, readonly [lines: Partial<Config>, told: readonly string[]]>> = {
  'nothing leaves this machine': [{}, []],
  'a database of this machine': [
    { databaseUrl: 'postgresql://u:p@localhost/x', directUrl: 'postgresql://u@/x?host=/run/pg' },
    [],
  ],
  'a database elsewhere': [{ databaseUrl: 'postgresql://u:p@db.example/x' }, ['DATABASE_URL db.example']],
  'one that is asked for TLS': [{ databaseUrl: 'postgresql://u:p@db.example/x?sslmode=verify-full' }, []],
  'one whose TLS is switched off': [
    { directUrl: 'postgresql://u:p@db.example/x?sslmode=disable' },
    ['PLEDGE_DIRECT_URL db.example'],
  ],
  'mail in clear': [{ smtpUrl: 'smtp://u:p@mail.example:587' }, ['PLEDGE_SMTP_URL mail.example']],
  'mail that waits for TLS': [{ smtpUrl: 'smtp://u:p@mail.example:587?requireTLS=true' }, []],
  'mail under TLS, and pages': [{ smtpUrl: 'smtps://u:p@mail.example', publicUrl: 'https://service.example' }, []],
  'pages in clear': [{ publicUrl: 'http://service.example' }, ['PLEDGE_PUBLIC_URL service.example']],
};

describe('a line to another machine that asks for no encryption is told by its setting', () => {
  for (const [name, [lines, told]] of Object.entries(cases))
    it(name, () =>
      assert.deepEqual(
        clearLines({ ...here, ...lines }).map(({ variable, host }) => `${variable} ${host}`),
        told,
      ),
    );
});
