import { basicSetup, EditorState, EditorView, type Extension } from '@uiw/react-codemirror';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Diagnostic } from '../../drafts/plan-drafts.schema.ts';
import type { JsonSchema } from '../../plan-json-schema.rules.ts';
import { diagnosticsShown, showDiagnostics } from './diagnostics-in-text.ts';
import { editorTextsEn } from './editor.texts.en.ts';
import { editorTextsZh, type EditorTexts } from './editor.texts.zh.ts';
import { editorTheme, partsShown } from './editor-theme.ts';
import { planHover, planProposals } from './plan-hints.ts';

const editorTexts = { zh: editorTextsZh, en: editorTextsEn };

/** So long nothing is typed until the text is told; a key more often would cost what a slow machine has not. */
const TELL_AFTER_MS = 250;

export interface PlanTextHandle {
  /** Puts the cursor at a line and column, both from 1, and shows it. */
  readonly goTo: (line: number, column: number) => void;
}

interface PlanTextProps {
  readonly text: string;
  /** Of the draft that the text is of; a text that is only read needs none. */
  readonly version?: number;
  readonly label: string;
  readonly schema: JsonSchema | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** With the version that was shown while it was written. Absent: the text is read, not written. */
  readonly onChange?: ((text: string, version: number) => void) | undefined;
  readonly ref?: Ref<PlanTextHandle>;
}

/**
 * The text of a plan with its faults in the margin. It stands in a shadow root, where its style sheets are objects: the policy of
 * the pages lets nobody write a style into the page itself.
 */
export function PlanText({ text, version = 0, label, schema, diagnostics, onChange, ref }: PlanTextProps) {
  const { language } = useLanguage();
  const texts = useTexts(editorTexts);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const told = useRef(text);
  const shown = useRef(version);
  const tell = useEffectEvent((now: string) => {
    if (now === told.current) return;
    told.current = now;
    onChange?.(now, shown.current);
  });
  const showIn = useEffectEvent((view: EditorView) => showDiagnostics(view, diagnostics));
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const format = { schema, language, words: texts };
    const extensions = [basics({ label, isReadOnly, texts }), planProposals(format), planHover(format), telling(tell)];
    const view = new EditorView({ state: EditorState.create({ doc: told.current, extensions }), root, parent: root });
    editor.current = view;
    showIn(view);
    return () => {
      tell(view.state.doc.toString());
      view.destroy();
    };
  }, [schema, language, label, isReadOnly, texts]);
  useEffect(() => {
    const view = editor.current;
    if (view === undefined) return;
    // What was told by the editor itself comes back; only another text is put in.
    if (text !== told.current) {
      const written = view.state.doc.toString();
      // What was written since it was told last is not lost to somebody else's text: both are shown beside each other.
      if (!isReadOnly && written !== told.current) return tell(written);
      told.current = text;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    }
    shown.current = version;
  }, [text, version, isReadOnly]);
  useEffect(() => {
    if (editor.current !== undefined) showDiagnostics(editor.current, diagnostics);
  }, [diagnostics]);
  useImperativeHandle(ref, () => ({
    goTo: (line, column) => {
      const view = editor.current;
      if (view === undefined) return;
      const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const anchor = Math.min(at.from + column - 1, at.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
  }));
  return <div className="plan-text" ref={host} />;
}

function basics({ label, isReadOnly, texts }: { label: string; isReadOnly: boolean; texts: EditorTexts }): Extension {
  return [
    diagnosticsShown(),
    // The tabulator goes on to what stands beside the text, as everywhere; nothing folds, since a search looks at all of it.
    basicSetup({ foldGutter: false, foldKeymap: false, lintKeymap: false, syntaxHighlighting: false, tabSize: 2 }),
    partsShown,
    editorTheme,
    EditorView.lineWrapping,
    EditorState.readOnly.of(isReadOnly),
    EditorState.phrases.of(phrasesOf(texts)),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
  ];
}

/** What the editor itself says, by its own words. */
function phrasesOf(texts: EditorTexts): Record<string, string> {
  return {
    Find: texts.find,
    Replace: texts.replaceWith,
    next: texts.next,
    previous: texts.previous,
    all: texts.all,
    'match case': texts.matchCase,
    'by word': texts.byWord,
    regexp: texts.regexp,
    replace: texts.replace,
    'replace all': texts.replaceAll,
    close: texts.close,
    'current match': texts.currentMatch,
    'replaced $ matches': texts.replaced,
    'replaced match on line $': texts.replacedOnLine,
    'on line': texts.onLine,
    Completions: texts.completions,
  };
}

/** Tells the text once nothing was typed for a while, and whenever the text is left. */
function telling(tell: (text: string) => void): Extension {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return [
    EditorView.updateListener.of(({ docChanged, view }) => {
      if (!docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(() => tell(view.state.doc.toString()), TELL_AFTER_MS);
    }),
    EditorView.domEventHandlers({ blur: (_event, view) => tell(view.state.doc.toString()) }),
  ];
}
