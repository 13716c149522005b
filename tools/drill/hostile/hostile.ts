import { endpointsOf } from '#apps/server/testing/hostile/endpoints.ts';
import { openGround } from '#apps/server/testing/hostile/ground.ts';
import { besiege, type SiegeResult } from '#apps/server/testing/hostile/siege.ts';
import { walkHostile, type WalkResult } from '#apps/server/testing/hostile/walk.ts';
import { openTestServer } from '#apps/server/testing/test-server.ts';
import { optionsOf } from '../options.ts';

const SHOWN_FAULTS = 3;
const SHOWN_REFUSALS = 4;
/** Beside the cases that meet every address, one request for so many of them goes its way, with so many cases at each of its steps. */
const OF_A_REQUEST = 20;
const AT_A_STEP = 8;

/**
 * Sends cases made from its shape to every endpoint of the contract, on the real server and a database of its own.
 * @returns 0 only if each was carried out or refused with a reason
 */
export async function hostileDrill(args: readonly string[]): Promise<number> {
  const options = optionsOf('hostile', args, { numbers: { cases: 500 }, words: ['only'] });
  if (options === undefined) return 2;
  const { cases, seed, only = '' } = options;
  process.stdout.write(`drill hostile: ${cases} cases for each endpoint, seed ${seed}\n`);
  const server = await openTestServer();
  try {
    const described = endpointsOf((await server.get(null, '/api/openapi.json')).body);
    const endpoints = described.filter(({ path }) => path.includes(only));
    const ground = await openGround(server);
    let faults = 0;
    for (const endpoint of endpoints) {
      const result = await besiege(ground, endpoint, { cases, seed });
      faults += result.faults.length;
      process.stdout.write(`${linesOf(result).join('\n')}\n`);
    }
    let sent = endpoints.length * cases;
    if (endpoints.length === described.length) {
      const walked = await walkHostile(ground, endpoints, { requests: Math.ceil(cases / OF_A_REQUEST), cases: AT_A_STEP, seed });
      faults += walked.faults.length;
      for (const { sent: met } of walked.steps.values()) sent += met;
      process.stdout.write(`${walkLines(walked).join('\n')}\n`);
    }
    process.stdout.write(`${endpoints.length} endpoints, ${sent} cases, ${faults} faults. Repeat with --seed ${seed}\n`);
    return faults === 0 && sent > 0 ? 0 : 1;
  } finally {
    await server.close();
  }
}

/** Where a step may be taken more of a case is looked at than where it may not. */
function walkLines({ steps, faults }: WalkResult): string[] {
  const lines = [...steps].map(([path, { sent, done }]) => `  where it may be taken ${path}: ${sent} sent, ${done} done`);
  return [...lines.toSorted(), ...faults.slice(0, SHOWN_FAULTS).map((fault) => `✗   ${fault}`)];
}

function linesOf({ endpoint, sent, done, refused, refusals, faults }: SiegeResult): string[] {
  const often = [...refusals].sort(([, one], [, other]) => other - one).slice(0, SHOWN_REFUSALS);
  const why = often.map(([code, count]) => `${code} ${count}`).join(', ');
  return [
    `${faults.length === 0 ? '✓' : '✗'} ${endpoint.method.padEnd(4)} ${endpoint.path}: ${sent} sent, ${done} done, ${refused} refused${why === '' ? '' : ` (${why})`}, ${faults.length} faults`,
    ...faults.slice(0, SHOWN_FAULTS).map((fault) => `    ${fault}`),
  ];
}
