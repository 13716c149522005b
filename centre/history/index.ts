/** The history desk: logs of other systems read through their maps. */
export { gatherLog, readLog } from './read-log.ts';
export type { GatheredLog, ReadLog } from './read-log.ts';
export { sampleLog } from './sample-log.ts';
export { checkColumns, readLogMap } from './read-map.ts';
export type { LogMapReading, ReadLogMap } from './read-map.ts';
export { HISTORY_IMPORTED, toldClocks } from './told-clocks.rules.ts';
export type { ToldRow } from './told-clocks.rules.ts';
export { rowText } from './history.rules.ts';
export { badRowsTable } from './bad-rows.rules.ts';
export { rowFaultWords } from './row-faults.texts.ts';
export type * from './history.schema.ts';
export type { LogMap } from './map.schema.ts';
