import type pg from 'pg';
import { lowerWalls } from '#platform/backup/load.store.ts';

/** An index, or a key with its own: what takes it away, what makes it again, and whether it is there. */
export interface TakenAway {
  readonly drop: string;
  readonly make: string;
  /** The constraint's or the index's name. */
  readonly name: string;
  readonly isConstraint: boolean;
}

/**
 * Everything about some tables that is written to, or asked, for each row: foreign keys (those of others that point at
 * them too), then keys, then indexes. Made at once over
 * all rows they cost a fraction, and their pages are full.
 */
export async function indexesOf(client: pg.Client, tables: readonly string[]): Promise<TakenAway[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select n.nspname || '.' || c.relname as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype in ('f', 'p', 'u') and (k.conrelid = any ($1::regclass[]) or k.confrelid = any ($1::regclass[]))
     order by k.contype = 'f' desc, c.relname, k.conname`,
    [tables],
  );
  const { rows: indexes } = await client.query<{ schema: string; name: string; definition: string }>(
    `select n.nspname as schema, quote_ident(i.relname) as name, pg_get_indexdef(i.oid) as definition
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
     where c.oid = any ($1::regclass[]) and not exists (select 1 from pg_constraint k where k.conindid = i.oid)
     order by i.relname`,
    [tables],
  );
  return [
    ...keys.map(({ table, name, definition }) => ({
      drop: `alter table ${table} drop constraint ${name}`,
      make: `alter table ${table} add constraint ${name} ${definition}`,
      name,
      isConstraint: true,
    })),
    ...indexes.map(({ schema, name, definition }) => ({
      drop: `drop index ${schema}.${name}`,
      make: definition,
      name,
      isConstraint: false,
    })),
  ];
}

/** Makes again what is not there, one after the other: what was ended in between goes on. Keys come before those that point at them. */
export async function putBack(client: pg.Client, taken: readonly TakenAway[], tell: (name: string) => void): Promise<void> {
  for (const { make, name, isConstraint } of taken.toReversed()) {
    const catalogue = isConstraint ? 'pg_constraint where quote_ident(conname)' : 'pg_class where quote_ident(relname)';
    const there = await client.query(`select 1 from ${catalogue} = $1`, [name]);
    if (there.rowCount !== 0) continue;
    tell(name);
    await client.query('begin');
    // Behind the walls a foreign key is asked of row after row.
    const raise = make.includes(' FOREIGN KEY ') ? await lowerWalls(client, ['pledge']) : null;
    await client.query(make);
    await raise?.();
    await client.query('commit');
  }
}
