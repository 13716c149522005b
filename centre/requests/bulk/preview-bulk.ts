import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { takenUp } from '#flows/intake/consultation-record.rules.ts';
import { flowModules } from '#flows/registry.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { zodShapeOf } from '#platform/flow/fields.ts';
import { rowFor } from '#platform/flow/flow.ts';
import { invalidInput } from '#platform/http/problem.ts';
import type { Instant } from '#platform/time/instant.ts';
import { onFile, type StepAtHand } from '../assess-step.ts';
import { loadDossier } from '../dossier.store.ts';
import { handOf, refusalFor } from '../fire-step.ts';
import { readOnlyHistory } from '../import/read-only.rules.ts';
import { neededFields } from '../needed-fields.ts';
import { kebab } from '../next-steps.ts';
import type { NeededField } from '../requests.schema.ts';
import { stateWords, stepWords } from '../step.texts.ts';
import { mayNotWrite } from '../write-message.ts';
import { bulkActions, type BulkAction } from './bulk-actions.ts';
import type { BulkAnswer, BulkQuestion, BulkVerdict, OfferedAction } from './bulk.schema.ts';
import { seenOf } from './bulk.store.ts';
import { bulkTexts } from './bulk.texts.ts';

/** Dossiers that are read side by side. */
const TOGETHER = 20;

