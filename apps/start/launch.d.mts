/** The project's folder. */
export const root: string;

/** Where sources lie compiled, so that it is done once and not at every start. */
export const compiledFolder: string;

/** Calls once when the npm that started this process is gone without having said so (kill -9). */
export function whenParentEnds(then: () => void): void;
