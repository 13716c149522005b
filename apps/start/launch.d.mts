/** The project's folder. */
export const root: string;

/** Calls once when the npm that started this process is gone without having said so (kill -9). */
export function whenParentEnds(then: () => void): void;
