/**
 * `npm run generate -- --requests N --seed S [--open M]`: founds the demonstration's centre in an empty database and fills it with the requests of
 * two years. A few dozen stories are told by the product's own commands; every request is a variant of one of them, with its words,
 * times, ids and numbers, its chains hashed and its clocks counted anew, copied in by the thousand. Ended at any instant, the same
 * call goes on. Exit status 2 for a wrong call, 3 where it cannot be done.
 */
import { parseArgs } from 'node:util';
import { endWhenAsked } from '#apps/cli/end-when-asked.ts';
import { processConfig } from '#platform/config/process-config.ts';
import { StartError } from '#platform/db/database.ts';
import { openOf } from './draws.rules.ts';
import { generateInto, type Asked } from './generate-into.ts';

// Whoever ends this ends what it started too.
endWhenAsked();

const MOST = 10_000_000;

const asked = askedOf(process.argv.slice(2));
if (asked === null) {
  process.stderr.write(
    `Call: npm run generate -- --requests N [--seed S] [--open M]; N from 1 to ${MOST.toLocaleString('en')}, M of them go on\n`,
  );
  process.exitCode = 2;
} else {
  try {
    const config = processConfig();
    const refused = await generateInto(config, asked);
    if (refused !== null) {
      process.stderr.write(`${refused}\n`);
      process.exitCode = 3;
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 3;
  }
}

function askedOf(args: string[]): Asked | null {
  try {
    const { values } = parseArgs({
      args,
      options: { requests: { type: 'string' }, open: { type: 'string' }, seed: { type: 'string', default: '1' } },
    });
    const [requests, seed] = [Number(values.requests), Number(values.seed)];
    const open = values.open === undefined ? openOf(requests) : Number(values.open);
    const isGood = [requests, open].every((count) => Number.isInteger(count) && count >= 1 && count <= MOST);
    return isGood && open <= requests && Number.isSafeInteger(seed) ? { requests, open, seed } : null;
  } catch {
    return null;
  }
}
