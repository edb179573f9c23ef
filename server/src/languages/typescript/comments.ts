import { ts } from 'ts-morph';
import type { Comment } from '../../flow/program.ts';
import type { Piece } from './parse.ts';

const SIGN = 'unpool:';

/** The comments that mention `unpool:`; the same words in a string, a template or JSX text are none. */
export function collectComments({ file, start, end }: Piece): Comment[] {
  const comments = new Map<number, Comment>();
  for (let at = file.text.indexOf(SIGN, start); at >= 0 && at < end; at = file.text.indexOf(SIGN, at + SIGN.length)) {
    const range = commentAt(at, file);
    if (!range) continue;
    const text = file.text.slice(range.pos, range.end);
    const own = text.startsWith('//') ? ownStart(text) : 0;
    const trailing = standsBehindCode(file.text, range, start);
    comments.set(range.pos, { text: commentText(text.slice(own)), trailing, start: range.pos + own, end: range.end });
  }
  return [...comments.values()];
}

/** `// eslint-disable-line // unpool: ignore[…]`: ours begins at its own sign, unless that is quoted. */
function ownStart(comment: string): number {
  const sign = comment.search(/\/\/+\s*unpool:/);
  const isQuoted = comment.slice(0, sign).split('`').length % 2 === 0;
  return sign > 0 && !isQuoted ? sign : 0;
}

/** In JSX, a comment that has its line for itself stands in braces. */
function standsBehindCode(text: string, { pos, end }: ts.CommentRange, pieceStart: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', pos - 1) + 1, pieceStart);
  const before = text.slice(lineStart, pos).trim();
  return before !== '' && !(before === '{' && /^\s*\}\s*$/.test(restOfLine(text, end)));
}

function restOfLine(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end);
}

/** Comments stand before a token, between the end of the token before it and its own start. */
function commentAt(offset: number, file: ts.SourceFile): ts.CommentRange | undefined {
  const token = tokenAround(offset, file, file);
  if (offset >= token.getStart(file)) return undefined;
  const { text } = file;
  const ranges = [
    ...(ts.getTrailingCommentRanges(text, token.pos) ?? []),
    ...(ts.getLeadingCommentRanges(text, token.pos) ?? []),
  ];
  return ranges.find((range) => range.pos <= offset && offset < range.end);
}

function tokenAround(offset: number, node: ts.Node, file: ts.SourceFile): ts.Node {
  const inner = node.getChildren(file).find((child) => child.pos <= offset && offset < child.end);
  if (inner) return tokenAround(offset, inner, file);
  return node === file ? file.endOfFileToken : node;
}

/** A comment without its signs, trimmed; the stars that begin the lines of a block comment go too. */
export function commentText(comment: string): string {
  if (comment.startsWith('//')) return comment.replace(/^\/+/, '').trim();
  return comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .replace(/^[ \t]*\*[ \t]?/gm, '')
    .trim();
}
