import { sql, type RawBuilder } from "kysely";

/** That a column is one of many numbers: one parameter, whatever their count, and an index is used for each of them. */
export const isAny = (column: string, numbers: readonly number[]): RawBuilder<boolean> => sql<boolean>`${sql.ref(column)} = any (${`{${numbers.join(",")}}`}::text::integer[])`;
