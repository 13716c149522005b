import type { Actor } from '#centre/people/actor.schema.ts';
import { nextStepsOfRecord } from '#centre/requests/index.ts';
import { recordStateWords } from '#centre/requests/record-state.texts.ts';
import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import { closingsOf, definitionOf, signedFields } from '#flows/dossier/forms.rules.ts';
import { lacksToTheEnd } from '#flows/dossier/record-lacks.rules.ts';
import { contactMet } from '#flows/dossier/visits.rules.ts';
import { partsIn } from '#flows/record/parts.rules.ts';
import { lacksBeforeSigning, signableHere } from '#flows/record/signable.rules.ts';
import type { Block } from '#platform/form/definition.schema.ts';
import { frozenFields, openFields } from '#platform/form/freezing.rules.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { contentDigestOf } from './content-digest.ts';
import { liveUrlOf } from './print-record.ts';
import type { RecordView } from './records.schema.ts';

/** A record as the caller sees it: the sheet, what may be written, what is frozen, what is missing, what may be signed. */
export function recordViewOf(
  dossier: Dossier,
  record: RecordState,
  about: { actor: Actor; now: Instant; title: string; publicUrl: string },
): RecordView {
  const definition = definitionOf(record.form);
  const closings = closingsOf(record);
  const parts = partsIn(dossier, record, about.actor);
  const editable = record.state === 'draft' || record.state === 'open';
  const signed = new Set(signedFields(record));
  return {
    id: record.id,
    form: record.form,
    title: definition.title,
    recordNumber: record.recordNumber,
    state: record.state,
    stateLabel: recordStateWords[record.state],
    createdAt: formatInstant(record.createdAt),
    request: { id: dossier.request.id, number: dossier.request.number, title: about.title },
    customer: dossier.surroundings.customer?.name ?? '',
    signatures: record.signatures.length,
    blocks: definition.blocks.filter((block) => block.closing?.signature !== undefined).length,
    documentNumber: record.documentNumber,
    documentVersion: record.documentVersion,
    version: record.version,
    definition,
    values: { ...record.values },
    open: editable ? [...openFields({ definition, closings, parts })] : [],
    frozen: editable ? [...frozenFields(definition, closings)] : Object.keys(definition.fields),
    signable: editable
      ? definition.blocks.flatMap((block) =>
          block.closing?.signature !== undefined &&
          !signed.has(block.closing.signature.field) &&
          signableHere(dossier, record, block.id) &&
          block.by.some((part) => parts.includes(part))
            ? [
                {
                  field: block.closing.signature.field,
                  block: block.id,
                  ready: lacksBeforeSigning(dossier, record, block.id).length === 0,
                  ...signerOf(dossier, record, { actor: about.actor, block }),
                },
              ]
            : [],
        )
      : [],
    missing: editable ? lacksToTheEnd(dossier, record).map(({ anyOf }) => ({ anyOf: [...anyOf] })) : [],
    contentDigest: contentDigestOf(record),
    liveUrl: liveUrlOf(record, about.publicUrl),
    signed: record.signatures.map((signature) => ({
      field: signature.field,
      block: signature.block,
      name: signature.signerName,
      role: signature.signerRole,
      at: formatInstant(signature.at),
      means: signature.means,
      digest: signature.digest,
      strokes: signature.strokes,
    })),
    voidReason: record.voidReason,
    replacesId: record.replacesId,
    taskOrderId: record.taskOrderId,
    next: nextStepsOfRecord(dossier, record.id, { actor: about.actor, now: about.now }),
  };
}

/** In the customer's block staff only hold the screen: who was met on site is expected to sign, else whom the sheet names. */
function signerOf(
  dossier: Dossier,
  record: RecordState,
  { actor, block }: { readonly actor: Actor; readonly block: Block },
): Pick<RecordView['signable'][number], 'name' | 'contactId' | 'own'> {
  if (actor.kind === 'customer' || !block.by.includes('customerRepresentative'))
    return { name: actor.name, contactId: null, own: true };
  const contact = contactMet(
    dossier,
    dossier.visits.findLast(({ taskOrderId, details }) => taskOrderId === record.taskOrderId && details.contactId !== undefined),
  );
  const named = record.values['contactName'];
  return { name: contact?.name ?? (typeof named === 'string' ? named : ''), contactId: contact?.id ?? null, own: false };
}
