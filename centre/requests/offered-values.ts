import type { FieldSpec, SignatureInput } from '#platform/flow/fields.ts';
import { refusal, type FieldFault, type Refusal } from '#platform/command/refusal.ts';
import type { StepAtHand } from './assess-step.ts';
import { optionsOf } from './needed-fields.ts';

const UNKNOWN = {
  zh: '没有这个选项。请从列表里选。',
  en: 'There is no such choice. Choose one of the list.',
};

/** Refuses values that a step's lists do not offer: a code that nobody knows would stand in the record for ever. */
export function refuseUnoffered(
  hand: Pick<StepAtHand, 'module' | 'step' | 'dossier'>,
  input: Readonly<Record<string, unknown>>,
): Refusal | null {
  const fields = Object.entries(hand.step.fields).flatMap(([name, spec]): FieldFault[] => {
    const value = input[name];
    return value === undefined || isOffered(hand, spec, value) ? [] : [{ field: name, code: 'unknownValue', message: UNKNOWN }];
  });
  return fields.length === 0 ? null : refusal(422, 'unknownValue', UNKNOWN, { fields });
}

function isOffered({ module, dossier }: Pick<StepAtHand, 'module' | 'dossier'>, spec: FieldSpec, value: unknown): boolean {
  if (spec.type === 'signature') {
    const { contactId } = value as SignatureInput;
    return contactId === undefined || dossier.surroundings.contacts.some((contact) => contact.id === contactId);
  }
  // Which severities a kind has is asked by the guards: the kind itself may be among the inputs.
  if (spec.options === 'severities') return Object.hasOwn(dossier.surroundings.plan.severities, value as string);
  const offered = optionsOf(spec, dossier, module)?.map((option) => option.value);
  if (offered === undefined) return true;
  return (Array.isArray(value) ? value : [value]).every((entry) => offered.includes(codeOf(entry)));
}

/** People come with the level at which they are sent. */
function codeOf(entry: unknown): string {
  return typeof entry === 'string' ? entry : (entry as { personId: string }).personId;
}
