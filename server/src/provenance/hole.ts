/** In a text, in the place of a part that is not known. */
export const HOLE = '\uFFFC';
