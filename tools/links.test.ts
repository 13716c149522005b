import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

/**
 * Where a page leads to is written in the source as far as scheme and host go; what people wrote stands behind that at most, where it
 * opens nothing else. React refuses `javascript:` besides, and the policy of pages any script in them.
 */
const WRITTEN =
  /^[`'"](?:\/[\w-]|\/['"]|#|tel:|mailto:|data:(?:image\/svg\+xml|text\/yaml;charset=utf-8),\$\{encodeURIComponent\()/;

/** Addresses that are handed on, by their file and as they stand there, and where they are made. */
const MADE_ELSEWHERE: Readonly<Record<string, string>> = {
  'apps/console/pages/SignInPage.tsx `${': 'a room of ours out of the present address, or nothing, and /my-sign-in behind it',
  'centre/commitments/ui/WhyDrawer.tsx annex': 'of WhyOfRequest and WhyOfClock: /api/…',
  'centre/evidence/ui/EvidencePack.tsx addressOf': 'below in the same file: /api/evidence-pack',
  'centre/evidence/ui/ProofOfEvent.tsx address': 'above in the same file: /api/events/ID/proof',
  'centre/plan/ui/PlanDocument.tsx file(': 'above in the same file, of a version or a draft: /api/plans/ID/…',
  'centre/requests/ui/Attachments.tsx file.url': 'of the server: /api/files/ID',
  'centre/requests/ui/Facts.tsx openItemsHref': 'of the page around it: /requests?customer=ID',
  'centre/requests/ui/Facts.tsx recordHref': 'of the page around it: /records/ID',
  'centre/requests/ui/useSignOut.ts place': 'of the frames: a room of ours',
  'platform/ui/first-paint.plugin.ts "/${NAME}"': 'above in the same file: the name of a script of ours',
};

const LEADS = /\b(?:href|src)=(?:\{\s*([^\s}]+)|("[^"]*"))|(?:window\.open|location\.assign|location\.replace)\(\s*([^\s)]+)/g;

it('no link of a page is made of what people wrote', () => {
  const files = globSync('{apps,centre,platform}/**/*.{ts,tsx}', {
    exclude: (name) => /\.(?:test|spec|fixture)\.ts|gallery|testing/.test(name),
  });
  const used = new Set<string>();
  const leading = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(LEADS)].map(([, given, text, called]) => ({
      file,
      to: given ?? text ?? called ?? '',
    })),
  );
  assert.ok(leading.length > 30, `${leading.length} links`);
  const strange = leading.filter(({ file, to }) => {
    const name = Object.keys(MADE_ELSEWHERE).find((known) => `${file} ${to}`.startsWith(known));
    if (name !== undefined) used.add(name);
    return name === undefined && !WRITTEN.test(to);
  });
  assert.deepEqual(strange, [], 'begin it with a path of ours, or say where it is made');
  assert.deepEqual(
    Object.keys(MADE_ELSEWHERE).filter((known) => !used.has(known)),
    [],
    'is there no more',
  );
});
