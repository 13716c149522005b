import type { FormDefinition } from '#platform/form/definition.schema.ts';
import { consultationRecord } from './consultation-record/form.ts';
import { serviceRecord } from './service-record/form.ts';
import { taskOrder } from './task-order/form.ts';

/** Every form the house fills, by identifier. A new form is one folder and one line here. */
export const forms = { consultationRecord, taskOrder, serviceRecord } as const satisfies Record<string, FormDefinition>;

export type FormId = keyof typeof forms;

/** Undefined for an identifier no form carries. */
export function formOf(id: string): FormDefinition | undefined {
  return Object.hasOwn(forms, id) ? forms[id as FormId] : undefined;
}
