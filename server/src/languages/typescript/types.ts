import { ts } from 'ts-morph';
import type { DefineType, TypeMember } from '../../flow/program.ts';
import { spanOf } from './spans.ts';

/** `interface Row extends Base { score: number }`, `type Row = Base & { score: number }`, `type Rows = Row[]`; none for other types. */
export function lowerType(
  node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration,
  file: ts.SourceFile,
): readonly DefineType[] {
  const parts = ts.isInterfaceDeclaration(node) ? [node, ...basesOf(node)] : partsOf(node.type);
  const members = parts.flatMap((part) => ('members' in part ? membersOf(part.members, file) : []));
  const bases = parts.flatMap((part) => ('members' in part ? [] : [part.getText(file)]));
  if (members.length === 0 && bases.length === 0) return [];
  return [
    {
      kind: 'define-type',
      name: node.name.text,
      nameSpan: spanOf(node.name, file),
      bases,
      members,
      ...spanOf(node, file),
    },
  ];
}

const basesOf = (node: ts.InterfaceDeclaration): readonly ts.TypeNode[] =>
  node.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];

function partsOf(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isIntersectionTypeNode(type)) return type.types;
  return ts.isTypeLiteralNode(type) || ts.isTypeReferenceNode(type) || ts.isArrayTypeNode(type) ? [type] : [];
}

const membersOf = (members: readonly ts.TypeElement[], file: ts.SourceFile): TypeMember[] =>
  members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))
      ? [
          {
            name: member.name.text,
            nameSpan: spanOf(member.name, file),
            annotation: member.type.getText(file),
          },
        ]
      : [],
  );
