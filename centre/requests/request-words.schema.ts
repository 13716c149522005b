/** What the enquirer said and who they are: written once, with the request. */
export interface RequestWords {
  readonly title: string;
  readonly content: string;
  readonly enquirerName: string | null;
  readonly enquirerPhone: string | null;
  readonly enquirerEmail: string | null;
}

/** Whose report it is: found from what is named, checked against each other. */
export interface Parties {
  readonly customerId: string | null;
  readonly projectId: string | null;
  readonly siteId: string | null;
  readonly contactId: string | null;
}
