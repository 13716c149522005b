import { z } from 'zod';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import type { BodySchema } from '../hostile/bodies.ts';
import type { IdKind } from './worlds.ts';

/** A place in a query or a body where an id may stand: `people`, `[]`, `personId`. */
export interface IdPlace {
  readonly part: 'query' | 'body';
  readonly path: readonly string[];
  readonly kind: IdKind;
}

/** What the names of ids stand for. Null: the id is the sender's own making, or one of a list of which what is not theirs is left out. */
const KIND_OF: Readonly<Record<string, IdKind | null>> = {
  id: null,
  ids: null,
  commandId: null,
  // Of the log of sign-ins: an event after which a page begins; after one of another house none does.
  cursor: null,
  // Of a replay: a version whose successor the caller may author; another's is not found (log-replays.db.test.ts).
  planId: null,
  draftId: null,
  // Of the saved views, the caller's own: what is not theirs is not found.
  request: 'request',
  requestId: 'request',
  subject: 'request',
  site: 'site',
  siteId: 'site',
  customer: 'customer',
  customerId: 'customer',
  project: 'project',
  projectId: 'project',
  // Of the first plan of a project: whoever may write one writes for the whole house and may take any plan of it (plans.db.test.ts).
  copyOf: null,
  unitId: 'unit',
  ownerUnitId: 'unit',
  ownerPersonId: 'person',
  contactId: 'contact',
  assetId: 'asset',
  partnerId: 'partner',
  personId: 'person',
  leaderId: 'person',
  joiningId: 'person',
  stayingId: 'person',
  reviewerId: 'person',
  files: 'file',
  fileIds: 'file',
  photoIds: 'file',
  evidenceFileId: 'file',
  fileId: 'file',
  responsibleId: 'person',
  // What a clock runs on: the request itself or what hangs on it.
  subjectId: 'request',
};

export function schemaOf(type: z.ZodType | undefined): BodySchema {
  return type === undefined ? {} : (z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as BodySchema);
}

/** Every place of a route where an id may stand, nested ones too; a name that nobody has explained yet is an error of the table. */
export function idPlaces(route: AnyRoute<Actor>): IdPlace[] {
  return (['query', 'body'] as const).flatMap((part) => walk(schemaOf(route[part]), [part], part));
}

function walk(schema: BodySchema, path: readonly string[], part: IdPlace['part']): IdPlace[] {
  const inside = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => walk(one, [...path, name], part)),
    ...(schema.items === undefined ? [] : walk(schema.items, [...path, '[]'], part)),
    ...(schema.anyOf ?? []).flatMap((one) => walk(one, path, part)),
  ];
  if (schema.format !== 'uuid') return inside;
  const name = path.findLast((one) => one !== '[]') ?? '';
  const kind = KIND_OF[name];
  if (kind === undefined) throw new Error(`${path.join('.')}: what does an id of this name stand for? Say it in KIND_OF.`);
  return kind === null ? inside : [{ part, path: path.slice(1), kind }];
}

/** The smallest body of a shape, so that an answer tells of rights and not of a missing member. */
export function leastBody(schema: BodySchema, id: (name: string) => string, name = ''): unknown {
  if (schema.enum !== undefined) return schema.enum[0];
  if ('const' in schema) return schema.const;
  if (schema.anyOf?.[0] !== undefined) return leastBody(schema.anyOf[0], id, name);
  switch (schema.type) {
    case 'string':
      if (schema.format === 'uuid') return id(name);
      if (schema.format === 'date') return '2026-10-31';
      return schema.format === 'date-time' ? '2026-10-03T22:00:00+08:00' : '无';
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 1;
    case 'array':
      return [leastBody(schema.items ?? {}, id, name)];
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((member) => [member, leastBody(schema.properties?.[member] ?? {}, id, member)]),
      );
    default:
      return {};
  }
}

/** The same body with another id at a place; what leads there is made where it is missing. */
export function withId(body: unknown, path: readonly string[], id: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return id;
  if (step === '[]') {
    const [first, ...more] = Array.isArray(body) ? body : [];
    return [withId(first, rest, id), ...more];
  }
  const members = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { ...members, [step]: withId(members[step], rest, id) };
}
