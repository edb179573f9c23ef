/** A file that may be a module: parts of its path (encoded) below a folder. */
export interface Candidate {
  readonly base: string;
  readonly path: readonly string[];
}
