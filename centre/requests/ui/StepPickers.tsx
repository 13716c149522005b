import { Select } from 'antd';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { wrongness, type StepControlProps } from './step-control.ts';
import { stepTexts } from './steps.texts.ts';

/** A few answers side by side. */
export function Cards({ field, value, onChange, id, describedBy }: StepControlProps) {
  const say = useSay();
  return (
    <div className="choice-cards" role="radiogroup" aria-label={say(field.label)} aria-describedby={describedBy}>
      {(field.options ?? []).map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {say(option.label)}
        </label>
      ))}
    </div>
  );
}

/** One, or with `several` any number, of many: found by typing a part of its name. People on a task are kept with their level. */
export function OneOf({ several = false, ...props }: StepControlProps & { several?: boolean }) {
  const { field, value, onChange, id } = props;
  const texts = useTexts(stepTexts);
  const say = useSay();
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: say(option.label) }));
  const people = Array.isArray(value)
    ? value.flatMap((one: unknown) => (typeof one === 'string' ? [one] : isOnTask(one) ? [one.personId] : []))
    : [];
  const shared = {
    id,
    options,
    showSearch: { optionFilterProp: 'label' },
    // Drawn whole: a list that draws a window of itself tells a screen reader three options, each by its id.
    virtual: false,
    placeholder: several ? texts.chooseSeveral : texts.choose,
    ...wrongness(props),
  } as const;
  return several ? (
    <Select
      {...shared}
      mode="multiple"
      value={people}
      onChange={(chosen: string[]) => onChange(chosen.map((personId) => ({ personId })))}
    />
  ) : (
    <Select
      {...shared}
      allowClear={field.required ? false : { label: texts.clear }}
      value={typeof value === 'string' ? value : undefined}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  );
}

function isOnTask(value: unknown): value is { personId: string } {
  return typeof value === 'object' && value !== null && 'personId' in value && typeof value.personId === 'string';
}
