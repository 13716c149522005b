import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KNOWN_VARIABLES } from './config.ts';
import { strangeVariables } from './strange-variables.ts';

const found = (env: Record<string, string>): readonly (readonly [string, string | undefined])[] =>
  strangeVariables(env).map(({ name, meant }) => [name, meant]);

describe('a variable that begins like a setting and is none', () => {
  for (const [name, meant] of [
    ['PLEDGE_ROEL', 'PLEDGE_ROLE'],
    ['PLEDGE_DATADIR', 'PLEDGE_DATA_DIR'],
    ['PLEDGE_DATA', 'PLEDGE_DATA_DIR'],
    ['PLEDGE_data_dir', 'PLEDGE_DATA_DIR'],
    ['Pledge_Role', 'PLEDGE_ROLE'],
    ['PLEDGE_DATABASE_URL', 'DATABASE_URL'],
    ['PLEDGE_PORT', 'PORT'],
    ['PLEDGE_SMTP', 'PLEDGE_SMTP_URL'],
    ['PLEDGE_TRUSTED_PROXY', 'PLEDGE_TRUSTED_PROXIES'],
    ['PLEDGE_COLOUR_OF_THE_SKY', undefined],
  ] as const)
    it(`${name}: ${meant === undefined ? 'nothing is near' : `${meant} was meant`}`, () =>
      assert.deepEqual(found({ [name]: '9000' }), [[name, meant]]));

  it('is told even where it is empty, and none of those that are read is', () =>
    assert.deepEqual(found({ PLEDGE_ROEL: '', ...Object.fromEntries([...KNOWN_VARIABLES].map((name) => [name, 'x'])) }), [
      ['PLEDGE_ROEL', 'PLEDGE_ROLE'],
    ]));

  it('is none of others’ names, of what tests read, or of what Kubernetes puts beside a service', () =>
    assert.deepEqual(
      found({
        HOME: '/root',
        PLEDGER: 'x',
        PLEDGE_TEST_DATABASE_URL: 'postgresql://localhost/pledge',
        PLEDGE_BROWSER: '/usr/bin/chromium',
        PLEDGE_SERVICE_HOST: '10.0.0.1',
        PLEDGE_SERVICE_PORT_HTTP: '8080',
        PLEDGE_PORT: 'tcp://10.0.0.1:8080',
        PLEDGE_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
        PLEDGE_PORT_8080_TCP_ADDR: '10.0.0.1',
        PLEDGE_WEB_SERVICE_HOST: '10.0.0.2',
        PLEDGE_WEB_PORT: 'tcp://10.0.0.2:80',
      }),
      [],
    ));
});
