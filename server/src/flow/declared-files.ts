import type { DataDeclaration } from '../configuration/configuration.ts';
import type { Cause } from '../provenance/cause.ts';
import { ASSUMED_REAL, ORIGIN_FLAG, ROWS } from '../provenance/marks.ts';
import { at, POOLED_UNITS, REAL, SYNTHETIC, UNIT_ORIGINS, VALUE_ORIGINS } from '../provenance/origins.ts';
import { constant, Value, withField } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { against, DECLARED } from './declaration.ts';
import { causeAt } from './frame.ts';
import { fileName } from './parts.ts';
import { mapOrigins } from './select.ts';

/** What was read from a file, as the configuration declares it: that beats what the code shows and what names say. */
export function declareFile(
  read: Value | null,
  file: string,
  declarations: readonly DataDeclaration[],
  site: CallSite,
): Value {
  return declarations.reduce(
    (value, declaration) => {
      const rows = declaration.origin ? ofOrigin(value, file, declaration, site) : value;
      return declaration.valueOrigin ? ofValueOrigin(rows, file, declaration, site) : rows;
    },
    read ?? new Value({ marks: ROWS }),
  );
}

function ofOrigin(value: Value, file: string, declaration: DataDeclaration, site: CallSite): Value {
  const { values, column } = declaration;
  const isMixed = values !== null && column !== null;
  const what = isMixed ? `real and synthetic rows, by the column "${column}"` : `${declaration.origin} rows`;
  const facts = isMixed ? REAL | SYNTHETIC | POOLED_UNITS : declaration.origin === 'real' ? REAL : SYNTHETIC;
  const origins = at('certain', facts);
  const message = isMixed
    ? `real and synthetic rows in ${fileName(file)}, by its column "${column}"`
    : `${what} read from ${fileName(file)}`;
  const cause: Cause = {
    ...causeAt(site.frame, site.node, isMixed ? 'pool' : 'source', message, [
      said(value, origins, what, declaration, file),
    ]),
    file,
  };
  const cleared = mapOrigins(value, (held) => held & ~UNIT_ORIGINS);
  const rows = (part: Value): Value => {
    const marked = part.with({ origins: part.origins | origins, marks: part.marks & ~ASSUMED_REAL, cause });
    return isMixed ? withField(marked, column, flag(column, declaration)).with({ cause }) : marked;
  };
  const element = cleared.element && rows(cleared.element);
  return rows(cleared.with({ element }));
}

/** The column that tells real from synthetic rows, and by which entries. */
function flag(column: string, { values, origin }: DataDeclaration): Value {
  const entries = new Value({ constant: origin ?? undefined, items: (values ?? []).map(constant) });
  return new Value({
    marks: ORIGIN_FLAG | ROWS,
    fields: new Map([
      ['$column', constant(column)],
      ['$declared', entries],
    ]),
  });
}

function ofValueOrigin(value: Value, file: string, declaration: DataDeclaration, site: CallSite): Value {
  const { valueOrigin, column } = declaration;
  const origins = DECLARED[valueOrigin!]!;
  const where = column === null ? fileName(file) : `column "${column}" of ${fileName(file)}`;
  const cause: Cause = {
    ...causeAt(
      site.frame,
      site.node,
      valueOrigin === 'judged' ? 'judge' : 'source',
      `${valueOrigin} values in ${where}`,
      [said(value, origins, column === null ? valueOrigin! : `column "${column}" ${valueOrigin}`, declaration, file)],
    ),
    file,
  };
  if (column !== null) {
    const marked = new Value({ origins, marks: ROWS, cause });
    const inRows = value.element && withField(value.element, column, marked);
    return withField(value, column, marked).with({ element: inRows, constant: value.constant });
  }
  const mark = (part: Value): Value =>
    part.with({ origins: (part.origins & ~(origins & VALUE_ORIGINS ? VALUE_ORIGINS : UNIT_ORIGINS)) | origins, cause });
  return mark(value.with({ element: value.element && mark(value.element) }));
}

/** The step that points into the configuration. */
function said(read: Value, origins: number, what: string, { place }: DataDeclaration, file: string): Value {
  const home = fileName(place.document);
  return new Value({
    origins,
    cause: {
      kind: 'source',
      place,
      message: `declared in ${home}: ${what}${against(read, origins)}`,
      inputs: [],
      file,
      isDeclared: true,
    },
  });
}
