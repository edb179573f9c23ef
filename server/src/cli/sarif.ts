import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RULES, type RuleId, type Severity } from '@unpool/shared/protocol/finding.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { PAGES } from '../rules/page-link.ts';
import type { Io } from './io.ts';
import type { FileProblem } from './problems.ts';
import type { CheckedFinding, ReportedFinding, ReportedFix, ReportedRange, ReportedStep, Reporter } from './report.ts';
import { reasonOf, summaryOf } from './rule-page.ts';
import { type FileWarning, storedText } from './warnings.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The folder in which the command ran; what lies below it has a relative address. */
const BASE = '%SRCROOT%';

/** Characters of a description. */
const LONGEST = 1024;

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * SARIF 2.1.0, a result on each line. Findings in the baseline are left out, not marked as suppressed: GitHub takes no
 * notice of the mark, and would open an alert for each.
 */
export function sarifReporter(io: Io, pages: ReadonlyMap<RuleId, string>): Reporter {
  const base = pathToFileURL(resolve(io.cwd)).href.replace(/\/?$/, '/');
  const problems: FileProblem[] = [];
  const warnings: FileWarning[] = [];
  let separator = '\n';
  io.write(
    `{"$schema": "${SCHEMA}", "version": "2.1.0", "runs": [{
"tool": ${JSON.stringify({ driver: driver(pages) })},
"columnKind": "utf16CodeUnits",
"originalUriBaseIds": ${JSON.stringify({ [BASE]: { uri: base } })},
"results": [`,
  );
  return {
    source({ findings, problem, warning }) {
      for (const found of findings) {
        io.write(separator + JSON.stringify(result(found)));
        separator = ',\n';
      }
      if (problem) problems.push(problem);
      if (warning) warnings.push(warning);
    },
    end: () => io.write(`],\n"invocations": ${JSON.stringify([invocation(problems, warnings)])}\n}]}\n`),
  };
}

function driver(pages: ReadonlyMap<RuleId, string>) {
  return {
    name: 'Unpool',
    version: manifest.version,
    semanticVersion: manifest.version,
    informationUri: manifest.repository.url,
    rules: RULES.map((rule) => {
      const page = pages.get(rule) ?? '';
      const reason = reasonOf(page);
      const helpUri = PAGES.replace('{rule}', rule);
      return {
        id: rule,
        shortDescription: { text: summaryOf(page) },
        fullDescription: { text: beginning(reason) },
        help: { text: `${reason}\n${helpUri}`, markdown: page },
        helpUri,
      };
    }),
  };
}

/** As many whole sentences as GitHub takes of a description. */
function beginning(text: string): string {
  return text.length <= LONGEST ? text : text.slice(0, text.lastIndexOf('. ', LONGEST - 1) + 1);
}

/** Places are those in the file as it is stored; of a notebook, the text says which cell and line that is. */
function result({ id, finding, stored }: CheckedFinding) {
  const { rule, severity, confidence, message, cell, line } = finding;
  const fixes = stored.fixes.filter(({ safety }) => safety === 'safe').map(fix);
  return {
    ruleId: rule,
    ruleIndex: RULES.indexOf(rule),
    level: LEVELS[severity],
    message: { text: cell === null ? message : `${message} (cell ${cell}, line ${line})` },
    locations: [{ physicalLocation: physical(stored), ...logical(stored) }],
    // not "primaryLocationLineHash": GitHub's upload computes that, and warns where another stands in its place
    partialFingerprints: { 'unpoolFinding/v1': id },
    ...(stored.trace.length > 0 && { codeFlows: [{ threadFlows: [threadFlow(stored)] }] }),
    ...(fixes.length > 0 && { fixes }),
    properties: { confidence },
  };
}

/** From where the data come to the estimate. */
function threadFlow({ trace }: ReportedFinding) {
  const locations = trace.map((step) => ({
    location: { physicalLocation: point(step), ...logical(step), message: { text: step.message } },
  }));
  return { locations };
}

function fix({ title, edits }: ReportedFix) {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.newText } })),
    })),
  };
}

function physical(range: ReportedRange) {
  return { artifactLocation: artifact(range.path), region: region(range) };
}

function point({ path, line, column }: Pick<ReportedStep, 'path' | 'line' | 'column'>) {
  return { artifactLocation: artifact(path), region: { startLine: line, startColumn: column } };
}

function region({ line, column, endLine, endColumn }: ReportedRange) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function artifact(path: string) {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

function logical({ cell }: { readonly cell: number | null }) {
  return cell === null ? {} : { logicalLocations: [{ name: `cell ${cell}`, kind: 'notebook cell' }] };
}

function invocation(problems: readonly FileProblem[], warnings: readonly FileWarning[]) {
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: [
      ...problems.map(({ path, message }) => notification('error', message, { artifactLocation: artifact(path) })),
      ...warnings.map((warning) => {
        const { path, storedAt } = warning;
        const place = storedAt ? point({ path, ...storedAt }) : { artifactLocation: artifact(path) };
        return notification('warning', storedText(warning), place);
      }),
    ],
  };
}

function notification(level: 'error' | 'warning', text: string, physicalLocation: object) {
  return { level, message: { text }, locations: [{ physicalLocation }] };
}
