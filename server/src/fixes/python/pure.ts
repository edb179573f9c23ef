import type { Call, Expression } from '../../flow/program.ts';
import { childrenOf, nameOf } from '../../flow/walk.ts';

const FUNCTIONS = /^(len|int|float|bool|abs|round|str|isinstance)$/;
/** What goes through its only argument, which may be used up then. */
const ALL_OF = /^(min|max|sum|set|list|sorted|any|all)$/;
const METHODS =
  /^(get|values|keys|items|count|sum|size|isin|notna|isna|notnull|isnull|dropna|fillna|astype|eq|ne|gt|ge|lt|le|between|query|head|tail|reset_index|groupby|group_by|filter|lower|upper|strip|startswith|endswith|tolist|to_list|is_not_null|drop_nulls)$/;

/** May code be evaluated once more, as it has no effect, and nothing is used up by it? Rather too little is taken for such. */
export function isPure(node: Expression): boolean {
  switch (node.kind) {
    case 'name':
    case 'constant':
      return true;
    case 'call':
      return isPureCall(node) && node.arguments.every(({ value }) => isPure(value));
    case 'comprehension':
    case 'suspend':
    case 'assignment':
    case 'function':
    case 'unknown':
      return false;
    default:
      return childrenOf(node).every(isPure);
  }
}

function isPureCall({ callee, arguments: given }: Call): boolean {
  if (callee.kind === 'attribute') return METHODS.test(nameOf(callee)) && isPure(callee.object);
  if (callee.kind !== 'name') return false;
  const [first, ...others] = given;
  const isKept = others.length > 0 || (first !== undefined && /^(call|subscript|attribute)$/.test(first.value.kind));
  return FUNCTIONS.test(callee.name) || (ALL_OF.test(callee.name) && isKept);
}
