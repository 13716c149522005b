/**
 * Who acts: the one shape that rights, commands, queries and row-level security ask.
 * Built from the session by the people desk, from the operating-system user by the command line, or as the system itself.
 */
export interface Actor {
  readonly kind: 'staff' | 'customer' | 'system' | 'operator';
  readonly providerId: string;
  /** Null for the system and for the operator of the command line. */
  readonly personId: string | null;
  /** For `operator` the user of the operating system: it stands in the events. */
  readonly name: string;
  readonly positions: readonly PositionHeld[];
  /** Set for customers' people: row-level security shows them nothing else. */
  readonly customerId: string | null;
  /** The contact a customer's person is. */
  readonly contactId: string | null;
  readonly language: 'zh' | 'en';
}

/** A position as a person holds it now; what it is bound to narrows its rights. All null: the whole provider (or the customer). */
export interface PositionHeld {
  /** Identifier of the glossary, `dedicatedServiceManager`. */
  readonly position: string;
  readonly unitId: string | null;
  readonly projectId: string | null;
  readonly siteId: string | null;
}
