/** How an objective stands in a period: its target met or missed, nothing to measure it by, or nothing that measures it yet. */
export const OBJECTIVE_STATUSES = ['met', 'missed', 'noSample', 'notMeasured'] as const;
export type ObjectiveStatus = (typeof OBJECTIVE_STATUSES)[number];

export const OBJECTIVE_PERIODS = ['month', 'quarter', 'halfYear', 'year'] as const;
export type ObjectivePeriod = (typeof OBJECTIVE_PERIODS)[number];

export const BOUNDS = ['above', 'atLeast', 'below', 'atMost', 'equals'] as const;
export type Bound = (typeof BOUNDS)[number];

/** What a time is taken of: one of the times, or a figure over them. */
export const MEASURES = ['maximum', 'minimum', 'average', 'median', 'p95'] as const;
export type Measure = (typeof MEASURES)[number];
