/** How a quality objective stands over the periods that the register is asked for. */
export interface ObjectiveStanding {
  /** Periods that ended with the target met. */
  readonly kept: number;
  /** Periods that ended with the target missed. */
  readonly breached: number;
  /** Whether the running period misses it as it stands. */
  readonly isMissing: boolean;
}
