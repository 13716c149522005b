import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { definitionOf, closingsOf } from '#flows/dossier/forms.rules.ts';
import { nameOrder } from '#flows/dossier/service-records.rules.ts';
import {
  blockIsOpen,
  customerSigner,
  ownSigner,
  paperOf,
  signatureOnSite,
  signatureVerdict,
  signBlock,
} from '#flows/dossier/signing.rules.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import { given, type Earlier, type GuardVerdict } from '#platform/flow/step.ts';
import { partsIn, recordAt } from '../parts.rules.ts';
import { lacksBeforeSigning, orderFor, signableHere } from '../signable.rules.ts';

function signVerdict(context: DossierContext<{ readonly block?: string }>): GuardVerdict {
  const record = recordAt(context);
  const { block } = context.input;
  if (record === undefined || block === undefined) return { fields: ['block'] };
  const known = definitionOf(record.form).blocks.find((candidate) => candidate.id === block);
  if (known?.closing?.signature === undefined) return { fields: ['block'], code: 'notSigned' };
  if (!blockIsOpen(record, block)) return { code: 'signedAlready' };
  if (!signableHere(context.dossier, record, block)) return { code: block === 'customer' ? 'workGoesOn' : 'byProcess' };
  return known.by.some((part) => partsIn(context.dossier, record, context.actor).includes(part)) ? true : { code: 'othersBlock' };
}

/** The customer's block of work done on the customer's site. */
function isOfSite(context: DossierContext<{ readonly block?: string }>): boolean {
  const record = recordAt(context);
  const order = record === undefined ? undefined : orderFor(context.dossier, record);
  return record?.form === 'serviceRecord' && context.input.block === 'customer' && order?.serviceMode === 'onSite';
}

/** What a signature stands for came before it: the work, the handing in, the issue, the acceptance. */
function workBehind(context: DossierContext<{ readonly block?: string }>): Earlier | undefined {
  const record = recordAt(context);
  const order = record === undefined ? undefined : orderFor(context.dossier, record);
  switch (`${record?.form}.${context.input.block}`) {
    case 'serviceRecord.customer':
      return earlier('taskOrder', 'startWork', order?.details.workStartedAt);
    case 'serviceRecord.review':
      return earlier('taskOrder', 'submitRecord', order?.details.recordSubmittedAt);
    case 'taskOrder.approval':
      return earlier('taskOrder', order?.urgent === true ? 'issueUrgently' : 'issue', order?.issuedAt);
    case 'taskOrder.acceptance':
      return earlier('taskOrder', 'accept', order?.details.acceptedAt);
    default:
      return undefined;
  }
}

/** Signs one block; with it what stands above is frozen. */
export const signRecord = step({
  event: 'signRecord',
  versioned: true,
  replaces: true,
  fields: {
    block: { type: 'choice', required: true, options: 'blocks' },
    opinion: { type: 'longText', max: 4_000 },
    signature: { type: 'signature', required: true },
  },
  guards: {
    approvedForm: { asks: 'input', holds: signVerdict },
    approverNotProposer: {
      asks: 'input',
      holds: (context) => {
        const record = recordAt(context);
        const order = record === undefined ? undefined : orderFor(context.dossier, record);
        return context.input.block === 'approval' && order?.proposerId === context.actor.personId ? {} : true;
      },
    },
    reviewerNotPerformer: {
      asks: 'input',
      holds: (context) => {
        const record = recordAt(context);
        const performs = record !== undefined && partsIn(context.dossier, record, context.actor).includes('performer');
        return context.input.block === 'review' && performs ? {} : true;
      },
    },
    recordComplete: {
      asks: 'input',
      holds: (context) => {
        const record = recordAt(context);
        if (record === undefined) return true;
        const fields = lacksBeforeSigning(context.dossier, record, context.input.block ?? '');
        return fields.length === 0 ? true : { fields };
      },
    },
    recordSigned: {
      asks: 'input',
      holds: (context) => {
        const { input, actor } = context;
        const lacks = given(input, 'signature');
        if (lacks !== true) return lacks;
        if (isOfSite(context)) return signatureOnSite(actor, input.signature);
        return signatureVerdict(actor, input.signature, input.block === 'customer' ? 'customer' : 'own');
      },
    },
  },
  restsOn: (context) => [workBehind(context)],
  decide: (draft, context) => {
    const { input, actor, dossier } = context;
    const record = recordAt(context);
    const { block, signature } = input;
    if (record === undefined || block === undefined || signature === undefined) return;
    if (record.taskOrderId !== null) nameOrder(draft, record.taskOrderId);
    const byCustomer = block === 'customer';
    const opinionCell = (
      { customer: 'customerOpinion', review: 'reviewOpinion', approval: 'approvalOpinion' } as Readonly<Record<string, string>>
    )[block];
    signBlock(draft, record.id, {
      block,
      signature,
      signer: byCustomer
        ? customerSigner(dossier, actor, signature)
        : ownSigner(actor, block === 'acceptance' ? 'taskLeader' : 'approvingManager'),
      ...(input.opinion === undefined || opinionCell === undefined ? {} : { values: { [opinionCell]: input.opinion } }),
    });
    draft.fire({
      flow: draft.flow('record'),
      subject: { kind: 'record', id: record.id },
      event: 'signRecord',
      data: { form: record.form, block, means: signature.means, ...paperOf(signature) },
      texts: { opinion: input.opinion, signer: byCustomer ? customerSigner(dossier, actor, signature).name : actor.name },
      contactId: byCustomer ? customerSigner(dossier, actor, signature).contactId : null,
    });
    freezeIfWhole(draft.dossier(), record.id, (id) => draft.record(id, { state: 'frozen' }));
  },
});

/** A revision of a record whose process is over takes nothing more once its last block is signed again. */
function freezeIfWhole(dossier: Dossier, recordId: string, freeze: (id: string) => void): void {
  const record = dossier.records.find((known) => known.id === recordId);
  if (record === undefined) return;
  const order = orderFor(dossier, record);
  const over = record.form === 'serviceRecord' ? order?.details.reviewedAt !== undefined : order?.state === 'closed';
  const closed = closingsOf(record).map((closing) => closing.block);
  const whole = definitionOf(record.form).blocks.every(
    (block) => block.closing?.signature === undefined || closed.includes(block.id),
  );
  if (over && whole) freeze(recordId);
}
