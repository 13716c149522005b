// Who may know whom, as errors: docs/HOUSE-STYLE.md says it in words. Order of the desks, lower first.
const ORDER = [
  ['people', 'customers', 'plan'],
  ['history'],
  ['commitments'],
  ['requests'],
  ['dispatch', 'visits', 'spares', 'complaints', 'inspections', 'knowledge', 'notices'],
  ['records', 'quality', 'evidence'],
];

const PURE = '(\\.(decide|state|rules|rights|projection)\\.ts$)|(/(flow|form)\\.ts$)';
const SHAPE = '\\.(schema|events|contract|errors)\\.ts$|\\.texts(\\.(zh|en))?\\.ts$|/vocabulary\\.ts$';
const SHELL = '\\.(store|routes|job)\\.ts$';
// What does I/O. Shapes that stand beside it (refusals, envelopes, words of the printer) are none.
const PLUMBING_OF_SERVERS =
  '^platform/(db|jobs|files|mail)/|^platform/evidence-log/(append|verify)|^platform/command/run-command|^node_modules/(pg|kysely|fastify)/';
const PLUMBING = `${PLUMBING_OF_SERVERS}|^platform/(http|realtime)/`;
const TEST = '\\.test\\.ts$|\\.spec\\.ts$|/testing/|/test-[^/]*\\.ts$';

/** A desk may know the desks below it; on its own step only those that stand before it may be named by both. */
const upward = ORDER.flatMap((step, index) => {
  const above = ORDER.slice(index + 1).flat();
  if (above.length === 0) return [];
  return [
    {
      name: `${step[0]}-and-its-step-know-no-desk-above`,
      comment: 'A lower desk that must cause something above it writes an event; the upper one listens.',
      severity: 'error',
      from: { path: `^centre/(${step.join('|')})/`, pathNot: TEST },
      to: { path: `^centre/(${above.join('|')})/` },
    },
  ];
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared-packages-only',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'nobody-imports-apps',
      severity: 'error',
      from: { pathNot: '^(apps|e2e|tools)/' },
      to: { path: '^(apps|e2e|tools)/' },
    },
    {
      name: 'platform-knows-nothing-above',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: '^(centre|flows|forms|plans|apps|e2e)/' },
    },
    {
      name: 'flows-and-forms-know-words-alone',
      comment: 'Processes and forms do no I/O: of the desks they may use shapes and rules, nothing else.',
      severity: 'error',
      from: { path: '^(flows|forms)/', pathNot: TEST },
      to: { path: '^centre/', pathNot: `${PURE}|${SHAPE}` },
    },
    { name: 'flows-know-no-form-folder', severity: 'error', from: { path: '^forms/', pathNot: TEST }, to: { path: '^flows/' } },
    ...upward,
    {
      name: 'a-desk-is-entered-by-its-door',
      comment: 'index.ts for behaviour; rules, shapes and table types for words; a screen may show another desk’s screen parts.',
      severity: 'error',
      from: { path: '^centre/([^/]+)/', pathNot: TEST },
      to: {
        path: '^centre/[^/]+/',
        pathNot: `^centre/$1/|^centre/[^/]+/index\\.ts$|\\.tables\\.ts$|^centre/schema/|^centre/[^/]+/ui/|${PURE}|${SHAPE}`,
      },
    },
    {
      name: 'pure-reaches-no-shell',
      comment: 'No clock, no SQL, no network: time and facts come in as data. Not even indirectly.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { path: `${SHELL}|${PLUMBING}`, reachable: true },
    },
    {
      name: 'pure-imports-no-system',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { path: '^(node:)?(fs|net|http|https|child_process|worker_threads|dns|tls|os)(/|$)' },
    },
    {
      name: 'screens-reach-no-shell',
      severity: 'error',
      from: { path: '(/ui/.*|^apps/(console|portal|field)/.*)\\.tsx?$', pathNot: `${TEST}|vite\\.config\\.ts$` },
      to: { path: `${SHELL}|${PLUMBING_OF_SERVERS}`, reachable: true },
    },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { pathNot: `${TEST}|^(e2e|tools|apps/(start|bench|drill))/` },
      to: { path: TEST, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
