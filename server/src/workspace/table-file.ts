/** Tables of a database are known among the files, by a name like that of one. */

export const fileOfTable = (table: string): string => `${table}.sql`;

export const isTable = (path: string): boolean => path.endsWith('.sql');
