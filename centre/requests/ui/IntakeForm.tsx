import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { serverNow } from '#platform/time/server-clock.ts';
import { FilePicker } from '#platform/ui/FilePicker.tsx';
import { InstantInput } from '#platform/ui/InstantInput.tsx';
import type { IntakeContext } from './intake.queries.ts';
import { enquiryStages, intakeChannels, type IntakeDraft, type IntakeWrong } from './intake.schema.ts';
import { intakeTexts } from './intake.texts.ts';
import { AnswersCell, Cell, ChoiceCell, LongCell, TextCell } from './IntakeCells.tsx';
import { needsReason } from './occurrence.rules.ts';
import './intake-side.css';

interface IntakeFormProps {
  readonly draft: IntakeDraft;
  readonly context: IntakeContext | undefined;
  /** What is wrong with what was written, by its name. */
  readonly wrong: IntakeWrong;
  readonly zone: string;
  readonly onChange: (changed: Partial<IntakeDraft>) => void;
  /** Hears whether a file is still to arrive. */
  readonly onWaiting: (waiting: boolean) => void;
}

type Written = Exclude<keyof IntakeDraft, 'caller' | 'files'>;

/** The consultation record as it is filled while someone talks. What the caller brings along is there already. */
export function IntakeForm({ draft, context, wrong, zone, onChange, onWaiting }: IntakeFormProps) {
  const texts = useTexts(intakeTexts);
  const say = useSay();
  const put = (name: Written) => (value: string) => onChange({ [name]: value });
  const sites = context?.sites ?? [];
  const assets = (context?.assets ?? []).filter(
    (asset) => draft.siteId === '' || asset.siteId === null || asset.siteId === draft.siteId,
  );
  const projects = context?.projects ?? [];
  return (
    <div className="intake-grid">
      <TextCell
        first
        label={texts.enquirer}
        value={draft.enquirerName}
        wrong={wrong.enquirerName}
        onChange={put('enquirerName')}
        autoComplete="off"
      />
      <TextCell
        label={texts.phone}
        value={draft.enquirerPhone}
        wrong={wrong.enquirerPhone}
        onChange={put('enquirerPhone')}
        type="tel"
      />
      <TextCell
        label={texts.email}
        value={draft.enquirerEmail}
        wrong={wrong.enquirerEmail}
        onChange={put('enquirerEmail')}
        type="email"
      />
      <Cell label={texts.customer} className="two-thirds" first>
        {({ id }) => (
          <output id={id} className={draft.caller === null ? 'muted' : undefined}>
            {draft.caller?.customer.name ?? texts.unknownCustomer}
          </output>
        )}
      </Cell>
      <Cell label={texts.receivedAt} wrong={wrong.occurredAt}>
        {(told) => (
          <InstantInput
            {...told}
            className="plain-input"
            zone={zone}
            value={draft.occurredAt}
            onChange={(at) => onChange({ occurredAt: at ?? '', lateReason: '' })}
          />
        )}
      </Cell>
      {needsReason(draft.occurredAt, serverNow()) && (
        <TextCell
          first
          label={texts.lateReason}
          className="whole"
          value={draft.lateReason}
          wrong={wrong.lateReason}
          onChange={put('lateReason')}
        />
      )}
      <ChoiceCell
        first
        label={texts.project}
        className="half"
        value={draft.projectId}
        wrong={wrong.projectId}
        options={projects.map((project) => [project.id, [project.name, project.contractNumber].filter(Boolean).join(' ')])}
        onChange={put('projectId')}
      />
      <ChoiceCell
        label={texts.site}
        className="half"
        value={draft.siteId}
        wrong={wrong.siteId}
        options={sites.map((site) => [site.id, site.name])}
        onChange={put('siteId')}
      />
      <AnswersCell
        first
        label={texts.stage}
        className="half"
        value={draft.enquiryStage}
        options={enquiryStages.map((stage) => [stage, texts.stages[stage]])}
        onChange={put('enquiryStage')}
      />
      <ChoiceCell
        label={texts.channel}
        className="half"
        value={draft.channel}
        wrong={wrong.channel}
        options={intakeChannels.map((channel) => [channel, texts.channels[channel] ?? channel])}
        onChange={put('channel')}
      />
      <AnswersCell
        first
        label={texts.kind}
        className="whole"
        value={draft.kind}
        options={(context?.kinds ?? []).map((kind) => [kind.value, say(kind.label)])}
        onChange={put('kind')}
      />
      <LongCell
        label={texts.content}
        hint={texts.contentHint}
        value={draft.content}
        wrong={wrong.content}
        onChange={put('content')}
      />
      <ChoiceCell
        first
        label={texts.asset}
        className="whole"
        value={draft.assetId}
        wrong={wrong.assetId}
        options={assets.map((asset) => [asset.id, [asset.serialNumber, asset.name, asset.model].filter(Boolean).join(' ')])}
        onChange={put('assetId')}
      />
      <LongCell label={texts.answer} hint={texts.answerHint} value={draft.answer} wrong={wrong.answer} onChange={put('answer')} />
      <div className="intake-cell whole first">
        <span className="field-label">{texts.files}</span>
        <FilePicker label={texts.files} files={draft.files} onChange={(files) => onChange({ files })} onWaiting={onWaiting} />
      </div>
    </div>
  );
}
