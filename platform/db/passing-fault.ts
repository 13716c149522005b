/**
 * What befalls the machine and passes, whatever was asked of it: no space where files or rows lie, a database that is down, starting, out of
 * reach or has no connection to spare, two that waited for each other. Null for a fault of what was asked.
 */
export function passingCause(error: unknown): 'outOfSpace' | 'databaseAway' | null {
  if (!(error instanceof Error)) return null;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return 'outOfSpace';
  const isAway =
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/.test(code) ||
    /^(25P03|40001|40P01|53300|57P01|57P02|57P03|08\w{3})$/.test(code) ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      error.message,
    );
  return isAway ? 'databaseAway' : null;
}
