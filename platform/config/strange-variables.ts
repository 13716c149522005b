import { nearest } from '../text/nearest.rules.ts';
import { KNOWN_VARIABLES } from './config.ts';
import { startText } from './start-error.ts';

/** A variable that is named like ours and read by nobody. */
export interface StrangeVariable {
  readonly name: string;
  /** The one that was probably meant. */
  readonly meant: string | undefined;
}

const PREFIX = 'PLEDGE_';
/** What tests, the journeys' browser and the development server of the pages read. */
const OF_TOOLING = /^PLEDGE_(?:TEST_\w+|BROWSER|SHOTS|PICTURES|SERVER)$/;
/**
 * What Kubernetes and container links put into every process beside a service that is called pledge or pledge-something: nobody's
 * misspelling. `PLEDGE_PORT` is one where it holds an address, such as `tcp://10.0.0.1:80`.
 */
const OF_SERVICES = /^PLEDGE_(?:\w+_)?(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:ADDR|PORT|PROTO))?)$/;
const SERVICE_ADDRESS = /^(?:tcp|udp|sctp):\/\//;

/**
 * Variables that begin like ours and change nothing. They keep nothing from starting: a newer version's settings must not stop an older
 * one that is started again, nor must what others put into the environment of a container.
 */
export function strangeVariables(env: NodeJS.ProcessEnv): readonly StrangeVariable[] {
  return Object.entries(env)
    .filter(([name, value]) => name.toUpperCase().startsWith(PREFIX) && !isKnown(name, value ?? ''))
    .map(([name]) => ({ name, meant: meantBy(name) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function isKnown(name: string, value: string): boolean {
  if (KNOWN_VARIABLES.has(name) || OF_TOOLING.test(name) || OF_SERVICES.test(name)) return true;
  return /^PLEDGE_(?:\w+_)?PORT$/.test(name) && SERVICE_ADDRESS.test(value);
}

const OURS = [...KNOWN_VARIABLES].filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
/** `PORT`, `DATABASE_URL`: named so by every program. */
const EVERYBODYS = [...KNOWN_VARIABLES].filter((name) => !name.startsWith(PREFIX));

/** Compared without what all begin with, by which any two would be alike. */
function meantBy(name: string): string | undefined {
  const bare = name.slice(PREFIX.length);
  if (EVERYBODYS.includes(bare.toUpperCase())) return bare.toUpperCase();
  const ours = nearest(bare, OURS);
  return ours === undefined ? nearest(bare, EVERYBODYS) : PREFIX + ours;
}

/** One line in the terminal's language. */
export function strangeVariableText({ name, meant }: StrangeVariable): string {
  return meant === undefined
    ? startText('unknownVariable', { variable: name })
    : startText('misspeltVariable', { variable: name, meant });
}
