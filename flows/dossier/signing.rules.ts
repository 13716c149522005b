import { strokesSchema } from '#platform/form/signature.schema.ts';
import { closeBySignature, closeByStatement, type ClosingQuestion } from '#platform/form/closing.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import type { SignatureInput } from '#platform/flow/fields.ts';
import type { GuardVerdict, StepActor } from '#platform/flow/step.ts';
import { DRAWN, isDrawn } from '#platform/form/drawn.rules.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Dossier, RecordState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { closingsOf, definitionOf, statementsOf } from './forms.rules.ts';

export interface Signer {
  readonly name: string;
  readonly role: string;
  readonly personId: string | null;
  readonly contactId: string | null;
}

export interface BlockSigning {
  readonly block: string;
  readonly signature: SignatureInput;
  readonly signer: Signer;
  /** Cells written along with the signature: an opinion, a verdict. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Signs a block of a record: its cells are frozen with those it covers, under a digest of exactly these. */
export function signBlock(draft: Draft, recordId: string, signing: BlockSigning): void {
  const record = recordAt(draft, recordId);
  const { timezone } = draft.dossier().surroundings.plan.plan;
  const closed = closeBySignature(
    questionOf(record, signing.block, { ...record.values, ...signing.values }),
    dateIn(timezone, draft.at),
  );
  draft.record(recordId, {
    values: closed.values,
    signatures: [
      ...record.signatures,
      {
        id: draft.nextId(),
        field: closed.field,
        block: signing.block,
        signerName: signing.signer.name,
        signerRole: signing.signer.role,
        personId: signing.signer.personId,
        contactId: signing.signer.contactId,
        means: signing.signature.means,
        strokes: drawnStrokes(signing.signature),
        covers: closed.covers,
        digest: closed.digest,
        at: draft.at,
      },
    ],
  });
}

/** Closes a block by the statement in place of a signature, as soon as it is given; does nothing before. */
export function closeStated(draft: Draft, recordId: string, block: string): void {
  const record = recordAt(draft, recordId);
  const closed = closeByStatement(questionOf(record, block, record.values));
  if (closed === undefined) return;
  draft.record(recordId, {
    stored: { ...record.stored, closings: [...statementsOf(record), { block, ...closed, at: draft.at }] },
  });
}

/** Somebody of the house signs for themselves and for nobody else. */
export function ownSigner(actor: StepActor, role: string): Signer {
  return { name: actor.name, role, personId: actor.personId, contactId: null };
}

/** Who of the customer signs: on the engineer's screen the contact named or a name written there, in the portal nobody but the one whose it is. */
export function customerSigner(dossier: Dossier, actor: StepActor, signature: SignatureInput): Signer {
  const contactId = actor.kind === 'customer' ? actor.contactId : (signature.contactId ?? null);
  const contact = dossier.surroundings.contacts.find((known) => known.id === contactId);
  return {
    name: contact?.name ?? signature.name,
    role: contact?.role ?? signature.role ?? 'customerRepresentative',
    personId: null,
    contactId,
  };
}

/**
 * Whether a signature is one (forms.md, "Common rules"): by hand it is drawn, on paper or by phone its scan or note is attached,
 * and only customers confirm in their own portal, their own block.
 */
export function signatureVerdict(
  actor: StepActor,
  signature: SignatureInput | undefined,
  block: 'own' | 'customer' = 'own',
): GuardVerdict {
  const lacks = (code: string): GuardVerdict => ({
    fields: ['signature'],
    code,
    values: { points: String(DRAWN.points), extent: String(DRAWN.extent) },
  });
  switch (signature?.means) {
    case undefined:
    case 'handwritten':
      return isDrawn(signature?.strokes) && signature !== undefined && drawnStrokes(signature) !== null
        ? true
        : lacks('notDrawn');
    case 'portal':
      return block === 'customer' && actor.kind === 'customer' ? true : lacks('notInPortal');
    case 'scanned':
    case 'phone':
      return (signature?.fileIds ?? []).length > 0 ? true : lacks('withoutFile');
  }
}

/** The customer's signature where both stand on the site: there is no paper to scan and nobody to ring, it is drawn or confirmed in the portal. */
export function signatureOnSite(actor: StepActor, signature: SignatureInput | undefined): GuardVerdict {
  const elsewhere = signature?.means === 'phone' || signature?.means === 'scanned';
  return elsewhere ? { fields: ['signature'], code: 'onTheSpot' } : signatureVerdict(actor, signature, 'customer');
}

/** The paper behind a signature, as an event names it. */
export function paperOf(signature: SignatureInput | undefined): { readonly signatureFileIds?: readonly string[] } {
  return signature?.fileIds === undefined || signature.fileIds.length === 0 ? {} : { signatureFileIds: signature.fileIds };
}

function drawnStrokes(signature: SignatureInput): unknown {
  const drawn = strokesSchema.safeParse(signature.strokes);
  return drawn.success ? drawn.data : null;
}

function questionOf(record: RecordState, block: string, values: Readonly<Record<string, unknown>>): ClosingQuestion {
  const { documentNumber, documentVersion } = record;
  return {
    definition: definitionOf(record.form),
    block,
    closings: closingsOf(record),
    values: values as FormValues,
    documentNumber,
    documentVersion,
  };
}

function recordAt(draft: Draft, recordId: string): RecordState {
  const record = draft.dossier().records.find((known) => known.id === recordId);
  if (record === undefined) throw new Error(`no record ${recordId}`);
  return record;
}

/** True while the block may still be written and signed. */
export function blockIsOpen(record: RecordState, block: string): boolean {
  return record.state !== 'voided' && record.state !== 'frozen' && !closingsOf(record).some((closing) => closing.block === block);
}
