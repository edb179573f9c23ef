import type { Expression } from '../../flow/program.ts';
import { childrenOf, nameOf } from '../../flow/walk.ts';

const FUNCTIONS = /^(len|min|max|sum|int|float|bool|abs|round|str|set|list|sorted|any|all|isinstance)$/;
const METHODS =
  /^(get|values|keys|items|count|sum|size|isin|notna|isna|notnull|isnull|dropna|fillna|astype|eq|ne|gt|ge|lt|le|between|query|head|tail|reset_index|groupby|group_by|filter|lower|upper|strip|startswith|endswith|tolist|to_list|is_not_null|drop_nulls)$/;

/** May code be evaluated once more, as it has no effect, and nothing is used up by it? Rather too little is taken for such. */
export function isPure(node: Expression): boolean {
  switch (node.kind) {
    case 'name':
    case 'constant':
      return true;
    case 'call':
      return isPureCall(node.callee) && node.arguments.every(({ value }) => isPure(value));
    case 'comprehension':
      return node.form !== 'mapping' && childrenOf(node).every(isPure);
    case 'suspend':
    case 'assignment':
    case 'function':
    case 'unknown':
      return false;
    default:
      return childrenOf(node).every(isPure);
  }
}

const isPureCall = (callee: Expression): boolean =>
  callee.kind === 'attribute'
    ? METHODS.test(nameOf(callee)) && isPure(callee.object)
    : callee.kind === 'name' && FUNCTIONS.test(callee.name);
