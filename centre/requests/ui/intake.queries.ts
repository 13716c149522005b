import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { BothLanguages } from '#platform/i18n/language.ts';
import type { RequestRow } from '../requests.schema.ts';

/** Someone who may be calling: a contact of a customer. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly siteId: string | null;
  readonly customer: { readonly id: string; readonly name: string };
}

/** What an intake needs to know of a customer, and what the plan offers it. */
export interface IntakeContext {
  readonly projects: readonly { readonly id: string; readonly name: string; readonly contractNumber: string | null }[];
  readonly sites: readonly { readonly id: string; readonly name: string; readonly isCentral: boolean }[];
  readonly assets: readonly {
    readonly id: string;
    readonly name: string;
    readonly model: string | null;
    readonly serialNumber: string | null;
    readonly siteId: string | null;
  }[];
  readonly openItems: readonly RequestRow[];
  readonly kinds: readonly { readonly value: string; readonly label: BothLanguages }[];
  readonly severities: readonly {
    readonly value: string;
    readonly label: BothLanguages;
    readonly criteria?: readonly string[] | undefined;
    readonly appliesTo: readonly string[];
  }[];
  readonly phrases: { readonly courteous: readonly string[]; readonly forbidden: readonly string[] };
  readonly form: { readonly documentNumber: string; readonly documentVersion: string } | null;
  readonly phone: string | null;
  /** Where the number goes to whoever is on call outside its hours; after `nextAfter` without an answer to the next. */
  readonly onCall?: { readonly nextAfter: string | null } | null;
}

/** One sign of a name says something in Chinese; of a number it takes three. */
export function isAskable(asked: string): boolean {
  const digits = asked.replaceAll(/[\s()+-]/g, '');
  return asked !== '' && (!/^\d*$/.test(digits) || digits.length > 2);
}

/** Contacts whose number ends so, or whose name or customer holds these signs. */
export function callersQuery(asked: string) {
  const digits = asked.replaceAll(/[\s()+-]/g, '');
  const query = new URLSearchParams(/^\d{3,}$/.test(digits) ? { number: digits } : { name: asked });
  return queryOptions({
    queryKey: ['intake', 'callers', asked],
    queryFn: async ({ signal }) => (await fetched<{ items: Caller[] }>(`/api/intake/callers?${query.toString()}`, signal)).items,
    enabled: isAskable(asked),
  });
}

export function intakeContextQuery(customerId: string | undefined) {
  const query = customerId === undefined ? '' : `?${new URLSearchParams({ customerId }).toString()}`;
  return queryOptions({
    queryKey: ['intake', 'context', customerId ?? null],
    queryFn: ({ signal }) => fetched<IntakeContext>(`/api/intake/context${query}`, signal),
  });
}
