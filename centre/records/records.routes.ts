import { z } from 'zod';
import { listTotal } from '#centre/requests/counted.schema.ts';
import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { loadDossier, mayReadRecord, notFound, plansFor, reading, requestTitle } from '#centre/requests/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import { forms } from '#forms/index.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { nameOfPaper } from '#platform/text/file-name.rules.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import { printing } from '#platform/print/printing.ts';
import { WORD_TYPE } from '#platform/print/print.schema.ts';
import type { Instant } from '#platform/time/instant.ts';
import { printRequestOf } from './print-record.ts';
import { recordListQuery, recordRow, recordView, type RecordListQuery } from './records.schema.ts';
import { listRecords, requestOfRecord } from './records.store.ts';
import { recordViewOf } from './record-view.ts';

const byId = z.object({ id: z.uuid() });
const READ = `read ${Object.keys(forms).join(', ')}: each form by its own row of the matrix`;

/** Lists by form have addresses of their own; a task order's sheet has the order's id. */
const BY_FORM: Readonly<Record<string, string>> = {
  '/api/consultation-records': 'consultationRecord',
  '/api/service-records': 'serviceRecord',
  '/api/task-orders': 'taskOrder',
};

export function recordRoutes(house: House): AnyRoute<Actor>[] {
  const list = (path: string, form: string | undefined): AnyRoute<Actor> =>
    route<Actor, unknown, RecordListQuery, unknown>({
      method: 'GET',
      path,
      tag: 'records',
      summary: form === undefined ? 'Records of every form, newest first' : `Records of the form ${form}, newest first`,
      access: 'signedIn',
      policy: READ,
      query: recordListQuery,
      answer: z.object({ items: z.array(recordRow), nextCursor: z.string().nullable(), ...listTotal }),
      handle: ({ actor, query }) =>
        reading(
          house,
          actor,
          async (tx, now) => {
            const page = await listRecords(tx, actor, { query: form === undefined ? query : { ...query, form }, now });
            return isRefusal(page) ? page : { status: 200, body: page };
          },
          plansFor([query]),
        ),
    });
  const one = (path: string): AnyRoute<Actor>[] => [
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: `${path}/:id`,
      tag: 'records',
      summary: 'A record as paper: its form, its cells, who may write and sign what',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: recordView,
      handle: ({ actor, params }) =>
        readingRecord(house, { actor, id: params.id }, async (found) => ({
          status: 200,
          body: recordViewOf(found.dossier, found.record, {
            actor,
            now: found.now,
            title: found.title,
            publicUrl: house.publicUrl,
          }),
        })),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: `${path}/:id/sheets`,
      tag: 'records',
      summary: 'On how many sheets a record prints, the attached ones included',
      access: 'signedIn',
      policy: READ,
      params: byId,
      answer: z.object({ sheets: z.int().min(1) }),
      handle: async ({ actor, params }) => {
        const prepared = await readingRecord(house, { actor, id: params.id }, async (found) => ({ status: 200, body: found }));
        if (isRefusal(prepared)) return prepared;
        const { dossier, record } = prepared.body as Found;
        return printing(async (printer) => ({
          status: 200,
          body: { sheets: await printer.sheets(printRequestOf(dossier, record, house.publicUrl)) },
        }));
      },
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: `${path}/:id/pdf`,
      tag: 'records',
      summary: 'A record as A4 PDF',
      access: 'signedIn',
      policy: READ,
      params: byId,
      file: ['application/pdf'],
      handle: async ({ actor, params }) => {
        const prepared = await readingRecord(house, { actor, id: params.id }, async (found) => ({ status: 200, body: found }));
        if (isRefusal(prepared)) return prepared;
        const { dossier, record } = prepared.body as Found;
        return printing(async (printer) => ({
          status: 200,
          file: {
            file: await printer.print(printRequestOf(dossier, record, house.publicUrl)),
            mediaType: 'application/pdf',
            name: nameOfPaper([record.recordNumber ?? record.form], 'pdf'),
            disposition: 'inline',
          },
        }));
      },
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: `${path}/:id/docx`,
      tag: 'records',
      summary: 'A record as A4 DOCX: the same sheet, to be changed by whoever has it',
      access: 'signedIn',
      policy: READ,
      params: byId,
      file: [WORD_TYPE],
      handle: async ({ actor, params }) => {
        const prepared = await readingRecord(house, { actor, id: params.id }, async (found) => ({ status: 200, body: found }));
        if (isRefusal(prepared)) return prepared;
        const { dossier, record } = prepared.body as Found;
        return printing(async (printer) => ({
          status: 200,
          file: {
            file: await printer.word(printRequestOf(dossier, record, house.publicUrl)),
            mediaType: WORD_TYPE,
            name: nameOfPaper([record.recordNumber ?? record.form], 'docx'),
            disposition: 'attachment',
          },
        }));
      },
    }),
  ];
  return [
    list('/api/records', undefined),
    ...Object.entries(BY_FORM).map(([path, form]) => list(path, form)),
    ...one('/api/records'),
    ...Object.keys(BY_FORM).flatMap(one),
  ];
}

interface Found {
  readonly dossier: Dossier;
  readonly record: RecordState;
  readonly now: Instant;
  readonly title: string;
}

async function readingRecord(
  house: House,
  about: { actor: Actor; id: string },
  work: (found: Found) => Promise<RouteAnswer>,
): Promise<RouteAnswer | Refusal> {
  return reading(house, about.actor, async (tx: Transaction<Tables>, now) => {
    const requestId = await requestOfRecord(tx, about.id);
    const loaded = requestId === null ? null : await loadDossier(tx, requestId, { lock: false, now });
    const record = loaded?.dossier.records.find((known) => known.id === about.id);
    if (loaded === null || record === undefined || !mayReadRecord(about.actor, loaded.dossier, record)) return notFound();
    const title = await requestTitle(tx, loaded.dossier.request.id);
    return work({ dossier: loaded.dossier, record, now, title });
  });
}
