import { escapeOf } from '@unpool/shared/data/visible.ts';
import { createColors } from 'picocolors';
import type { Io } from './io.ts';
import { type CheckOptions, fails } from './options.ts';
import type { CheckedFinding, CheckedSource, Reporter } from './report.ts';
import { findingText } from './text.ts';
import { warningText } from './warnings.ts';

/**
 * JUnit's XML: a suite for each file, in it a test case for each finding, or one that passed. One failure a case, since
 * Jenkins keeps no more; cases are named by what does not change with the lines, since GitLab compares them by name.
 */
export function junitReporter(io: Io, options: CheckOptions): Reporter {
  io.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="unpool">\n');
  return {
    source: (checked) => io.write(suite(checked, options)),
    end: () => io.write('</testsuites>\n'),
  };
}

function suite({ path, findings, problem, warning }: CheckedSource, options: CheckOptions): string {
  const className = path.replace(/\.[^./]*$/, '');
  const testCase = (name: string, content: string) =>
    `    <testcase${attributes({ name, classname: className, time: '0' })}${content ? `>${content}</testcase>` : '/>'}\n`;
  const failures = findings.filter(({ finding }) => fails(finding, options));
  const cases = findings.map((found) => testCase(found.id, result(found, failures.includes(found))));
  if (problem) cases.push(testCase('can be checked', `<error${attributes({ message: problem.message })}/>`));
  else if (warning)
    cases.push(testCase('can be checked', `<skipped${attributes({ message: warningText(warning) })}/>`));
  else if (cases.length === 0) cases.push(testCase('no findings', ''));
  const counts = { tests: cases.length, failures: failures.length, errors: problem ? 1 : 0, skipped: warning ? 1 : 0 };
  return `  <testsuite${attributes({ name: path, ...counts, time: '0' })}>\n${cases.join('')}  </testsuite>\n`;
}

/** A finding below the level that fails a run is told, but has not failed. */
function result(found: CheckedFinding, isFailure: boolean): string {
  const { severity, rule, message } = found.finding;
  const text = escaped(`\n${findingText(found, createColors(false))}\n`);
  if (!isFailure) return `<system-out>${text}</system-out>`;
  return `<failure${attributes({ message: `${rule}: ${message}`, type: severity })}>${text}</failure>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML has no way to write, not even as a reference. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!).replace(FORBIDDEN, escapeOf);
}
