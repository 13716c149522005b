import type { ColumnType } from 'kysely';

/** An instant: read as epoch milliseconds, written as ISO 8601 with offset. */
export type At = ColumnType<number, string, string>;
export type MaybeAt = ColumnType<number | null, string | null | undefined, string | null>;
/** Read as a value, written as JSON text: a bare list would be taken for an SQL array. */
export type JsonOf<T> = ColumnType<T, string, string>;
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** Told by the database from other columns; nobody writes it. */
export type Told<T> = ColumnType<T, never, never>;
export type WithDefault<T> = ColumnType<T, T | undefined, T>;
export interface Names {
  zh: string;
  en: string;
}
