import { openDraftOrder } from '#flows/dossier/task-orders.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { messageWordsOf } from '#flows/dossier/tell-customer.ts';
import { given } from '#platform/flow/step.ts';
import { needFacts, noteNeed } from '../dispatch.rules.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { nobodyIsSent, orderUnderWay, restorationDue } from '../fault.rules.ts';

/** It cannot be solved from afar. Where nobody is on the way yet, somebody has to go: the draft of the task order opens and its clocks start. */
export const notRemote = step({
  event: 'notRemote',
  fields: { reason: { type: 'longText', required: true } },
  guards: { notRemoteReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') } },
  decide: (draft, { input, dossier, actor }) => {
    const { request } = dossier;
    const orderNeeded = nobodyIsSent(dossier);
    const orderId = orderNeeded
      ? (orderUnderWay(dossier)?.id ??
        openDraftOrder(draft, {
          content: undefined,
          requiredBy: restorationDue(dossier) ?? null,
          serviceMode: 'onSite',
          proposerId: actor.personId,
          // What time brought, no person proposes: the sheet says so in its own language.
          proposerName: actor.kind === 'system' ? messageWordsOf(dossier).system : actor.name,
        }))
      : undefined;
    draft.request({
      ...(orderNeeded ? { road: 'dispatching' } : {}),
      details: {
        notRemote: true,
        remoteEndedAt: draft.at,
        wakeAt: undefined,
        ...(orderId === undefined ? {} : { taskOrderId: orderId }),
      },
    });
    fireRequest(draft, 'notRemote', {
      data: { taskOrderId: orderId ?? null },
      texts: { reason: input.reason },
      writes:
        orderId === undefined
          ? []
          : [
              { type: 'notRemotelySolvable' },
              ...(noteNeed(draft, orderId)
                ? [
                    {
                      type: 'taskNeeded',
                      subjects: [
                        { kind: 'serviceRequest', id: request.id },
                        { kind: 'taskOrder', id: orderId },
                      ],
                      fields: needFacts(draft, orderId),
                    },
                  ]
                : []),
            ],
    });
  },
});
