import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { SubjectKind } from '#flows/dossier/dossier.schema.ts';
import type { DossierStep } from '#flows/dossier/dossier-step.ts';
import { flowModules } from '#flows/registry.ts';
import { clientId, envelopeShape } from '#platform/command/envelope.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { zodShapeOf } from '#platform/flow/fields.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { beginnings, beginStep, type Beginning } from './begin-step.ts';
import { fireStep } from './fire-step.ts';
import { kebab } from './next-steps.ts';
import { resourceOf } from './resources.ts';

const byId = z.object({ id: z.uuid() });

/**
 * A route per event of the flows, made from the flows themselves. Flows of requests share their resource: an event that two
 * of them have takes the fields of both, and the request's own flow decides which are asked.
 */
export function stepRoutes(house: House): AnyRoute<Actor>[] {
  const fired = (['serviceRequest', 'taskOrder', 'siteVisit', 'record'] as const).flatMap((kind) =>
    [...eventsOf(kind)].map(([event, steps]) => stepRoute(house, kind, { event, steps })),
  );
  return [...fired, ...beginnings().map((beginning) => beginRoute(house, beginning))];
}

/** What begins may have an id that the client made, so that a device without network can go on with it. */
const beginShape = { ...envelopeShape, id: clientId } as const;

/** A route per row that begins a flow beside a request. */
function beginRoute(house: House, beginning: Beginning): AnyRoute<Actor> {
  const { module, row, step, path } = beginning;
  return route<Actor, { id: string }, unknown, z.infer<z.ZodObject<typeof beginShape>> & Record<string, unknown>>({
    method: 'POST',
    path,
    tag: resourceOf(module.flow.subject as SubjectKind).replace('-', ' '),
    summary: `Begin one beside a request (${row.event})`,
    access: 'signedIn',
    policy: `the positions that the flow names for ${row.event}, bound to project, unit or site`,
    params: byId,
    body: z.strictObject({ ...zodShapeOf(step.fields), ...beginShape }) as never,
    handle: async ({ actor, params, body }) => {
      const { commandId, occurredAt, lateReason, sentAt, version, id, ...input } = body;
      const answer = await beginStep(house, {
        id,
        actor,
        requestId: params.id,
        beginning,
        envelope: { commandId, occurredAt, lateReason, sentAt, version },
        input,
        body,
        path: path.replace(':id', params.id),
      });
      if (!isRefusal(answer)) house.changed(['service-requests', `service-requests/${params.id}`]);
      return answer;
    },
  });
}

function eventsOf(kind: SubjectKind): Map<string, DossierStep[]> {
  const events = new Map<string, DossierStep[]>();
  for (const module of Object.values(flowModules)) {
    if (module?.flow.subject !== kind) continue;
    // What the product fires by itself and what begins a flow have no address of their own under a subject.
    const fired = new Set(module.flow.rows.filter((row) => row.silent !== true && row.from.length > 0).map((row) => row.event));
    for (const step of module.steps.filter((known) => fired.has(known.event)))
      events.set(step.event, [...(events.get(step.event) ?? []), step]);
  }
  return events;
}

/** Of the envelope's `version`, what this event makes of it. */
function versionNote(steps: readonly DossierStep[]): string {
  if (steps.some((step) => step.replaces === true))
    return '`version` is needed: it takes the place of what somebody wrote (422 `versionMissing`); another than the present one is refused (409 `changedMeanwhile`).';
  if (steps.some((step) => step.versioned === true))
    return '`version` may come along; another than the present one is refused (409 `changedMeanwhile`).';
  return '`version` is not looked at: it adds, and takes nothing from anybody.';
}

function stepRoute(house: House, kind: SubjectKind, about: { event: string; steps: readonly DossierStep[] }): AnyRoute<Actor> {
  const { event, steps } = about;
  const shape = Object.assign({}, ...steps.map((step) => zodShapeOf(step.fields))) as Record<string, z.ZodType>;
  const path = `/api/${resourceOf(kind)}/:id/${kebab(event)}`;
  return route<Actor, { id: string }, unknown, z.infer<z.ZodObject<typeof envelopeShape>> & Record<string, unknown>>({
    method: 'POST',
    path,
    tag: resourceOf(kind).replace('-', ' '),
    summary: `Fire ${event}`,
    access: 'signedIn',
    policy: `the positions that the flow names for ${event}, bound to project, unit or site`,
    note: versionNote(steps),
    params: byId,
    body: z.strictObject({ ...shape, ...envelopeShape }) as never,
    handle: async ({ actor, params, body }) => {
      const { commandId, occurredAt, lateReason, sentAt, version, ...input } = body;
      const answer = await fireStep(house, {
        actor,
        subjectKind: kind,
        subjectId: params.id,
        event,
        envelope: { commandId, occurredAt, lateReason, sentAt, version },
        input,
        body,
        path: `/api/${resourceOf(kind)}/${params.id}/${kebab(event)}`,
      });
      if (isRefusal(answer)) return answer;
      const { request } = answer.body as { request: { id: string } };
      house.changed(['service-requests', `service-requests/${request.id}`]);
      return answer;
    },
  });
}
