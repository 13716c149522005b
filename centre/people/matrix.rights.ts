import { COLUMNLESS } from './columnless.rights.ts';
import { HOUSE_ROWS } from './matrix-house.rights.ts';
import { QUALITY_ROWS } from './matrix-quality.rights.ts';
import { SERVICE_ROWS } from './matrix-service.rights.ts';
import { COLUMNS, to } from './notation.rights.ts';
import type { CellGrant, Row } from './notation.rights.ts';
import type { Grant, Holder, Thing } from './rights.schema.ts';

export const MATRIX_ROWS: readonly Row[] = [...SERVICE_ROWS, ...QUALITY_ROWS, ...HOUSE_ROWS];

function grantsOf(holder: Holder, things: readonly Thing[], grants: readonly CellGrant[]): Grant[] {
  return things.flatMap((thing) => grants.map((grant) => ({ holder, thing, ...grant })));
}

/** "Branch engineer limited to its site": what reaches the projects or the unit reaches the site, the rest stays bound by the site's binding. */
function limitedToSite(grant: Grant): Grant {
  const wide = grant.scope === 'project' || grant.scope === 'unit';
  return { ...grant, holder: 'residentEngineer', scope: wide ? 'site' : grant.scope };
}

function buildRights(): Grant[] {
  const columns = MATRIX_ROWS.flatMap((row) =>
    COLUMNS.flatMap((column) => grantsOf(column, row.things, row.cells[column].grants)),
  );
  const resident = columns.filter((grant) => grant.holder === 'branchEngineer').map(limitedToSite);
  const senior = columns
    .filter((grant) => grant.holder === 'supportEngineer')
    .map((grant): Grant => ({ ...grant, holder: 'seniorSupportEngineer' }));
  const columnless = COLUMNLESS.flatMap(({ holder, grants }) =>
    grants.flatMap((entry) => grantsOf(holder, entry.things, entry.grants)),
  );
  const stated = [...columns, ...resident, ...senior, ...columnless];
  // The register of commitments is the plan seen by its fulfilment: whoever sees a project's plan in force sees how it is kept.
  const commitments = stated
    .filter((grant) => grant.thing === 'servicePlan' && !grant.conditions.includes('draftOnly'))
    .flatMap(({ holder, scope }) => grantsOf(holder, ['commitments'], [to(['read'], scope)]));
  return [...stated, ...commitments];
}

/** Every right there is. What is not in this list is not allowed. */
export const RIGHTS: readonly Grant[] = buildRights();
