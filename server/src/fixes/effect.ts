import type { Argument, Call, Expression } from '../flow/program.ts';
import { calledName } from './called-name.ts';
import { type Occurrence, type Occurrences, sameVariable, type Variable } from './occurrences.ts';

/** What code does to the data of a variable, the worst last. `unknown`: it may change them. */
export type Effect = 'reads' | 'unknown' | 'changes';

const ORDER: readonly Effect[] = ['reads', 'unknown', 'changes'];
export const worst = (effects: Iterable<Effect>): Effect =>
  [...effects].reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'reads');

/**
 * What the occurrences that `counts` lets through do to the data in a variable, also under other names that they get there.
 * Only what is known to leave data alone `reads`.
 */
export function effectOn(variable: Variable, names: Occurrences, counts: (occurrence: Occurrence) => boolean): Effect {
  const seen: Variable[] = [];
  const visit = (next: Variable): Effect => {
    if (seen.some((other) => sameVariable(other, next))) return 'reads';
    seen.push(next);
    return worst(
      names
        .of(next)
        .filter((other) => other.role !== 'binds' && counts(other))
        .map((other) => effectOf(other, names, visit)),
    );
  };
  return visit(variable);
}

/** The effect of one occurrence; `follow` gives that of a variable that then holds the same data. */
function effectOf(occurrence: Occurrence, names: Occurrences, follow: (variable: Variable) => Effect): Effect {
  if (occurrence.role === 'stores') return 'changes';
  const followTargets = (target: Expression): Effect =>
    worst(
      names
        .within(occurrence.unit, target)
        .map((other) => (other.role === 'binds' ? follow(names.variableOf(other)) : 'unknown')),
    );
  let node = occurrence.node!;
  for (const parent of occurrence.parents) {
    switch (parent.kind) {
      case 'attribute':
        break;
      case 'subscript':
        if (parent.index === node) return 'reads';
        break;
      case 'call': {
        const effect =
          parent.callee === node
            ? effectOfMethod(parent, names, occurrence)
            : effectOfFunction(parent, names, occurrence);
        if (effect !== 'shares') return effect;
        break;
      }
      case 'operation':
        // the elements of joined lists are those of the lists
        if (parent.form !== 'logical' && parent.operator !== '+') return 'reads';
        break;
      case 'conditional':
        if (parent.test === node) return 'reads';
        break;
      case 'comprehension': {
        const clause = parent.clauses.find(({ iterable }) => iterable === node);
        if (clause) return followTargets(clause.target);
        if (parent.clauses.some(({ conditions }) => conditions.includes(node))) return 'reads';
        break;
      }
      case 'assignment': {
        const effect = followTargets(parent.target);
        if (effect !== 'reads') return effect;
        break;
      }
      case 'template':
      case 'slice':
        return 'reads';
      case 'sequence':
      case 'mapping':
      case 'spread':
        break;
      default:
        return 'unknown';
    }
    node = parent;
  }
  const { statement } = occurrence;
  switch (statement.kind) {
    case 'assign':
      return statement.value === node ? worst(statement.targets.map(followTargets)) : 'changes';
    case 'evaluate':
    case 'if':
    case 'raise':
      return 'reads';
    case 'loop':
      return statement.target && statement.iterable === node ? followTargets(statement.target) : 'reads';
    default:
      return 'unknown';
  }
}

/** Options that make a call change what it is given. */
const changesArguments = (call: Call): boolean =>
  call.arguments.some(
    ({ name, value }) =>
      (name !== null && /^(inplace|out|overwrite_\w+)$/.test(name) && !isConstant(value, false)) ||
      (name === 'copy' && isConstant(value, false)) ||
      (value.kind === 'spread' && value.form === 'mapping'),
  );

const isConstant = (node: Expression, value: boolean): boolean => node.kind === 'constant' && node.value === value;

function effectOfMethod(call: Call, names: Occurrences, at: Occurrence): Effect | 'shares' {
  if (call.callee.kind !== 'attribute') return 'unknown';
  const { name, object } = call.callee;
  if (call.arguments.some((argument) => argument.name === 'inplace' && !isConstant(argument.value, false)))
    return 'changes';
  if (changesArguments(call)) return 'unknown';
  if (CHANGING.has(name)) return 'changes';
  if (READING.has(name)) return 'reads';
  if (SHARING.has(name)) return 'shares';
  if (WITH_FUNCTION.has(name))
    return call.arguments.every((argument) => isHarmless(argument, names, at)) ? 'reads' : 'unknown';
  // `text.str.lower()`, `days.dt.year`, `table.plot.bar()`
  return object.kind === 'attribute' && /^(str|dt|plot)$/.test(object.name) ? 'reads' : 'unknown';
}

