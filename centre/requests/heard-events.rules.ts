import type { HeardEvent } from '#centre/commitments/moved-clocks.rules.ts';
import type { RequestState, SubjectRef } from '#flows/dossier/dossier.schema.ts';
import type { ClockWrite, EventDraft } from '#flows/dossier/draft.schema.ts';
import type { Instant } from '#platform/time/instant.ts';

/** Events of a decision, each with the id that it is stored under. */
export type Stamped = readonly { readonly id: string; readonly event: EventDraft }[];

/** What the clocks hear of events: each written name, on every subject it concerns, with the facts the event sets. */
export function heardOfEvents(
  stamped: Stamped,
  about: { readonly request: RequestState; readonly at: Instant; readonly now: Instant },
): (HeardEvent & { eventId: string; place: number })[] {
  const { request } = about;
  return stamped.flatMap(({ id, event }) => {
    let place = 0;
    return event.writes.flatMap((written) =>
      subjectsOf(written, event, request.id).map((subject) => ({
        subject,
        eventId: id,
        place: place++,
        type: written.type,
        at: written.at ?? event.at ?? about.at,
        recordedAt: about.now,
        reason: written.reason ?? null,
        automatic: written.automatic ?? false,
        fields:
          subject.kind === 'serviceRequest'
            ? (written.fields ?? {})
            : { kind: request.kind, severity: request.severity, ...written.fields },
      })),
    );
  });
}

function subjectsOf(written: ClockWrite, event: EventDraft, requestId: string): readonly SubjectRef[] {
  if (written.subjects !== undefined) return written.subjects;
  const request = { kind: 'serviceRequest', id: requestId };
  return event.subject.kind === 'serviceRequest' ? [request] : [request, event.subject];
}
