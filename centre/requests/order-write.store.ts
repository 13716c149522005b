import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { TaskOrderState, VisitState } from '#flows/dossier/dossier.schema.ts';
import { later } from '#platform/db/pool.ts';
import type { StreamEnd } from '#platform/evidence-log/append.ts';
import { at, chain, needed, ofCustomer, ofProject, type RowsOwner } from './rows-owner.ts';

/** Writes a task order and the people it names. */
export function writeTaskOrder(
  tx: Transaction<Tables>,
  owner: RowsOwner,
  change: { order: TaskOrderState; isNew: boolean; end: StreamEnd | undefined },
): void {
  const { order, end } = change;
  const columns = {
    state: order.state,
    flow_version: order.flowVersion,
    urgent: order.urgent,
    proposer_id: order.proposerId,
    leader_id: order.leaderId,
    service_mode: order.serviceMode,
    required_by: at(order.requiredBy),
    issued_at: at(order.issuedAt),
    approve_by: at(order.approveBy),
    approved_at: at(order.approvedAt),
    details: JSON.stringify(order.details),
  };
  if (change.isNew) {
    const { seq, hash } = needed(end);
    later(
      tx,
      tx.insertInto('pledge.task_order').values({
        provider_id: owner.providerId,
        id: order.id,
        customer_id: ofCustomer(owner),
        project_id: ofProject(owner),
        site_id: owner.siteId,
        request_id: owner.requestId,
        ...columns,
        seq,
        last_hash: hash,
        version: 1,
      }),
    );
  } else {
    later(
      tx,
      tx
        .updateTable('pledge.task_order')
        .set((expression) => ({ ...columns, version: expression('version', '+', 1), ...chain(end) }))
        .where('id', '=', order.id),
    );
  }
  writeAssignees(tx, owner, order);
}

/** The lines of an order: who stays keeps their row. */
function writeAssignees(tx: Transaction<Tables>, owner: RowsOwner, order: TaskOrderState): void {
  const named = order.assignees.map(({ personId }) => personId);
  later(
    tx,
    tx
      .deleteFrom('pledge.task_assignee')
      .where('task_order_id', '=', order.id)
      .where((line) => line.not(line('person_id', '=', line.fn.any(line.val(named))))),
  );
  if (order.assignees.length === 0) return;
  later(
    tx,
    tx
      .insertInto('pledge.task_assignee')
      .values(
        order.assignees.map((line) => ({
          provider_id: owner.providerId,
          task_order_id: order.id,
          person_id: line.personId,
          unit_id: line.unitId,
          level: line.level,
          customer_id: ofCustomer(owner),
        })),
      )
      .onConflict((line) =>
        line
          .columns(['provider_id', 'task_order_id', 'person_id'])
          .doUpdateSet((excluded) => ({ unit_id: excluded.ref('excluded.unit_id'), level: excluded.ref('excluded.level') })),
      ),
  );
}

/** Writes a visit of an order. */
export function writeVisit(
  tx: Transaction<Tables>,
  owner: RowsOwner,
  change: { visit: VisitState; isNew: boolean; end: StreamEnd | undefined },
): void {
  const { visit, end } = change;
  const columns = {
    state: visit.state,
    flow_version: visit.flowVersion,
    level: visit.level,
    details: JSON.stringify(visit.details),
  };
  if (change.isNew) {
    const { seq, hash } = needed(end);
    later(
      tx,
      tx.insertInto('pledge.site_visit').values({
        provider_id: owner.providerId,
        id: visit.id,
        customer_id: ofCustomer(owner),
        project_id: ofProject(owner),
        site_id: visit.siteId,
        request_id: owner.requestId,
        task_order_id: visit.taskOrderId,
        ...columns,
        seq,
        last_hash: hash,
        version: 1,
      }),
    );
    return;
  }
  later(
    tx,
    tx
      .updateTable('pledge.site_visit')
      .set((expression) => ({ ...columns, version: expression('version', '+', 1), ...chain(end) }))
      .where('id', '=', visit.id),
  );
}
