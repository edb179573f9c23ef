import type { Argument, Expression, FunctionDefinition, Parameter, Statement } from '../../flow/program.ts';

/** The flow program in one line for each statement, for tests. */
export function show(statements: readonly Statement[]): string {
  return statements.map(statement).join('\n');
}

function block(statements: readonly Statement[]): string {
  return `{ ${statements.map(statement).join('; ')} }`;
}

function list(items: readonly Expression[]): string {
  return items.map(expression).join(', ');
}

function statement(node: Statement): string {
  switch (node.kind) {
    case 'assign': {
      const annotation = node.annotation === null ? '' : `: ${node.annotation}`;
      return `${node.targets.map(expression).join(' = ')}${annotation} ${node.operator ?? ''}= ${expression(node.value)}`;
    }
    case 'evaluate':
      return expression(node.value);
    case 'return':
    case 'raise':
      return node.value ? `${node.kind} ${expression(node.value)}` : node.kind;
    case 'if':
      return `if ${expression(node.test)} ${block(node.then)} else ${block(node.otherwise)}`;
    case 'loop': {
      const head = node.test
        ? `while ${expression(node.test)}`
        : `for ${expression(node.target!)} in ${expression(node.iterable!)}`;
      return `${head} ${block(node.body)} else ${block(node.otherwise)}`;
    }
    case 'try':
      return `try ${[node.body, ...node.handlers, node.otherwise, node.finally].map(block).join(' ')}`;
    case 'scope': {
      const bindings = node.bindings.map(
        ({ target, value }) => `${target ? `${expression(target)} = ` : ''}${expression(value)}`,
      );
      return `with ${bindings.join(', ')} ${block(node.body)}`;
    }
    case 'define-function':
      return definition(node.function);
    case 'define-class':
      return `${decorators(node.decorators)}class ${node.name}(${list(node.bases)}) ${block(node.body)}`;
    case 'import': {
      const names = node.names?.map(({ name, alias }) => `${name} as ${alias}`).join(', ');
      return names ? `from ${node.module} import ${names}` : `import ${node.module} as ${node.alias}`;
    }
    case 'define-type':
      throw new Error('Python has no such statement');
    case 'delete':
      return `delete ${list(node.targets)}`;
    case 'outer':
      return `${node.isGlobal ? 'global' : 'nonlocal'} ${node.names.join(', ')}`;
    case 'jump':
      return node.form;
  }
}

function decorators(nodes: readonly Expression[]): string {
  return nodes.map((node) => `@${expression(node)} `).join('');
}

function definition(node: FunctionDefinition): string {
  const words = [node.isAsync ? 'async ' : '', node.isGenerator ? 'generator ' : '', node.name ? 'def ' : 'lambda'];
  const documentation = node.documentation === null ? '' : `${JSON.stringify(node.documentation)} `;
  const parameters = node.parameters.map(parameter).join(', ');
  return `${decorators(node.decorators)}${words.join('')}${node.name}(${parameters}) ${documentation}${block(node.body)}`;
}

function parameter(node: Parameter): string {
  const stars = { plain: '', rest: '*', 'rest-mapping': '**' }[node.form];
  const annotation = node.annotation === null ? '' : `: ${node.annotation}`;
  const value = node.default ? `=${expression(node.default)}` : '';
  return `${node.keywordOnly ? 'only ' : ''}${stars}${expression(node.target)}${annotation}${value}`;
}

function argument({ name, value }: Argument): string {
  return name === null ? expression(value) : `${name}=${expression(value)}`;
}

function expression(node: Expression): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'constant':
      return JSON.stringify(node.value);
    case 'template':
      return `template(${list(node.parts)})`;
    case 'attribute':
      return `${expression(node.object)}.${node.name}`;
    case 'subscript':
      return `${expression(node.object)}[${expression(node.index)}]`;
    case 'slice':
      return `slice(${list(node.parts)})`;
    case 'call':
      return `${expression(node.callee)}(${node.arguments.map(argument).join(', ')})`;
    case 'sequence':
      return `${node.form}(${list(node.items)})`;
    case 'mapping':
      return `{${node.entries.map(({ key, value }) => (key ? `${expression(key)}: ` : '**') + expression(value)).join(', ')}}`;
    case 'operation':
      return `(${node.form} ${node.operator} ${list(node.operands)})`;
    case 'conditional':
      return `(${expression(node.test)} ? ${expression(node.then)} : ${expression(node.otherwise)})`;
    case 'comprehension': {
      const clauses = node.clauses.map(({ target, iterable, conditions }) =>
        [` for ${expression(target)} in ${expression(iterable)}`, ...conditions.map(expression)].join(' if '),
      );
      return `${node.form}(${node.key ? `${expression(node.key)}: ` : ''}${expression(node.element)}${clauses.join('')})`;
    }
    case 'function':
      return definition(node.function);
    case 'suspend':
      return `${node.form}(${node.value ? expression(node.value) : ''})`;
    case 'assignment':
      return `(${expression(node.target)} := ${expression(node.value)})`;
    case 'module':
      return `module(${node.module})`;
    case 'spread':
      return `${node.form === 'list' ? '*' : '**'}${expression(node.value)}`;
    case 'unknown':
      return `unknown(${list(node.operands)})`;
  }
}
