import type { Instant } from '../time/instant.ts';
import type { FieldSpecs, InputOf } from './fields.ts';

/** Who fires a step, as far as a pure decision may know. */
export interface StepActor {
  readonly kind: 'staff' | 'customer' | 'system' | 'operator';
  readonly personId: string | null;
  readonly contactId: string | null;
  readonly name: string;
  readonly positions: readonly { readonly position: string }[];
}

export interface StepContext<Dossier, Input> {
  readonly dossier: Dossier;
  /** The subject that the step moves. */
  readonly subjectId: string;
  readonly input: Input;
  readonly actor: StepActor;
  /** When it happened. */
  readonly at: Instant;
  /** When it is written down. */
  readonly now: Instant;
}

/**
 * What a guard says: it holds, or what it lacks. `fields` are the inputs that would supply it;
 * `code` tells cases of one guard apart where its words differ.
 */
export type GuardVerdict =
  | true
  | { readonly fields?: readonly string[]; readonly code?: string; readonly values?: Readonly<Record<string, string>> };

export interface Guard<Dossier, Input> {
  /**
   * `dossier`: asked of what is on file, and so shown as a refusal before anybody types;
   * `input`: asked of what is typed, and so shown as a need.
   */
  readonly asks: 'dossier' | 'input';
  readonly holds: (context: StepContext<Dossier, Input>) => GuardVerdict;
}

/** Something that happened, told by the flow and the event that say its name. */
export interface Earlier {
  readonly flow: string;
  readonly event: string;
  readonly at: Instant;
}

/** One step of a flow: its inputs, its guards by identifier, and what it decides. One file each. */
export interface Step<Dossier, Draft, Fields extends FieldSpecs = FieldSpecs> {
  readonly event: string;
  readonly fields: Fields;
  readonly guards: Readonly<Record<string, Guard<Dossier, InputOf<Fields>>>>;
  /**
   * Guards of the product's own: no commitment names them, so no plan lists them and none switches them off. Asked after those of the row.
   */
  readonly ownGuards?: Readonly<Record<string, Guard<Dossier, InputOf<Fields>>>>;
  /** What of other subjects the step rests on: it cannot have happened before. That it follows the states of its own subject goes without saying. */
  readonly restsOn?: (context: StepContext<Dossier, InputOf<Fields>>) => readonly (Earlier | undefined)[];
  /** True where the step settles a text or a choice that somebody saw: a version that came along must be the present one. */
  readonly versioned?: boolean;
  /** True where it takes the place of what somebody wrote, as often as wanted: then it is refused without the version seen. */
  readonly replaces?: true;
  /**
   * Whether the step makes sense now: of one that undoes another, whether there is anything to undo. Where it does not, it is nobody's
   * next step and not named among them; whoever fires it all the same is judged by its guards.
   */
  readonly offered?: (context: Omit<StepContext<Dossier, unknown>, 'input'>) => boolean;
  /** True where it was done already: it may be done again, but behind what was not done yet. */
  readonly repeated?: (context: Omit<StepContext<Dossier, unknown>, 'input'>) => boolean;
  /** The record and its block that the signature of the step closes: what it covers is shown to whoever signs. */
  readonly signs?: (
    context: Omit<StepContext<Dossier, unknown>, 'input'>,
  ) => { readonly recordId: string; readonly block: string } | undefined;
  /** Values to begin with on the screen. */
  readonly initial?: (context: Omit<StepContext<Dossier, unknown>, 'input'>) => Readonly<Record<string, unknown>>;
  readonly decide: (draft: Draft, context: StepContext<Dossier, InputOf<Fields>>) => void;
}

/** The verdict of a guard that asks for inputs: all are there, or which are not. */
export function given<Input extends object>(input: Input, ...names: (keyof Input & string)[]): GuardVerdict {
  const lacking = names.filter((name) => {
    const value = input[name];
    return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  });
  return lacking.length === 0 ? true : { fields: lacking };
}
