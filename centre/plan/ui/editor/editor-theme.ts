import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@uiw/react-codemirror';

/** The look of the text, from the tokens of the page, which hold in the light and in the dark. */
export const editorTheme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', height: '100%', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily:
      "ui-monospace, SFMono-Regular, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace, var(--sans)",
    lineHeight: '22px',
  },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '8px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--sunken) 60%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '2px solid var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 8px', fontFamily: 'var(--sans)' },
  '.cm-panel.cm-search label': { fontSize: '12px' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button': { fontSize: '13px', fontFamily: 'inherit' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-control)',
    padding: '3px 6px',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-control)',
    padding: '3px 8px',
    cursor: 'pointer',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--ink-2)', fontSize: '18px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-control)',
    boxShadow: 'var(--shadow-float)',
    fontFamily: 'var(--sans)',
    maxWidth: 'min(480px, 90vw)',
    overflow: 'hidden',
  },
  '.plan-says': { padding: '6px 10px', fontSize: '13px', lineHeight: '20px' },
  '.plan-says + .plan-says': { borderTop: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--sans)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionInfo': { padding: '6px 10px', lineHeight: '20px', maxWidth: '320px' },
  // Told apart by their line and their sign as well as by their colour: what is wrong is waved, what is doubtful is dotted.
  '.plan-error': { textDecoration: 'underline wavy var(--breached-fill) 1.5px', textUnderlineOffset: '3px' },
  '.plan-warning': { textDecoration: 'underline dotted var(--warning-fill) 2px', textUnderlineOffset: '3px' },
  '.plan-sign': { width: '16px', textAlign: 'center', fontWeight: '700' },
  '.plan-sign-error': { color: 'var(--breached)' },
  '.plan-sign-warning': { color: 'var(--warning)' },
  '.plan-key': { color: 'var(--accent)' },
  '.plan-remark': { color: 'var(--ink-3)', fontStyle: 'italic' },
  '.plan-quoted': { color: 'var(--kept)' },
  '.plan-punctuation': { color: 'var(--ink-3)' },
});

/** Remarks, quoted texts, keys and signs of the text, line by line: YAML as a plan is written needs no more to be read. */
const PARTS =
  /(?<remark>(?<=^|\s)#.*$)|(?<quoted>(?<=[\s[{,:]|^)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))|(?<key>(?<=^|[\s{,])[A-Za-z][\w-]*(?=:(?:\s|$)))|(?<punctuation>[{}[\],:])/g;

const decorator = new MatchDecorator({
  regexp: PARTS,
  decoration: ({ groups = {} }) => {
    const part = Object.keys(groups).find((name) => groups[name] !== undefined);
    return part === undefined ? null : Decoration.mark({ class: `plan-${part}` });
  },
});

/** Colours what is to be seen of the text. */
export const partsShown = ViewPlugin.define(
  (view) => {
    const shown: { decorations: DecorationSet; update: (update: ViewUpdate) => void } = {
      decorations: decorator.createDeco(view),
      update: (update) => {
        shown.decorations = decorator.updateDeco(update, shown.decorations);
      },
    };
    return shown;
  },
  { decorations: ({ decorations }) => decorations },
);
