/** Whose report it is: found from what is named, checked against each other. */
export interface Parties {
  readonly customerId: string | null;
  readonly projectId: string | null;
  readonly siteId: string | null;
  readonly contactId: string | null;
}
