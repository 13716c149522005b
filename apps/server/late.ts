/** Whether something is not over after so many milliseconds. */
export async function isLate(work: Promise<unknown>, patienceMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const limit = setTimeout(() => late.resolve(true), patienceMs);
  try {
    return await Promise.race([work.then(() => false), late.promise]);
  } finally {
    clearTimeout(limit);
  }
}
