/** A language of code that is measured, as editors name it. */
export type Language = 'python' | 'typescript';
