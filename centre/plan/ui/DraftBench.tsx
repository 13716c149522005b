import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { OfferedButton } from '#platform/ui/palette/OfferedButton.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { DraftText, PlanChecked } from '../drafts/plan-drafts.schema.ts';
import { Diagnostics } from './Diagnostics.tsx';
import { DraftConflict } from './DraftConflict.tsx';
import type { PlanTextHandle } from './editor/PlanText.tsx';
import { draftQuery, schemaQuery } from './plan.queries.ts';
import { planTexts } from './plan.texts.ts';
import { useChecked } from './useChecked.ts';
import { useDraftDeed } from './useDraftDeed.ts';
import { useSavedText, type SavedText } from './useSavedText.ts';
import type { PlanView } from './plan-view.rules.ts';
import { UnsavedText } from './UnsavedText.tsx';
import { ViewTabs } from './ViewTabs.tsx';
import './plan.css';

const PlanText = lazy(() => import('./editor/PlanText.tsx').then((module) => ({ default: module.PlanText })));
const PlanDocument = lazy(() => import('./PlanDocument.tsx').then((module) => ({ default: module.PlanDocument })));
const VersionChanges = lazy(() => import('./VersionChanges.tsx').then((module) => ({ default: module.VersionChanges })));
const ReviewPanel = lazy(() => import('./ReviewPanel.tsx').then((module) => ({ default: module.ReviewPanel })));

interface DraftBenchProps {
  readonly id: string;
  readonly view: PlanView;
  readonly onView: (view: PlanView) => void;
  readonly linkToPlan: (planId: string, words: string) => ReactNode;
  /** What the draft would do to the requests that run. */
  readonly outlook: ReactNode;
  /** What it would have made of a log, for whoever writes it. */
  readonly forecast: ReactNode;
  /** What becomes of them since a version is active. */
  readonly recount: (planId: string) => ReactNode;
}

/** One draft: its text with what the checks say of it, what it changes, and its way into force. */
export function DraftBench(props: DraftBenchProps) {
  const texts = useTexts(planTexts);
  const { data, error, refetch } = useQuery(draftQuery(props.id));
  if (data !== undefined) return <Bench key={data.id} draft={data} {...props} />;
  if (error !== null) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  return (
    <p className="wait" role="status">
      {texts.loading}
    </p>
  );
}

function Bench({ draft, view, onView, linkToPlan, outlook, forecast, recount }: DraftBenchProps & { readonly draft: DraftText }) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const saved = useSavedText(draft);
  const mayChange = draft.state === 'open' && draft.may.change;
  return (
    <section className="page plan-page" aria-label={say(draft.project.name)}>
      <header className="plan-head">
        <h1 className="title-page">{say(draft.project.name)}</h1>
        <span className="tag">{draft.state === 'open' ? texts.draft : texts[draft.state]}</span>
        <span className="muted small">{texts.authors(draft.authors.join(texts.comma))}</span>
        {mayChange && <SavedNote saved={saved} />}
        {draft.planId !== null && linkToPlan(draft.planId, texts.toVersion)}
      </header>
      {draft.planId !== null && recount(draft.planId)}
      <ViewTabs view={view} onView={onView} />
      {saved.state === 'conflict' && (
        <DraftConflict mine={saved.text} theirs={draft.text} changedBy={draft.changedBy} onSettle={saved.settle} />
      )}
      {saved.unsaved !== null && <UnsavedText text={saved.unsaved} onForget={() => saved.settle('theirs')} />}
      {view === 'text' && <TextView draft={draft} saved={saved} mayChange={mayChange} />}
      <Suspense fallback={<p className="wait">{texts.loading}</p>}>
        {view === 'document' && <PlanDocument address={`/api/plan-drafts/${draft.id}`} />}
        {view === 'review' && draft.planId !== null && <VersionChanges planId={draft.planId} linkToPlan={linkToPlan} />}
        {view === 'review' && draft.planId === null && (
          <ReviewPanel draft={draft} isSaved={saved.state === 'saved'} outlook={outlook} forecast={forecast} />
        )}
      </Suspense>
    </section>
  );
}

/** Whether what is written has reached the server. */
function SavedNote({ saved }: { readonly saved: SavedText }) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const refused = saved.state === 'failed' && saved.problem !== null && saved.problem.status >= 400;
  return (
    <span className={`small ${saved.state === 'saved' ? 'muted' : 'strong'}`} role="status">
      {refused && saved.problem !== null ? say(saved.problem.detail) : texts[saved.state]}
    </span>
  );
}

interface TextViewProps {
  readonly draft: DraftText;
  readonly saved: SavedText;
  readonly mayChange: boolean;
}

function TextView({ draft, saved, mayChange }: TextViewProps) {
  const texts = useTexts(planTexts);
  const say = useSay();
  const schema = useQuery(schemaQuery);
  const { checked, isCurrent, error } = useChecked(saved.text);
  const editor = useRef<PlanTextHandle>(null);
  const found = checked?.diagnostics ?? [];
  return (
    <div className="plan-bench">
      <div className="plan-editor">
        <Suspense fallback={<p className="wait">{texts.loading}</p>}>
          <PlanText
            ref={editor}
            text={saved.text}
            version={saved.version}
            label={texts.textOf(say(draft.project.name))}
            schema={schema.data}
            diagnostics={found}
            onChange={mayChange ? saved.change : undefined}
          />
        </Suspense>
      </div>
      <aside className="sheet plan-part plan-aside" aria-label={texts.diagnostics}>
        <h2>{texts.diagnostics}</h2>
        {error === null ? <Summary checked={checked} isCurrent={isCurrent} /> : <Trouble problem={problemOf(error)} />}
        <Diagnostics found={found} onGo={(line, column) => editor.current?.goTo(line, column)} />
        {mayChange && <DiscardButton draft={draft} />}
      </aside>
    </div>
  );
}

function Summary({ checked, isCurrent }: { readonly checked: PlanChecked | undefined; readonly isCurrent: boolean }) {
  const texts = useTexts(planTexts);
  const count = (severity: 'error' | 'warning') => checked?.diagnostics.filter((one) => one.severity === severity).length ?? 0;
  const [errors, warnings] = [count('error'), count('warning')];
  return (
    <p role="status">
      {checked === undefined || !isCurrent ? (
        texts.checking
      ) : (
        <>
          <span className="strong">{errors === 0 ? texts.sound : texts.errors(errors)}</span>
          {warnings > 0 && ` ${texts.warnings(warnings)}`}
          {checked.plan !== null && (
            <span className="muted small plan-read-as">
              {texts.readAs(checked.plan.code, checked.plan.revision, checked.plan.commitments)}
            </span>
          )}
        </>
      )}
    </p>
  );
}

/** Two presses, since what was put aside takes no more. */
function DiscardButton({ draft }: { readonly draft: DraftText }) {
  const texts = useTexts(planTexts);
  const [isAsked, setAsked] = useState(false);
  const { act, trouble } = useDraftDeed(draft.id);
  const discard = async () => {
    await act('discard', { version: draft.version });
    setAsked(false);
  };
  return (
    <div className="plan-acts">
      <OfferedButton
        offer="plan.discard"
        label={isAsked ? texts.discardAsk : texts.discard}
        className="button compact"
        onClick={() => (isAsked ? void discard() : setAsked(true))}
      />
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
