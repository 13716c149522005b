import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findBinaries } from './binaries.ts';
import { embeddedServer } from './embedded-server.ts';
import { chooseIdentity } from './identity.ts';
import type { IdentityKind } from './identity.ts';

const isRoot = process.getuid?.() === 0;

describe('as root the server runs as somebody else', { skip: isRoot ? false : 'needs root', timeout: 60_000 }, () => {
  let closed: string;

  before(() => {
    closed = mkdtempSync(join(tmpdir(), 'pledge-closed-'));
    chmodSync(closed, 0o700);
  });
  after(() => rmSync(closed, { recursive: true, force: true }));

  it('below a folder of mode 0700, whichever way the machine allows, and on the same data from one way to the next', async (test) => {
    const dataDir = join(closed, 'data');
    mkdirSync(dataDir);
    for (const kind of ['userNamespace', 'capability', 'userNamespace'] as const) {
      if (!allows(dataDir, kind)) {
        test.diagnostic(`this machine does not allow ${kind}`);
        continue;
      }
      const server = await embeddedServer({ dataDir, durable: false, identities: [kind] });
      await server.exclusively(() => server.ensureRunning());
      await server.exclusively(() => server.stop());
      assert.equal(statSync(server.folder.cluster).uid, kind === 'userNamespace' ? 0 : 65_534);
    }
  });

  it('does not try nobody where nobody may not enter, and says so where nothing else is left', async () => {
    const dataDir = join(closed, 'other');
    mkdirSync(dataDir);
    const server = await embeddedServer({ dataDir, durable: false, identities: ['otherUser'] });
    await assert.rejects(
      server.exclusively(() => server.ensureRunning()),
      { code: 'databaseUnreachableForNobody' },
    );
  });

  function allows(dataDir: string, kind: IdentityKind): boolean {
    try {
      return chooseIdentity(findBinaries(), dataDir, [kind]).kind === kind;
    } catch {
      return false;
    }
  }
});
