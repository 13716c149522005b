/** What keeps a command from its end: one line that says what to do, and the exit status. */
export class CliError extends Error {
  readonly status: 1 | 2 | 3;
  constructor(status: 1 | 2 | 3, message: string) {
    super(message);
    this.status = status;
  }
}
