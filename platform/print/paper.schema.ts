/** What the template sets: every text ready to print, every choice decided. Passed to it as JSON, never as markup. */

/** A label and what is written behind it. */
export type PaperPart = { readonly label: string; readonly text: string };

/** A drawing on the signature line (`drawing` counts the drawings of the sheet) with the name of who drew it, or words in its place. */
export type PaperSign =
  | { readonly kind: 'drawn'; readonly drawing: number; readonly name: string }
  | { readonly kind: 'scan'; readonly path: string; readonly name: string }
  | { readonly kind: 'words'; readonly text: string; readonly printed: boolean }
  | { readonly kind: 'none' };

export type PaperCell = { readonly span: number } & (
  | { readonly kind: 'label' | 'banner'; readonly text: string }
  | { readonly kind: 'entry'; readonly name: string; readonly prefix: string; readonly text: string }
  | { readonly kind: 'tall'; readonly name: string; readonly label: string; readonly text: string; readonly minHeightMm: number }
  | { readonly kind: 'line'; readonly align: 'left' | 'right'; readonly parts: readonly PaperPart[] }
  | {
      readonly kind: 'ticks';
      readonly label: string;
      readonly options: readonly { readonly label: string; readonly on: boolean; readonly behind: PaperPart | null }[];
    }
  | {
      readonly kind: 'signature';
      readonly label: string;
      readonly sign: PaperSign;
      readonly dateLabel: string;
      readonly date: string;
    }
);

export type PaperRow = { readonly joined: boolean; readonly cells: readonly PaperCell[] };

export type Paper = {
  readonly title: string;
  /** （文件编号：… 版次：…） */
  readonly documentLine: string;
  /** 记录编号：… */
  readonly recordLine: string;
  readonly record: string;
  readonly digestLine: string;
  readonly columns: readonly number[];
  readonly rows: readonly PaperRow[];
  readonly voided: { readonly text: string } | null;
};
