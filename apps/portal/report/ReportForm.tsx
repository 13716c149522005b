import { useId } from 'react';
import type { IntakeContext } from '#centre/requests/ui/intake.queries.ts';
import { NotDone } from '#centre/requests/ui/NotDone.tsx';
import '#centre/requests/ui/plain-form.css';
import type { Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import { Choices } from './Choices.tsx';
import { UNSURE, type Missing, type ReportDraft } from './report.rules.ts';
import { reportTexts } from './report.texts.ts';
import { Written } from './Written.tsx';

interface ReportFormProps {
  readonly context: IntakeContext;
  readonly opinion: boolean;
  readonly draft: ReportDraft;
  readonly drafted: { readonly restored: boolean } | undefined;
  readonly missing: readonly Missing[];
  readonly problem: Problem | null;
  readonly sending: boolean;
  /** Whether a file is still to arrive. */
  readonly waiting: boolean;
  readonly onWaiting: (waiting: boolean) => void;
  readonly onChange: (changed: Partial<ReportDraft>) => void;
  readonly onClear: () => void;
  readonly onSubmit: () => void;
}

/** The page of a report from top to bottom in the order in which people tell it. */
export function ReportForm(props: ReportFormProps) {
  const { context, opinion, draft, drafted, missing, problem, sending, waiting, onChange, onClear, onSubmit } = props;
  const texts = useTexts(reportTexts);
  const say = useSay();
  const id = useId();
  const wrong = (name: Missing) => (missing.includes(name) && draft[name].trim() === '' ? texts.missing[name] : null);
  const question = draft.kind !== '' && draft.kind !== 'fault' && draft.kind !== UNSURE;
  const legend = (words: string) => (
    <>
      {words}
      <span className="need">{texts.need}</span>
    </>
  );
  return (
    <form
      className="sheet report-form"
      noValidate
      aria-busy={sending}
      // What is written while it is sent would go with what was sent.
      inert={sending}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {problem !== null && <NotDone problem={problem} title={texts.refused} />}
      {opinion && <p className="supporting">{texts.opinionNote(context.phone ?? null)}</p>}
      {!opinion && (
        <>
          <Choices
            name="kind"
            legend={legend(texts.kind)}
            value={draft.kind}
            wrong={wrong('kind')}
            onChange={(kind) => onChange({ kind })}
            choices={kindsOf(context, texts, say)}
          />
          <Choices
            name="siteId"
            legend={legend(texts.site)}
            value={draft.siteId}
            wrong={wrong('siteId')}
            onChange={(siteId) => onChange({ siteId, assetId: '' })}
            choices={context.sites.map((site) => ({ value: site.id, label: site.name }))}
          />
        </>
      )}
      <Written
        name="content"
        label={legend(opinion ? texts.opinionContent : question ? texts.question : texts.content)}
        hint={opinion ? texts.opinionHint : question ? texts.questionHint : texts.contentHint}
        rows={4}
        value={draft.content}
        wrong={wrong('content')}
        onChange={(content) => onChange({ content })}
      />
      {draft.kind === 'fault' && !opinion && <FaultFields context={context} draft={draft} onChange={onChange} />}
      <div className="plain-field">
        <span className="plain-label" id={`${id}-photos`}>
          {texts.photos}
        </span>
        <FilePicker
          label={texts.photos}
          describedBy={`${id}-photos-note`}
          files={draft.files}
          onChange={(files) => onChange({ files })}
          onWaiting={props.onWaiting}
        />
        <p className="note" id={`${id}-photos-note`}>
          {texts.photosNote}
        </p>
      </div>
      <Written
        name="phone"
        label={texts.phone}
        hint={texts.phoneNote}
        type="tel"
        value={draft.phone}
        onChange={(phone) => onChange({ phone })}
      />
      <div className="report-actions">
        <button type="submit" className="button primary thumb" disabled={sending || waiting}>
          {sending ? texts.sending : opinion ? texts.sendOpinion : question ? texts.sendQuestion : texts.send}
        </button>
        {drafted !== undefined && <DraftNote restored={drafted.restored} onDiscard={onClear} />}
      </div>
    </form>
  );
}

/** Those that people know by plain names, what else the plan offers by its own name, and not knowing. */
function kindsOf(context: IntakeContext, texts: typeof reportTexts.zh, say: ReturnType<typeof useSay>) {
  const plain: Readonly<Record<string, readonly [string, string]>> = {
    fault: [texts.fault, texts.faultNote],
    consultation: [texts.consultation, texts.consultationNote],
    other: [texts.other, texts.otherNote],
  };
  const named = context.kinds.map(({ value, label }) => ({
    value,
    label: plain[value]?.[0] ?? say(label),
    note: plain[value]?.[1],
  }));
  const order = Object.keys(plain);
  const rank = (value: string) =>
    value === 'other' ? order.length : order.includes(value) ? order.indexOf(value) : order.length - 1;
  return [
    ...named.toSorted((one, other) => rank(one.value) - rank(other.value)),
    { value: UNSURE, label: texts.unsure, note: texts.unsureNote },
  ];
}

/** What only a fault asks: how much is affected, since when, which equipment. */
function FaultFields({ context, draft, onChange }: Pick<ReportFormProps, 'context' | 'draft' | 'onChange'>) {
  const texts = useTexts(reportTexts);
  const say = useSay();
  const id = useId();
  const assets = context.assets.filter((asset) => draft.siteId === '' || asset.siteId === draft.siteId);
  const severities = context.severities.filter((severity) => severity.appliesTo.includes('fault'));
  return (
    <>
      <Choices
        name="severity"
        legend={texts.severity}
        value={draft.severity}
        wrong={null}
        onChange={(severity) => onChange({ severity })}
        choices={severities.map(({ value, label, criteria }) => ({ value, label: say(label), note: criteria?.join('；') }))}
      />
      <p className="note">{texts.severityNote}</p>
      <Written
        name="since"
        label={texts.since}
        hint={texts.sinceHint}
        value={draft.since}
        onChange={(since) => onChange({ since })}
      />
      {assets.length > 0 && (
        <div className="plain-field">
          <label htmlFor={id}>{texts.asset}</label>
          <select
            id={id}
            className="plain-input"
            value={draft.assetId}
            onChange={(event) => onChange({ assetId: event.target.value })}
          >
            <option value="">{texts.unknownAsset}</option>
            {assets.map((asset) => (
              <option key={asset.id} value={asset.id}>
                {[asset.name, asset.model, asset.serialNumber].filter(Boolean).join(' ')}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
