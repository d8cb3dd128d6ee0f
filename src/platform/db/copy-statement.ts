const AS_OWNER = "select set_config('role', 'none', true); copy ";
const FROM_PROGRAM = "from stdin (format binary)";
const AS_BEFORE = "; select set_config('role', public.app_role(), true)";

/**
 * A copy of rows that the program gives, in their own form; they are the statement's only value. It is made as the owner of the table, for a table that shows
 * each what they may see takes no copies from others; asked in one exchange, in a running transaction, which gives the role back also where it fails.
 */
export const copyStatement = (table: string, columns: readonly string[]): string => `${AS_OWNER}${table} (${columns.join(", ")}) ${FROM_PROGRAM}${AS_BEFORE}`;
export const isCopyIn = (text: string): boolean => text.startsWith(AS_OWNER) && text.endsWith(FROM_PROGRAM + AS_BEFORE);
/** The same for an engine that takes them from a file. */
export const copyFromFile = (text: string, file: string): string => text.replace("from stdin", `from '${file}'`);
