/** Why a sheet was not printed. Texts for people belong to the caller, who knows what was asked for. */
export type PrintFailure = 'printerBusy' | 'printTooLarge' | 'printTimedOut' | 'printFailed' | 'printerClosed';

export class PrintError extends Error {
  readonly code: PrintFailure;

  constructor(code: PrintFailure, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'PrintError';
    this.code = code;
  }
}
