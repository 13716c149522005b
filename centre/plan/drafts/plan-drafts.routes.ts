import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { z } from 'zod';
import { activateDraft, approveDraft, attestApproval } from './activate-draft.ts';
import { beginFirstDraft } from './begin-first-draft.ts';
import { readDraft, readReview } from './plan-drafts.reading.ts';
import {
  attestInput,
  beginDraftInput,
  beginFirstInput,
  draftInput,
  reviewLine,
  draftText,
  saveDraftInput,
  type AttestInput,
  type BeginDraftInput,
  type BeginFirstInput,
  type DraftInput,
  type SaveDraftInput,
} from './plan-drafts.schema.ts';
import { beginDraft, discardDraft, offerDraft, saveDraft } from './plan-drafts.ts';

const byId = z.strictObject({ id: z.uuid() });
const tag = 'plans';
const READ = 'read servicePlan; customers what was offered to them';
const WRITE = 'change servicePlan of the project';

/** Texts of plans on their way into force. */
export function planDraftRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, BeginDraftInput>({
      method: 'POST',
      path: '/api/plan-drafts',
      tag,
      summary: 'Begin a draft with the text in force for a project, its revision raised',
      access: 'signedIn',
      policy: 'create servicePlan of the project',
      body: beginDraftInput,
      handle: ({ actor, body }) => beginDraft(house, actor, body),
    }),
    route<Actor, unknown, unknown, BeginFirstInput>({
      method: 'POST',
      path: '/api/plan-drafts/first',
      tag,
      summary: 'Begin the first plan of a project, with a text that was brought or that of another plan under names of its own',
      access: 'signedIn',
      policy: 'create servicePlan of a project that has none',
      body: beginFirstInput,
      handle: ({ actor, body }) => beginFirstDraft(house, actor, body),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/plan-drafts/:id',
      tag,
      summary: 'A draft with its text, and what the caller may do to it',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: draftText,
      handle: ({ actor, params }) => readDraft(house, actor, params.id),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/plan-drafts/:id/review',
      tag,
      summary: 'What stands between a draft and its activation: the nine checks, what changes by clause, the customer’s approval',
      access: 'signedIn',
      policy: READ,
      params: byId,
      note: 'The answer comes as JSON lines, each as it is known: `begun`, the nine checks in order, `done`. An answer without `done` was cut.',
      line: reviewLine,
      handle: ({ actor, params }) => readReview(house, actor, params.id),
    }),
    ...actingRoutes(house),
  ];
}

function actingRoutes(house: House): AnyRoute<Actor>[] {
  const acting = { method: 'POST', tag, access: 'signedIn', params: byId } as const;
  return [
    route<Actor, { id: string }, unknown, SaveDraftInput>({
      ...acting,
      path: '/api/plan-drafts/:id/save',
      summary: 'Keep the text of a draft, however unfinished',
      policy: WRITE,
      body: saveDraftInput,
      handle: ({ actor, params, body }) => saveDraft(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, DraftInput>({
      ...acting,
      path: '/api/plan-drafts/:id/discard',
      summary: 'Put a draft aside; it stays to be read',
      policy: WRITE,
      body: draftInput,
      handle: ({ actor, params, body }) => discardDraft(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, DraftInput>({
      ...acting,
      path: '/api/plan-drafts/:id/offer',
      summary: 'Show the text as it stands to the customer’s people, whose representative may approve it',
      policy: 'change or approve servicePlan of the project: staff',
      body: draftInput,
      handle: ({ actor, params, body }) => offerDraft(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, AttestInput>({
      ...acting,
      path: '/api/plan-drafts/:id/attest',
      summary: 'Put on record that the customer’s representative approved the text, by the writing that carries it',
      policy: 'change or approve servicePlan of the project: staff',
      body: attestInput,
      handle: ({ actor, params, body }) => attestApproval(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, DraftInput>({
      ...acting,
      path: '/api/plan-drafts/:id/approve',
      summary: 'Approve the text that was offered',
      policy: 'approve servicePlan: the customer’s representative',
      body: draftInput,
      handle: ({ actor, params, body }) => approveDraft(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, DraftInput>({
      ...acting,
      path: '/api/plan-drafts/:id/activate',
      summary: 'Put the text in force if its checks and approvals allow',
      policy: 'approve servicePlan: staff who did not write in the draft',
      body: draftInput,
      handle: ({ actor, params, body }) => activateDraft(house, actor, { id: params.id, input: body }),
    }),
  ];
}
