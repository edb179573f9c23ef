import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
import type { Comment } from '../../flow/program.ts';

/**
 * A plain copy of what lowering needs from a syntax tree.
 *
 * Every step on tree-sitter's own tree crosses into WebAssembly, so a cursor walks it once, and never again.
 * Children are the named nodes without comments, so the grammar fixes their positions;
 * the nodes of `WITH_OPERATORS` keep their operators as well.
 */
export interface Syntax {
  readonly type: string;
  /** UTF-16 offsets from the start of the unit; an operator has none (-1). */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Syntax[];
}

const WITH_OPERATORS = [
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'unary_operator',
  'augmented_assignment',
];

/** Nodes whose text says all there is to know. */
const LEAVES = [
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'string_content',
  'type',
  'dotted_name',
  'relative_import',
  'wildcard_import',
  'break_statement',
  'continue_statement',
];

/** Nodes that have no part in the flow of values. */
const LEFT_OUT = [
  'line_continuation',
  'string_start',
  'string_end',
  'type_conversion',
  'format_specifier',
  'type_parameter',
  'pass_statement',
  'type_alias_statement',
];

/** What the cursor does with a node. */
type Role = 'leave out' | 'leaf' | 'descend' | 'descend, with operators' | 'string' | 'comment' | 'token';

/** The node types of the grammar by their numeric id. */
interface NodeTypes {
  readonly names: readonly string[];
  readonly roles: readonly Role[];
  /** One shared node for each operator. */
  readonly tokens: readonly Syntax[];
}

export type ReadSyntax = (tree: Tree, source: string, offset: number, comments: Comment[]) => Syntax;

/**
 * The reader for a grammar: copies a tree that was parsed from the part of `source` at `offset`,
 * and adds the comments that mention `unpool:`.
 */
export function createSyntaxReader(language: Language): ReadSyntax {
  const types = nodeTypes(language);
  return (tree, source, offset, comments) => {
    const cursor = tree.walk();
    try {
      return copy(cursor, types, source, offset, comments);
    } finally {
      cursor.delete();
    }
  };
}

function nodeTypes(language: Language): NodeTypes {
  const names: string[] = [];
  const roles: Role[] = [];
  const tokens: Syntax[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = language.nodeTypeForId(id) ?? '';
    names.push(name);
    roles.push(language.nodeTypeIsNamed(id) ? roleOf(name) : 'token');
    tokens.push({ type: name, start: -1, end: -1, children: [] });
  }
  return { names, roles, tokens };
}

function roleOf(name: string): Role {
  if (name === 'comment' || name === 'string') return name;
  if (LEAVES.includes(name)) return 'leaf';
  if (LEFT_OUT.includes(name)) return 'leave out';
  return WITH_OPERATORS.includes(name) ? 'descend, with operators' : 'descend';
}

const NO_CHILDREN: readonly Syntax[] = [];

interface Open {
  readonly children: Syntax[];
  readonly withOperators: boolean;
}

/** Iterative, so that depth cannot overflow the stack. */
function copy(cursor: TreeCursor, types: NodeTypes, source: string, offset: number, comments: Comment[]): Syntax {
  const root = { type: 'module', start: cursor.startIndex + offset, end: cursor.endIndex + offset, children: [] };
  if (!cursor.gotoFirstChild()) return root;
  const stack: Open[] = [];
  let open: Open = { children: root.children, withOperators: false };
  for (;;) {
    const id = cursor.nodeTypeId;
    const role = types.roles[id] ?? 'descend';
    if (role === 'token') {
      if (open.withOperators) open.children.push(types.tokens[id]!);
    } else if (role !== 'leave out') {
      const start = cursor.startIndex + offset;
      const end = cursor.endIndex + offset;
      if (role === 'comment') {
        collectComment(source, start, end, comments);
      } else {
        const descends = role !== 'leaf' && (role !== 'string' || isTemplate(source, start));
        const children: Syntax[] | undefined = descends && cursor.gotoFirstChild() ? [] : undefined;
        open.children.push({ type: types.names[id] ?? 'ERROR', start, end, children: children ?? NO_CHILDREN });
        if (children) {
          stack.push(open);
          open = { children, withOperators: role === 'descend, with operators' };
          continue;
        }
      }
    }
    while (!cursor.gotoNextSibling()) {
      const parent = stack.pop();
      if (!parent) return root;
      cursor.gotoParent();
      open = parent;
    }
  }
}

/** Whether the string that starts here is an f-string or a t-string; only these have parts. */
function isTemplate(source: string, start: number): boolean {
  for (let index = start; ; index++) {
    const character = source[index];
    if (character === undefined || character === '"' || character === "'") return false;
    if ('fFtT'.includes(character)) return true;
  }
}

function collectComment(source: string, start: number, end: number, comments: Comment[]): void {
  const text = source.slice(start, end);
  if (!text.includes('unpool:')) return;
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  // `# noqa  # unpool: ignore[…]`: ours begins at its own sign
  const own = Math.max(0, text.search(/#+\s*unpool:/));
  comments.push({
    start: start + own,
    end,
    text: text.slice(own).replace(/^#+/, '').trim(),
    trailing: source.slice(lineStart, start).trim() !== '',
  });
}
