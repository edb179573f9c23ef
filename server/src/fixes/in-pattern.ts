/** Text of the code, to stand in a regular expression for itself: names may have a `$`, and calls have parentheses. */
export const inPattern = (code: string): string => code.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
