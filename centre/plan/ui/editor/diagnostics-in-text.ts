import {
  Decoration,
  EditorView,
  gutter,
  GutterMarker,
  StateEffect,
  StateField,
  type DecorationSet,
  type Extension,
  type Text,
} from '@uiw/react-codemirror';
import type { Diagnostic } from '../../drafts/plan-drafts.schema.ts';

/** A diagnostic at its place; the place moves with the text until the next check. */
interface Placed {
  readonly found: Diagnostic;
}

const shown = StateEffect.define<DecorationSet>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (known, { changes, effects }) =>
    effects.reduce((now, effect) => (effect.is(shown) ? effect.value : now), known.map(changes)),
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows what the checks say at the places of the text that they speak of. */
export function showDiagnostics(view: EditorView, found: readonly Diagnostic[]): void {
  const { doc } = view.state;
  const ranges = found.map((one) => {
    const { from, to } = placeOf(doc, one);
    return Decoration.mark({ class: `plan-${one.severity}`, placed: { found: one } satisfies Placed }).range(from, to);
  });
  view.dispatch({ effects: shown.of(Decoration.set(ranges, true)) });
}

/** What the checks say of a position. */
export function diagnosticsAt(view: EditorView, position: number): Diagnostic[] {
  return placedIn(view, position, position);
}

function placedIn(view: EditorView, from: number, to: number): Diagnostic[] {
  const found: Diagnostic[] = [];
  view.state.field(marks).between(from, to, (_from, _to, { spec }) => void found.push((spec as { placed: Placed }).placed.found));
  return found;
}

/** From the place that was told to the end of the word; what the text no longer reaches stands at its end. */
function placeOf(doc: Text, { line: number, column }: Diagnostic): { from: number; to: number } {
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const from = Math.min(line.from + column - 1, Math.max(line.from, line.to - 1));
  const word = /^("[^"]*"|'[^']*'|[^\s,[\]{}]+)/.exec(doc.sliceString(from, line.to))?.[0].length ?? 1;
  return { from, to: Math.max(from + 1, Math.min(from + word, line.to)) };
}

/** A sign in the margin: the editor asks for an object of this class of its own. */
class Sign extends GutterMarker {
  readonly severity: Diagnostic['severity'];
  constructor(severity: Diagnostic['severity']) {
    super();
    this.severity = severity;
  }
  override toDOM(): Node {
    const sign = document.createElement('div');
    sign.className = `plan-sign plan-sign-${this.severity}`;
    sign.textContent = this.severity === 'error' ? '×' : '!';
    return sign;
  }
}

const SIGNS = { error: new Sign('error'), warning: new Sign('warning') };

/** The diagnostics of a text and the margin with their signs. */
export function diagnosticsShown(): Extension {
  return [
    marks,
    gutter({
      lineMarker: (view, { from, to }) => {
        const found = placedIn(view, from, to);
        if (found.length === 0) return null;
        return found.some(({ severity }) => severity === 'error') ? SIGNS.error : SIGNS.warning;
      },
      lineMarkerChange: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(shown))),
      initialSpacer: () => SIGNS.warning,
    }),
  ];
}
