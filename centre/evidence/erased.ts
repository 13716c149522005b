/** What stands where a name stood. */
export const ERASED = '（已删除）';
