/** Flow programs as compact text, for the exact comparisons of the tests. */
import type { Expression, FlowUnit, FunctionDefinition, Import, Statement } from '../../flow/program.ts';

export function renderUnit(unit: FlowUnit): string {
  return unit.body.map(renderStatement).join('\n');
}

function renderBody(body: readonly Statement[]): string {
  return `{ ${body.map(renderStatement).join('; ')} }`.replace('{  }', '{}');
}

export function renderStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'assign': {
      const [first, ...others] = statement.targets.map(renderExpression);
      const annotation = statement.annotation === null ? '' : `: ${statement.annotation}`;
      const targets = [`${first}${annotation}`, ...others].join(' = ');
      return `${targets} ${statement.operator ?? ''}= ${renderExpression(statement.value)}`;
    }
    case 'evaluate':
      return renderExpression(statement.value);
    case 'return':
    case 'raise':
      return `${statement.kind}${statement.value ? ` ${renderExpression(statement.value)}` : ''}`;
    case 'if': {
      const otherwise = statement.otherwise.length > 0 ? ` else ${renderBody(statement.otherwise)}` : '';
      return `if ${renderExpression(statement.test)} ${renderBody(statement.then)}${otherwise}`;
    }
    case 'loop':
      return statement.target && statement.iterable
        ? `for ${renderExpression(statement.target)} in ${renderExpression(statement.iterable)} ${renderBody(statement.body)}`
        : `while ${renderExpression(statement.test!)} ${renderBody(statement.body)}`;
    case 'try': {
      const handlers = statement.handlers.map((handler) => ` catch ${renderBody(handler)}`).join('');
      const last = statement.finally.length > 0 ? ` finally ${renderBody(statement.finally)}` : '';
      return `try ${renderBody(statement.body)}${handlers}${last}`;
    }
    case 'scope':
      return `scope ${renderBody(statement.body)}`;
    case 'define-function':
      return renderFunction(statement.function);
    case 'define-class': {
      const bases = statement.bases.length > 0 ? `(${renderList(statement.bases)})` : '';
      return `${renderDecorators(statement.decorators)}class ${statement.name}${bases} ${renderBody(statement.body)}`;
    }
    case 'define-type': {
      const members = statement.members.map((member) => `${member.name}: ${member.annotation}`);
      return `type ${[statement.name, ...statement.bases].join(' & ')} { ${members.join('; ')} }`;
    }
    case 'import':
      return renderImport(statement);
    case 'delete':
      return `delete ${renderList(statement.targets)}`;
    case 'outer':
      return `outer ${statement.names.join(', ')}`;
    case 'jump':
      return statement.form;
  }
}

function renderImport({ module, alias, names }: Import): string {
  const imported = names?.map((each) => `${each.name} as ${each.alias}`).join(', ');
  return names ? `from "${module}" import {${imported}}` : `import "${module}" as ${alias}`;
}

function renderFunction(definition: FunctionDefinition): string {
  const parameters = definition.parameters.map((parameter) => {
    const rest = parameter.form === 'plain' ? '' : '...';
    const annotation = parameter.annotation === null ? '' : `: ${parameter.annotation}`;
    const initial = parameter.default ? ` = ${renderExpression(parameter.default)}` : '';
    return `${rest}${renderExpression(parameter.target)}${annotation}${initial}`;
  });
  const signs = `${definition.isAsync ? 'async ' : ''}function${definition.isGenerator ? '*' : ''}`;
  const head = `${renderDecorators(definition.decorators)}${signs} ${definition.name}`.trimEnd();
  return `${head}(${parameters.join(', ')}) ${renderBody(definition.body)}`;
}

function renderDecorators(decorators: readonly Expression[]): string {
  return decorators.map((decorator) => `@${renderExpression(decorator)} `).join('');
}

function renderList(expressions: readonly Expression[]): string {
  return expressions.map(renderExpression).join(', ');
}

/** Operations, templates and what has no form of its own are `(head operands…)`. */
export function renderExpression(expression: Expression): string {
  const headed = (head: string, parts: readonly Expression[]) =>
    `(${[head, ...parts.map(renderExpression)].join(' ')})`;
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'constant':
      return JSON.stringify(expression.value);
    case 'template':
      return headed('template', expression.parts);
    case 'attribute':
      return `${renderExpression(expression.object)}.${expression.name}`;
    case 'subscript':
      return `${renderExpression(expression.object)}[${renderExpression(expression.index)}]`;
    case 'slice':
      return headed('slice', expression.parts);
    case 'call':
      return `${renderExpression(expression.callee)}(${renderList(expression.arguments.map(({ value }) => value))})`;
    case 'sequence':
      return `${expression.form}[${renderList(expression.items)}]`;
    case 'mapping':
      return `{${expression.entries.map(renderEntry).join(', ')}}`;
    case 'operation':
      return headed(`${expression.form} ${expression.operator}`, expression.operands);
    case 'conditional':
      return headed('if', [expression.test, expression.then, expression.otherwise]);
    case 'comprehension':
      return headed('comprehension', [expression.element]);
    case 'function':
      return renderFunction(expression.function);
    case 'suspend':
      return headed(expression.form, expression.value ? [expression.value] : []);
    case 'assignment':
      return `(${renderExpression(expression.target)} := ${renderExpression(expression.value)})`;
    case 'module':
      return `(module ${JSON.stringify(expression.module)})`;
    case 'spread':
      return `...${renderExpression(expression.value)}`;
    case 'unknown':
      return headed('unknown', expression.operands);
  }
}

function renderEntry({ key, value }: { readonly key: Expression | null; readonly value: Expression }): string {
  return key ? `${renderExpression(key)}: ${renderExpression(value)}` : `...${renderExpression(value)}`;
}