interface Asking {
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Tells of several requests at once what their commands would answer, by the very rules that judge the commands, and writes nothing.
 * A guard that asks what is typed is put with what was typed.
 */
export async function previewBulk(tx: Transaction<Tables>, question: BulkQuestion, who: Asking): Promise<BulkAnswer | Refusal> {
  const { action } = question;
  const input = action === undefined ? {} : inputFor(action, question.input ?? {});
  if (isRefusal(input)) return input;
  const dossiers = await dossiersOf(tx, question.ids, who);
  if (action === undefined) return { offered: bulkActions.flatMap((known) => offered(known, dossiers, who)), items: [] };
  return { offered: [], items: dossiers.map((dossier) => verdictOn(dossier, { action, input }, who)) };
}

async function dossiersOf(tx: Transaction<Tables>, ids: readonly string[], { actor, now }: Asking): Promise<Dossier[]> {
  const seen = await seenOf(tx, actor, { ids: [...new Set(ids)], now });
  const dossiers: Dossier[] = [];
  for (let first = 0; first < seen.length; first += TOGETHER) {
    const part = seen.slice(first, first + TOGETHER);
    const loaded = await Promise.all(part.map((id) => loadDossier(tx, id, { lock: false, now })));
    dossiers.push(...loaded.flatMap((one) => (one === null ? [] : [takenUp(one.dossier, actor)])));
  }
  return dossiers;
}

/** What came along, by the shape of the action's own command; flows that share an event share its fields. */
function inputFor(action: BulkAction, input: Readonly<Record<string, unknown>>): Record<string, unknown> | Refusal {
  const read = z.strictObject(shapeOf(action)).safeParse(input);
  return read.success ? read.data : invalidInput(read.error);
}

function shapeOf(action: BulkAction): Record<string, z.ZodType> {
  if (action === 'note') return zodShapeOf(NOTE_FIELDS);
  const steps = Object.values(flowModules).flatMap((module) =>
    module?.flow.subject === 'serviceRequest' ? module.steps.filter(({ event }) => event === action) : [],
  );
  return Object.assign({}, ...steps.map(({ fields }) => zodShapeOf(fields))) as Record<string, z.ZodType>;
}

const NOTE_FIELDS = { text: { type: 'longText', required: true } } as const;

/** The step of a request that an action is, where its flow has it. */
function handOn(dossier: Dossier, event: string, { actor, now }: Asking): StepAtHand | null {
  const command = { actor, subjectKind: 'serviceRequest', subjectId: dossier.request.id, event } as const;
  return handOf(dossier, command, { at: now, now });
}

function offered(action: BulkAction, dossiers: readonly Dossier[], who: Asking): OfferedAction[] {
  if (action === 'note') {
    const count = dossiers.filter((dossier) => refusalOfNote(dossier, who.actor) === null).length;
    const needs: NeededField[] = [{ name: 'text', label: bulkTexts.noteText, ...NOTE_FIELDS.text }];
    return count === 0 ? [] : [{ action, label: bulkTexts.note, count, needs }];
  }
  const hands = dossiers.flatMap((dossier) => {
    const hand = handOn(dossier, action, who);
    const row = hand === null ? undefined : rowFor(hand.module.flow, action, dossier.request.state);
    if (hand === null || row === undefined || hand.step.offered?.(onFile(hand)) === false) return [];
    // Without anything typed: what lacks is asked of whoever fills the form in.
    const refused = readOnlyHistory(dossier) ?? refusalFor(hand, { input: null });
    return refused === null ? [{ hand, needs: neededFields(hand, row) }] : [];
  });
  const [first] = hands;
  if (first === undefined) return [];
  const label = hands.every(({ hand }) => hand.module === first.hand.module)
    ? stepWords(first.hand.module, action)
    : (bulkTexts.shared[action] ?? stepWords(first.hand.module, action));
  return [{ action, label, count: hands.length, needs: inCommon(hands.map(({ needs }) => needs)) }];
}

/** Fields of several forms as one: what one of them needs is needed, and only choices that all have are offered. */
function inCommon(forms: readonly (readonly NeededField[])[]): NeededField[] {
  const names = [...new Set(forms.flatMap((form) => form.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const fields = forms.flatMap((form) => form.filter((field) => field.name === name));
    const [first] = fields;
    if (first === undefined) return [];
    const common = fields
      .slice(1)
      .reduce<ReadonlySet<string>>(
        (known, field) => known.intersection(new Set(field.options?.map(({ value }) => value))),
        new Set(first.options?.map(({ value }) => value)),
      );
    const { initial: _of, ...field } = first;
    return [
      {
        ...field,
        required: fields.some(({ required }) => required),
        ...(first.options === undefined ? {} : { options: first.options.filter(({ value }) => common.has(value)) }),
      },
    ];
  });
}

function verdictOn(
  dossier: Dossier,
  asked: { readonly action: BulkAction; readonly input: Readonly<Record<string, unknown>> },
  who: Asking,
): BulkVerdict {
  const { id, version, state } = dossier.request;
  const { action, input } = asked;
  const at = `/api/service-requests/${id}/`;
  if (action === 'note') {
    const refused = refusalOfNote(dossier, who.actor) ?? (input['text'] === undefined ? bulkTexts.noteLacks() : null);
    return { id, path: `${at}messages`, version, leads: null, ...told(refused) };
  }
  const hand = handOn(dossier, action, who);
  const refused = hand === null ? bulkTexts.notOfFlow() : (readOnlyHistory(dossier) ?? refusalFor(hand, { input }));
  const to = hand === null ? undefined : rowFor(hand.module.flow, action, state)?.to;
  const leads =
    hand === null || refused !== null || !to || to === state
      ? null
      : { from: stateWords(hand.module, state), to: stateWords(hand.module, to) };
  return { id, path: at + kebab(action), version, leads, ...told(refused) };
}

function refusalOfNote(dossier: Dossier, actor: Actor): Refusal | null {
  // What a customer writes is never internal.
  return actor.kind === 'customer' ? bulkTexts.notOfHouse() : (mayNotWrite(actor, dossier) ?? readOnlyHistory(dossier));
}

function told(refused: Refusal | null): Pick<BulkVerdict, 'allowed' | 'reason' | 'guards' | 'refusedBy'> {
  return {
    allowed: refused === null,
    reason: refused?.message ?? null,
    guards: [...(refused?.guards ?? [])],
    refusedBy: [...(refused?.commitments ?? [])],
  };
}
