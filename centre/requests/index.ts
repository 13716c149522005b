/** The requests desk: intake, dossiers and the steps that move them. */
export { commitDecision } from './commit-decision.ts';
export { loadDossier } from './dossier.store.ts';
export { countUpTo } from './count-up-to.store.ts';
export { fireStep, notFound } from './fire-step.ts';
export type { CentreDeps, StepCommand } from './fire-step.ts';
export { MESSAGE_TEXT } from './messages.store.ts';
export { badRowsCsv } from './import/bad-rows.ts';
export { importHistories, prepareLog } from './import/import-log.ts';
export type { ImportCount, ImportRun, ReadyLog } from './import/import-log.ts';
export { kebab, nextSteps, nextStepsOfRecord } from './next-steps.ts';
export { report } from './report.ts';
export { trailOf } from './logbook.store.ts';
export { mayRead, requestTitle } from './request-detail.store.ts';
export { reading } from './reading.ts';
export { previewNotice, previewTakingBack } from './recounts/notices.ts';
export { mayReadRecord } from './rights-context.ts';
export { refillRequests } from './text-index/refill.store.ts';
export { visibleRecords, visibleRequests } from './visibility.ts';
