/** Words of a flow in one language; Chinese and English have the same keys. */
export interface FlowTexts {
  readonly name: string;
  readonly states: Readonly<Record<string, string>>;
  /** What a person reads on the button. */
  readonly events: Readonly<Record<string, string>>;
  /** Per guard (or guard.code): what forbids, and what opens the way. `{name}` is filled from the verdict's values. */
  readonly guards: Readonly<Record<string, { readonly reason: string; readonly remedy: string }>>;
  readonly fields: Readonly<Record<string, string>>;
  /** Options of a step's own lists: list name → value → word. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
