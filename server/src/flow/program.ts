/**
 * The flow program: what every front end lowers its syntax tree to, and all that the engine knows of a language.
 *
 * Offsets are UTF-16 code units from the start of the unit (a file, or one cell of a notebook).
 * What a front end cannot read becomes an `unknown` expression that keeps its operands, so their provenance passes on.
 */

/** A configuration of promptfoo is read as the code that it stands for. */
export type Language = 'python' | 'typescript' | 'promptfoo';

/** One analysed file: a script has one unit, a notebook one for each code cell, in document order. */
export interface FlowModule {
  readonly document: string;
  readonly language: Language;
  readonly units: readonly FlowUnit[];
}

export interface FlowUnit {
  /** Position of the cell in its notebook, from 1 and counting all cells; null for a file. */
  readonly cell: number | null;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Ranges that could not be parsed and were left out. */
  readonly skipped: readonly Span[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A comment that mentions `unpool:`; `text` is without the comment sign, trimmed. */
export interface Comment extends Span {
  readonly text: string;
  /** True when code stands before it on its line. */
  readonly trailing: boolean;
}

export type Expression =
  | Name
  | Constant
  | Template
  | Attribute
  | Subscript
  | Slice
  | Call
  | Sequence
  | Mapping
  | Operation
  | Conditional
  | Comprehension
  | FunctionExpression
  | Suspend
  | AssignmentExpression
  | ModuleExpression
  | Spread
  | Unknown;

export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface Constant extends Span {
  readonly kind: 'constant';
  readonly value: string | number | boolean | null;
}

/** An f-string or template literal; literal parts are constants. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}

export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

export interface Subscript extends Span {
  readonly kind: 'subscript';
  readonly object: Expression;
  /** `a[i, j]` has a tuple here. */
  readonly index: Expression;
}

export interface Slice extends Span {
  readonly kind: 'slice';
  readonly parts: readonly Expression[];
}

export interface Argument {
  readonly name: string | null;
  /** A `spread` value stands for `*args` / `...args` (list) or `**options` (mapping). */
  readonly value: Expression;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** In TypeScript, source text of the type that the code says the result has: `JSON.parse(text) as Row[]`. */
  readonly type?: string;
}

export interface Sequence extends Span {
  readonly kind: 'sequence';
  readonly form: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
}

export interface Mapping extends Span {
  readonly kind: 'mapping';
  /** A null key is a spread of another mapping. */
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}

export type OperationForm = 'arithmetic' | 'comparison' | 'logical' | 'membership' | 'not' | 'negative';

/** `operator` is as written (`+`, `==`, `in`, `and`, `??` …); a chained comparison has all its operands. */
export interface Operation extends Span {
  readonly kind: 'operation';
  readonly form: OperationForm;
  readonly operator: string;
  readonly operands: readonly Expression[];
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface Comprehension extends Span {
  readonly kind: 'comprehension';
  readonly form: 'list' | 'set' | 'mapping' | 'generator';
  readonly key: Expression | null;
  readonly element: Expression;
  readonly clauses: readonly {
    readonly target: Expression;
    readonly iterable: Expression;
    readonly conditions: readonly Expression[];
  }[];
}

/** A lambda or arrow function. */
export interface FunctionExpression extends Span {
  readonly kind: 'function';
  readonly function: FunctionDefinition;
}

/** `await x`, `yield x`, `yield from x`. */
export interface Suspend extends Span {
  readonly kind: 'suspend';
  readonly form: 'await' | 'yield' | 'yield-from';
  readonly value: Expression | null;
}

/** `(n := len(a))`, or an assignment used as a value. */
export interface AssignmentExpression extends Span {
  readonly kind: 'assignment';
  readonly target: Expression;
  readonly value: Expression;
}

export interface Spread extends Span {
  readonly kind: 'spread';
  readonly form: 'list' | 'mapping';
  readonly value: Expression;
}

/** `import('m')`, `require('m')` where no declaration binds its names: those are imports. */
export interface ModuleExpression extends Span {
  readonly kind: 'module';
  readonly module: string;
}

export interface Unknown extends Span {
  readonly kind: 'unknown';
  readonly operands: readonly Expression[];
}

export type Statement =
  | Assign
  | Evaluate
  | Return
  | Raise
  | If
  | Loop
  | Try
  | Scope
  | DefineFunction
  | DefineClass
  | DefineType
  | Import
  | Delete
  | Outer
  | Jump;

/** Targets are names, attributes, subscripts, or (nested) tuple sequences of them; `a = b = v` has two. */
export interface Assign extends Span {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
  /** `+` for `a += v`; null for a plain assignment. */
  readonly operator: string | null;
  /** Source text of the annotation, where there is one. */
  readonly annotation: string | null;
  /** Other modules may take what is assigned. */
  readonly isExported?: boolean;
}

export interface Evaluate extends Span {
  readonly kind: 'evaluate';
  readonly value: Expression;
  /** The run fails unless it holds. */
  readonly isAsserted?: boolean;
  /** Other modules may take it. */
  readonly isExported?: boolean;
}

export interface Return extends Span {
  readonly kind: 'return';
  readonly value: Expression | null;
}

export interface Raise extends Span {
  readonly kind: 'raise';
  readonly value: Expression | null;
}

export interface If extends Span {
  readonly kind: 'if';
  readonly test: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** `for` has target and iterable; `while` a test. */
export interface Loop extends Span {
  readonly kind: 'loop';
  readonly target: Expression | null;
  readonly iterable: Expression | null;
  readonly test: Expression | null;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface Try extends Span {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly (readonly Statement[])[];
  readonly otherwise: readonly Statement[];
  readonly finally: readonly Statement[];
}

/** A `with` statement, or a bare block. */
export interface Scope extends Span {
  readonly kind: 'scope';
  readonly bindings: readonly { readonly target: Expression | null; readonly value: Expression }[];
  readonly body: readonly Statement[];
}

export interface DefineFunction extends Span {
  readonly kind: 'define-function';
  readonly function: FunctionDefinition;
}

export interface DefineClass extends Span {
  readonly kind: 'define-class';
  /** A namespace has no instances, and its functions know its names. */
  readonly form: 'class' | 'namespace';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

/** What rows of TypeScript hold, as `interface Row { score: number }` says. */
export interface DefineType extends Span {
  readonly kind: 'define-type';
  readonly name: string;
  readonly nameSpan: Span;
  /** Types whose members it has, too. */
  readonly bases: readonly string[];
  readonly members: readonly TypeMember[];
}

export interface TypeMember {
  readonly name: string;
  /** Null where it is written within another type. */
  readonly nameSpan: Span | null;
  /** Source text of its type. */
  readonly annotation: string;
}

export interface FunctionDefinition extends Span {
  /** Empty for an anonymous function. */
  readonly name: string;
  readonly nameSpan: Span | null;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** An expression body is one `return`. */
  readonly body: readonly Statement[];
  /** The docstring, where there is one. */
  readonly documentation: string | null;
  /** In TypeScript, source text of the type of what it gives, where there is one. */
  readonly returns?: string;
}

export interface Parameter extends Span {
  /** A name; or a pattern (tuple sequence or mapping), where the language destructures. */
  readonly target: Expression;
  readonly form: 'plain' | 'rest' | 'rest-mapping';
  readonly keywordOnly: boolean;
  readonly default: Expression | null;
  readonly annotation: string | null;
}

/**
 * `import a.b as c`: module "a.b", names null, alias "c". `import a.b`: alias null (binds `a`).
 * `from .m import x as y`: module ".m", names [{name: x, alias: y}]; `*` is the name of a star import.
 * TypeScript: a default import is the name "default", `import * as ns` is names null with the alias.
 */
export interface Import extends Span {
  readonly kind: 'import';
  readonly module: string;
  readonly alias: string | null;
  readonly names:
    | readonly { readonly name: string; readonly alias: string; readonly start: number; readonly end: number }[]
    | null;
}

export interface Delete extends Span {
  readonly kind: 'delete';
  readonly targets: readonly Expression[];
}

/** Names that stand for those of an enclosing scope, also where they are assigned: `global a`, `nonlocal b`. */
export interface Outer extends Span {
  readonly kind: 'outer';
  readonly names: readonly string[];
  /** The module's, as opposed to the nearest enclosing function's. */
  readonly isGlobal: boolean;
}

export interface Jump extends Span {
  readonly kind: 'jump';
  readonly form: 'break' | 'continue';
}
