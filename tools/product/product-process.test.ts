import assert from 'node:assert/strict';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { pinnedNode } from '#apps/start/install.mjs';
import { startProduct } from './product-process.ts';

it('another version runs under the Node that it pins itself, so that a signal reaches the product and no launcher before it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'pledge-other-root-'));
  try {
    const node = pinnedNode(root);
    mkdirSync(dirname(node), { recursive: true });
    try {
      linkSync(process.execPath, node);
    } catch {
      cpSync(process.execPath, node);
    }
    mkdirSync(join(root, 'apps', 'start'), { recursive: true });
    writeFileSync(
      join(root, 'apps', 'start', 'start.mjs'),
      `import { writeFileSync } from 'node:fs';
      writeFileSync('ran', process.execPath + ' ' + process.pid);
      console.log('Pledge is running');
      setInterval(() => undefined, 1000);`,
    );
    const product = startProduct({ role: 'web', env: {}, log: join(root, 'log'), root });
    await product.told;
    assert.equal(readFileSync(join(root, 'ran'), 'utf8'), `${node} ${product.pid}`);
    product.signal('SIGKILL');
    assert.equal(await product.ended, 'SIGKILL');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
