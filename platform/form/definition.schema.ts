/**
 * A paper form as data: what stands where on the sheet, which fields a block holds, who closes it and
 * what the closing freezes, what must be filled at which moment. Screens draw it, doors validate by it,
 * the printer sets it. It holds no document number: that belongs to document control.
 */

/** A text for people: Chinese first, English complete. Paper carries the Chinese one. */
export type Bilingual = { readonly zh: string; readonly en: string };

/** One of the answers of a choice; the id is what is stored. */
export type ChoiceOption = { readonly id: string; readonly label: Bilingual };

/** A column of a list's items: a short text, or one of a few answers. */
export type ItemSpec =
  | { readonly type: 'text'; readonly maxLength: number; readonly label: Bilingual; readonly optional?: true }
  | { readonly type: 'choice'; readonly options: readonly ChoiceOption[]; readonly label: Bilingual; readonly optional?: true };

/**
 * What a field holds.
 * `text` one line · `longText` several lines · `date` `YYYY-MM-DD` · `instant` ISO 8601 with offset ·
 * `choice` the id of one option (several only where `severalIfAllowed` and the caller allows it) ·
 * `list` rows of named columns · `signature` nothing in the values: it lives in a {@link BlockClosing}.
 */
export type FieldKind =
  | { readonly type: 'text' | 'longText'; readonly maxLength: number }
  | { readonly type: 'date' | 'instant' | 'signature' }
  | { readonly type: 'choice'; readonly options: readonly ChoiceOption[]; readonly severalIfAllowed?: true }
  | { readonly type: 'list'; readonly maxItems: number; readonly item: Readonly<Record<string, ItemSpec>> };

export type FieldSpec = FieldKind & {
  readonly label: Bilingual;
  /** Written by a command, never typed: an issued number, a date of issue, an automatic remark. */
  readonly automatic?: true;
  /** The form whose document number is printed before the entry, with a hyphen (`QR-OP10A-____`). */
  readonly prefixOf?: string;
};

/** True of the values when the choice `field` holds one of `anyOf`, or none of `noneOf` while it holds something. */
export type Condition =
  | { readonly field: string; readonly anyOf: readonly string[] }
  | { readonly field: string; readonly noneOf: readonly string[] };

/** One entry of a tall cell. `before` and `after` are printed only when the field is filled. */
export type TallEntry = {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
  /** Continues the line of the entry above instead of opening its own. */
  readonly sameLine?: true;
};

/** Part of a line: a label and the place to write behind it. */
export type LinePart = { readonly label: Bilingual; readonly field: string };

/** A cell of the 6-column raster. `span` counts columns. */
export type Cell = { readonly span: number } & (
  | { readonly kind: 'label'; readonly label: Bilingual }
  | { readonly kind: 'entry'; readonly field: string }
  | { readonly kind: 'banner'; readonly label: Bilingual }
  | { readonly kind: 'tall'; readonly label?: Bilingual; readonly entries: readonly TallEntry[]; readonly minHeightMm: number }
  | { readonly kind: 'names'; readonly field: string; readonly minHeightMm: number }
  | { readonly kind: 'line'; readonly align: 'left' | 'right'; readonly parts: readonly LinePart[] }
  | {
      readonly kind: 'ticks';
      readonly label?: Bilingual;
      readonly field: string;
      /** A place to write between two boxes, behind the option named. */
      readonly behind?: { readonly option: string; readonly part: LinePart };
    }
  | {
      readonly kind: 'signature';
      readonly label: Bilingual;
      readonly field: string;
      readonly dateLabel: Bilingual;
      readonly dateField: string;
      /** Printed on the line in place of a signature while the condition holds. */
      readonly instead?: { readonly when: Condition; readonly text: Bilingual };
    }
);

/** A row of the sheet; its cells' spans add up to 6. `joined`: no rule between it and the row above. */
export type Row = { readonly id: string; readonly cells: readonly Cell[]; readonly joined?: true };

/**
 * Who closes a block and what the closing freezes. `covers` names the frozen fields, its own block and
 * those above; fields of a block in `exceptWhileOpen` are left out as long as that block is to be closed.
 */
export type Closing = {
  readonly covers: readonly string[];
  readonly exceptWhileOpen?: readonly string[];
  /** The signature that closes the block and the date beside it; absent where the record's own end freezes it. */
  readonly signature?: { readonly field: string; readonly dateField: string };
  /** Fields that close the block in place of the signature while the condition holds. */
  readonly statement?: { readonly when: Condition; readonly fields: readonly string[] };
};

/** Fields written by one party, in the order of the sheet. `by` names the parts people take in the record that may write here. */
export type Block = {
  readonly id: string;
  readonly by: readonly string[];
  readonly fields: readonly string[];
  readonly closing?: Closing;
};

/** What must be filled: at least one of the fields, asked for only while the condition holds. */
export type Requirement = { readonly anyOf: readonly string[]; readonly when?: Condition };

export type FormDefinition = {
  readonly id: string;
  readonly title: Bilingual;
  /** Widths of the six columns in per cent; together 100. */
  readonly columns: readonly [number, number, number, number, number, number];
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly rows: readonly Row[];
  readonly blocks: readonly Block[];
  /** By moment: the event of the flow, or `save`. */
  readonly required: Readonly<Record<string, readonly Requirement[]>>;
  /** The moments that a sheet passes on its way to the end, in their order; the others turn it back or come in the place of one of these. */
  readonly course: readonly string[];
};

/** A row of a list field, by column. */
export type ListItem = Readonly<Record<string, string>>;

/** What stands in one field; absent or empty means not filled. */
export type FieldValue = string | readonly string[] | readonly ListItem[];

export type FormValues = Readonly<Record<string, FieldValue | undefined>>;

/** A block that is closed: by signature, by the statement in its place, or by the end of the record. */
export type BlockClosing = {
  readonly block: string;
  readonly means: 'signature' | 'statement' | 'end';
  /** The fields frozen, as they were named when the block closed. */
  readonly covers: readonly string[];
};
