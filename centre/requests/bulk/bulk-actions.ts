/** Requests that one bulk action may name: as many as one batch of commands carries. */
export const BULK_AT_MOST = 200;

/** What may be done to several requests at once: an internal note, or a step that their flows have. */
export const bulkActions = ['note', 'assignOwner', 'linkKnowledge', 'cancel'] as const;
export type BulkAction = (typeof bulkActions)[number];
