import type { FastifyInstance } from 'fastify';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { House } from '#centre/house.ts';
import { contactCardRoutes } from '#centre/commitments/contact-card/contact-card.routes.ts';
import { dutyRoutes } from '#centre/commitments/duties/duties.routes.ts';
import { commitmentRoutes } from '#centre/commitments/commitments.routes.ts';
import { registerRoutes } from '#centre/commitments/register/register.routes.ts';
import { planDocumentRoutes } from '#centre/commitments/plan-document/plan-document.routes.ts';
import { evidenceRoutes } from '#centre/evidence/evidence.routes.ts';
import { accessRoutes } from '#centre/people/access/access.routes.ts';
import { mySignInRoutes } from '#centre/people/access/my-sign-in.routes.ts';
import { objectiveRoutes } from '#centre/quality/objectives.routes.ts';
import { planRoutes } from '#centre/plan/plans.routes.ts';
import { peopleRoutes } from '#centre/people/people.routes.ts';
import { explainBreachRoutes } from '#centre/requests/explain-breach.routes.ts';
import { fulfilmentEvidenceRoutes } from '#centre/requests/fulfilment-evidence.routes.ts';
import { fileRoutes } from '#centre/requests/files.routes.ts';
import { historyImportRoutes } from '#centre/requests/import-job/history-import.routes.ts';
import { intakeRoutes } from '#centre/requests/intake.routes.ts';
import { logbookRoutes } from '#centre/requests/logbook.routes.ts';
import { recordRoutes } from '#centre/records/records.routes.ts';
import { bulkRoutes } from '#centre/requests/bulk/bulk.routes.ts';
import { requestCountRoutes } from '#centre/requests/request-counts.routes.ts';
import { requestRoutes } from '#centre/requests/requests.routes.ts';
import { recountRoutes } from '#centre/requests/recounts/recounts.routes.ts';
import { savedViewRoutes } from '#centre/requests/saved-views/saved-views.routes.ts';
import { logReplayRoutes } from '#centre/requests/replay-job/log-replay.routes.ts';
import { searchRoutes } from '#centre/requests/text-index/search.routes.ts';
import { stepRoutes } from '#centre/requests/steps.routes.ts';
import { ownCalendarRoutes } from '#centre/visits/own-calendar/own-calendar.routes.ts';
import { visitRoutes } from '#centre/visits/visits.routes.ts';
import type { Auth } from '#platform/auth/auth.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import { batchRoute } from './batch.ts';

/** The contract: every route of every desk, and the one that carries others. */
export function contractOf(house: House, auth: Auth<Actor>, server: () => FastifyInstance | undefined): AnyRoute<Actor>[] {
  return [...allRoutes(house, auth), batchRoute(server)];
}

/** Every route of every desk. */
export function allRoutes(house: House, auth: Auth<Actor>): AnyRoute<Actor>[] {
  return [
    ...peopleRoutes(house, auth),
    ...mySignInRoutes(house, auth),
    ...accessRoutes(house, auth),
    ...planRoutes(house),
    ...planDocumentRoutes(house),
    ...requestRoutes(house),
    ...requestCountRoutes(house),
    ...bulkRoutes(house),
    ...searchRoutes(house),
    ...savedViewRoutes(house),
    ...intakeRoutes(house),
    ...stepRoutes(house),
    ...logbookRoutes(house),
    ...commitmentRoutes(house),
    ...contactCardRoutes(house),
    ...dutyRoutes(house),
    ...registerRoutes(house),
    ...fulfilmentEvidenceRoutes(house),
    ...explainBreachRoutes(house),
    ...objectiveRoutes(house),
    ...visitRoutes(house),
    ...ownCalendarRoutes(house),
    ...recordRoutes(house),
    ...fileRoutes(house),
    ...historyImportRoutes(house),
    ...logReplayRoutes(house),
    ...recountRoutes(house),
    ...evidenceRoutes(house),
  ];
}
