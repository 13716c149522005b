/** A process of its own that reads the plan at the path given, as `pledge plan check` does, and says what it took at most. */
import { checkPlanFile, PLAN_BYTES_AT_MOST } from '#centre/plan/index.ts';
import { readInputUpTo } from '#apps/cli/input.ts';

const [file = ''] = process.argv.slice(2);
const report = checkPlanFile(await readInputUpTo(file, PLAN_BYTES_AT_MOST), file, { today: '2026-11-22' });
process.stdout.write(
  JSON.stringify({ codes: report.diagnostics.map(({ code }) => code), kilobytes: process.resourceUsage().maxRSS }),
);