/** Names of aggregates, functions of libraries, and functions that are written out where they are used. */
const isHarmless = ({ value }: Argument, names: Occurrences, at: Occurrence): boolean =>
  value.kind === 'constant' ||
  value.kind === 'function' ||
  ((value.kind === 'sequence' || value.kind === 'mapping') &&
    names.within(at.unit, value).every((other) => isTrusted(calledName(other.node!, names, at.scope)))) ||
  isTrusted(calledName(value, names, at.scope));

function effectOfFunction(call: Call, names: Occurrences, at: Occurrence): Effect | 'shares' {
  if (changesArguments(call)) return 'unknown';
  const called = calledName(call.callee, names, at.scope);
  if (called) {
    if (!isTrusted(called)) return 'unknown';
    return SHARING_FUNCTIONS.test(called) ? 'shares' : 'reads';
  }
  // `"{} rows".format(len(pooled))`, `", ".join(pooled.columns)`
  if (call.callee.kind === 'attribute' && isText(call.callee.object)) return 'reads';
  // a method of what a library made: `model.fit(pooled)`, `axes.hist(pooled)`
  return call.callee.kind === 'attribute' && isOfLibrary(call.callee.object, names, at) ? 'reads' : 'unknown';
}

const isText = (node: Expression): boolean =>
  node.kind === 'template' || (node.kind === 'constant' && typeof node.value === 'string');

function isOfLibrary(node: Expression, names: Occurrences, at: Occurrence, depth = 0): boolean {
  if (depth > 8) return false;
  if (node.kind === 'attribute') return isOfLibrary(node.object, names, at, depth + 1);
  if (node.kind === 'call')
    return (
      isTrusted(calledName(node.callee, names, at.scope)) ||
      (node.callee.kind === 'attribute' && isOfLibrary(node.callee.object, names, at, depth + 1))
    );
  if (node.kind !== 'name') return false;
  const bindings = names.bindings(names.resolve(node.name, at.scope));
  return (
    bindings.length > 0 &&
    bindings.every(
      (binding) =>
        binding.statement.kind === 'assign' &&
        binding.statement.targets.includes(binding.node!) &&
        isOfLibrary(binding.statement.value, names, binding, depth + 1),
    )
  );
}

const LIBRARIES =
  /^(collections\.Counter$|(numpy|pandas|polars|scipy|statistics|math|json|matplotlib|seaborn|sklearn|imblearn|xgboost|lightgbm|statsmodels|plotly|pprint|ppi_py)\.)/;
const CHANGING_FUNCTIONS = /\.(shuffle|put|place|putmask|copyto|put_along_axis|fill_diagonal|exec|eval)$/;
const BUILTINS =
  /^builtins\.(print|display|len|sum|min|max|abs|round|str|repr|float|int|bool|type|isinstance|any|all|range|format|id|hash|list|tuple|set|frozenset|dict|sorted|reversed|enumerate|zip|iter)$/;
/** What these return may hold or show the very same data. */
const SHARING_FUNCTIONS =
  /^builtins\.(min|max|list|tuple|set|frozenset|dict|sorted|reversed|enumerate|zip|iter)$|\.(asarray|ravel|reshape|squeeze|transpose|atleast_\dd|DataFrame|Series|Index)$/;

const isTrusted = (name: string | null): boolean =>
  name !== null && (BUILTINS.test(name) || (LIBRARIES.test(name) && !CHANGING_FUNCTIONS.test(name)));

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Methods of tables, arrays and lists that change what they are called on. */
const CHANGING = words(
  `append extend insert pop popitem remove discard clear sort reverse update setdefault add fill put itemset partition
  setflags resize byteswap`,
);

/** Methods of tables, arrays and lists that only read, unless an option says otherwise. */
const READING = words(
  `mean std var sem sum count min max median quantile mode skew kurt kurtosis prod product describe info nunique unique
  value_counts isna isnull notna notnull corr cov corrwith abs round clip astype dropna fillna ffill bfill interpolate
  replace where mask rename drop drop_duplicates reset_index set_index sort_values sort_index reindex assign query eval
  filter groupby group_by merge join eq ne lt le gt ge sub mul div truediv floordiv pow dot between isin duplicated
  to_csv to_json to_parquet to_excel to_dict to_list tolist to_string to_markdown to_html to_pickle to_frame to_sql
  to_latex iterrows itertuples index any all idxmin idxmax argmin argmax argsort nlargest nsmallest sample diff shift
  rank cumsum cumprod pct_change pivot_table pivot melt stack unstack explode select_dtypes memory_usage rolling
  expanding ewm resample plot hist boxplot
  write_csv n_unique null_count with_columns select item first last size get_group nth add_prefix
  add_suffix equals compare convert_dtypes infer_objects flatten toarray nonzero`,
);

/** Methods whose result holds or shows the very same data. */
const SHARING = words(
  'copy get items keys values head tail to_numpy ravel reshape view squeeze transpose swapaxes to_series',
);

const WITH_FUNCTION = words('agg aggregate apply map applymap transform');
