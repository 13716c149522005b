import { readFile } from 'node:fs/promises';
import { isMap, parseDocument, visit, type YAMLMap } from 'yaml';

const PLAN = new URL('../../../plans/sample-plan.yaml', import.meta.url);
/** Fifteen minutes become a second and a half, five hours thirty: some are kept in a drill, some are not. */
const FASTER = 600;
const CONTINUOUS = 'continuous';
const SHORT = /^PT(?:(\d+)H)?(?:(\d+)M)?$/;

/**
 * The sample plan with the limits of its round-the-clock clocks cut to seconds, as its next revision: a plan is data, so
 * that is all it takes to have warnings and breaches within a minute.
 */
export async function secondsPlan(): Promise<string> {
  const document = parseDocument(await readFile(PLAN, 'utf8'));
  document.setIn(['plan', 'revision'], Number(document.getIn(['plan', 'revision'])) + 1);
  const clocks = document.get('clocks');
  if (!isMap(clocks)) throw new Error('the sample plan has no clocks');
  for (const { value: clock } of clocks.items) {
    if (isMap(clock) && clock.get('calendar') === CONTINUOUS) shorten(clock);
  }
  return document.toString({ lineWidth: 0 });
}

/** Terms that name a calendar of their own keep their limit. */
function shorten(clock: YAMLMap): void {
  visit(clock, {
    Map: (_key, map) => (map !== clock && map.has('calendar') ? visit.SKIP : undefined),
    Scalar: (_key, scalar) => {
      const seconds = typeof scalar.value === 'string' ? secondsOf(scalar.value) : undefined;
      if (seconds !== undefined) scalar.value = seconds;
    },
  });
}

function secondsOf(limit: string): string | undefined {
  const [, hours, minutes] = SHORT.exec(limit) ?? [];
  if (hours === undefined && minutes === undefined) return undefined;
  const seconds = (Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60) / FASTER;
  return `PT${Math.max(1, Math.round(seconds))}S`;
}
