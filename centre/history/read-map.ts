/** The map's text read into a `LogMap`, or everything that is wrong with it at once; then what only the log's columns can tell. */
import { diagnose, type Manuscript, type PlacedFinding } from '#centre/plan/plan-diagnostic.rules.ts';
import { error, warning, type PlanDiagnostic, type PlanFinding, type PlanPath } from '#centre/plan/plan-diagnostic.schema.ts';
import { shapeFindings } from '#centre/plan/shape-findings.rules.ts';
import { readYaml } from '#centre/plan/yaml-document.rules.ts';
import { listed, nearest } from '#platform/text/nearest.rules.ts';
import { holdsOffset } from './instants.rules.ts';
import { logMapSchema, type LogMap } from './map.schema.ts';

export interface ReadLogMap {
  readonly map: LogMap;
  readonly warnings: readonly PlanDiagnostic[];
  /** Puts what is found later, with the log or the plan at hand, into words and into a line of this map. */
  readonly diagnose: (findings: readonly PlacedFinding[]) => PlanDiagnostic[];
}
export type LogMapReading = ReadLogMap | { readonly diagnostics: readonly PlanDiagnostic[] };

/** `fileName` is not opened, it stands in the diagnostics. */
export function readLogMap(text: string, fileName: string): LogMapReading {
  const yaml = readYaml(text);
  const manuscript: Manuscript = { fileName, locate: yaml.locate, raw: yaml.value };
  if (yaml.value === undefined) return { diagnostics: diagnose(yaml.faults.map(asOfTheMap), manuscript) };
  const shape = logMapSchema.safeParse(yaml.value);
  const findings = shape.success ? checkMap(shape.data) : shapeFindings(logMapSchema, yaml.value, shape.error.issues);
  const diagnostics = diagnose([...yaml.faults, ...findings], manuscript);
  if (!shape.success || diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  return { map: shape.data, warnings: diagnostics, diagnose: (found) => diagnose(found, manuscript) };
}

/** The reader of the text is the plan's, and so are its words where no mapping stands at all. */
function asOfTheMap(fault: PlacedFinding): PlacedFinding {
  return fault.code === 'notAMapping' ? { ...fault, code: 'noLogMap' } : fault;
}

function checkMap(map: LogMap): PlanFinding[] {
  const { format, zone } = map;
  return [
    ...map.events.flatMap(({ event, reason }, place) =>
      (event === 'pause' || event === 'resume') && reason === undefined
        ? [error('missingKey', ['events', place, 'reason'], { details: { name: 'reason' } })]
        : [],
    ),
    ...(format !== undefined && zone !== undefined && holdsOffset(format)
      ? [warning('zoneNeedless', ['zone'], { details: { written: format, zone } })]
      : []),
  ];
}

/** Columns that the map names and the log does not have, each at its place in the map. */
export function checkColumns(map: LogMap, columns: readonly string[]): PlanFinding[] {
  return namedColumns(map).flatMap(({ path, column }): PlanFinding[] => {
    const found = columns.filter((known) => known === column).length;
    if (found === 1) return [];
    if (found > 1) return [error('columnTwice', path, { details: { written: column } })];
    const near = nearest(column, columns);
    const details = { written: column, known: listed(columns), ...(near === undefined ? {} : { nearest: near }) };
    return [error('unknownColumn', path, { details })];
  });
}

/** Every column that a map names, with where it does. */
export function namedColumns(map: LogMap): { path: PlanPath; column: string }[] {
  const keys = (path: PlanPath, condition: Readonly<Record<string, unknown>>) =>
    Object.keys(condition).map((column) => ({ path: [...path, column], column }));
  const single = (path: PlanPath, column: string | undefined) => (column === undefined ? [] : [{ path, column }]);
  return [
    ...single(['id'], map.id),
    ...single(['at'], map.at),
    ...(typeof map.kind === 'string' ? [] : single(['kind', 'column'], map.kind.column)),
    ...single(['severity', 'column'], map.severity?.column),
    ...single(['unit'], map.unit),
    ...map.events.flatMap((entry, place) => [
      ...keys(['events', place, 'when'], entry.when),
      ...keys(['events', place, 'not'], entry.not),
      ...single(['events', place, 'at'], entry.at),
    ]),
    ...map.state.flatMap((entry, place) => keys(['state', place, 'when'], entry.when)),
    ...Object.entries(map.fields).flatMap(([field, column]) => single(['fields', field], column)),
  ];
}
