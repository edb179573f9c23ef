/** Something that could not be checked; the rest still is. `path` is absolute, or as it shall be shown. */
export interface FileProblem {
  readonly path: string;
  readonly message: string;
  /** It is in a configuration, or in evidence: what that says for the rest still holds. */
  readonly isConfiguration?: boolean;
}

const WORDS: Record<string, string> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  EISDIR: 'is a folder, expected a file',
  ELOOP: 'cannot be read: its symbolic links form a loop',
  EROFS: 'cannot be written: the file system is read-only',
  ENOSPC: 'cannot be written: the disk is full',
};

/** An error of the file system, or of reading a document, in one line for people. */
export function fileMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && WORDS[code]) || error.message;
}
