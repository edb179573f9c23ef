import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { CALIBRATION, GRADER_OF_ALL, GRADERS } from '../catalog/promptfoo.ts';
import { type Configuration, readConfiguration } from '../languages/promptfoo/configuration.ts';
import { firstOf, gradingsIn } from '../languages/promptfoo/gradings.ts';
import { inserting } from '../languages/promptfoo/insert.ts';
import { configurationsIn, parseYaml } from '../languages/promptfoo/parse.ts';
import type { Provider } from '../languages/promptfoo/provider.ts';
import { judgingsBehind } from '../provenance/judgings.ts';
import { kinship } from '../provenance/models.ts';
import type { FixContext } from './fix-context.ts';

/** Names a grader of another family than the models under test: instead of the one that is named, or for all tests. */
export function otherGrader(context: FixContext): Fix | null {
  const found = context.finding.rule === 'self-judging' ? configurationAt(context) : null;
  if (!found) return null;
  const { root, text } = found;
  const configuration = readConfiguration(root, new Map());
  const other = GRADERS.find(({ model }) => configuration.tested.every((one) => kinship(one.model, model) === null));
  const named = gradersAt(context, configuration);
  if (!other || !named) return null;
  const { uri } = context.document;
  const edits =
    named.length > 0
      ? named.map((grader) => naming(grader, other.id, uri))
      : [inserting(root, GRADER_OF_ALL, other.id, text, uri)];
  return fix('Let a model of another family grade', edits);
}

/** Says where the labels of people are that the grader was held against. */
export function nameCalibration(context: FixContext): Fix | null {
  const found = context.finding.rule === 'uncalibrated-judge' ? configurationAt(context) : null;
  if (!found) return null;
  const edit = inserting(found.root, CALIBRATION, 'human_labels.csv', found.text, context.document.uri);
  return fix('Say which human labels the grader was checked against', [edit]);
}

const fix = (title: string, edits: readonly (Edit | null)[]): Fix | null =>
  edits.every((edit) => edit !== null) ? { title, kind: 'repair', safety: 'suggested', edits } : null;

/** The configuration around a finding, where the document is one. */
function configurationAt({ document, finding }: FixContext) {
  if (document.language !== 'promptfoo') return null;
  const text = document.units[0]?.text ?? '';
  const { start } = finding.place;
  const root = configurationsIn(parseYaml(text), document.uri).find(
    ({ span }) => span.start <= start && start <= span.end,
  );
  return root ? { root, text } : null;
}

/** The graders that a finding is about; none where that is the default, null where they cannot be told. */
function gradersAt(
  { finding, report }: FixContext,
  { assertions, tested, grader: ofAll }: Configuration,
): readonly Provider[] | null {
  const grading = gradingsIn(assertions, tested).find(
    (each) => firstOf(each.assertions).at.start === finding.place.start,
  );
  if (!grading) {
    // the assertions stand in another file
    const [judge] = judgingsBehind(report.value).flatMap(({ judges }) => judges);
    const isOfAll = ofAll ? judge?.model === ofAll.model : judge?.calls[0]?.assumed !== undefined;
    return isOfAll ? (ofAll ? [ofAll] : []) : null;
  }
  const graders = new Map(
    grading.assertions.flatMap(({ grader }) => (grader ? [[grader.start, grader] as const] : [])),
  );
  return [...graders.values()];
}

function naming({ named }: Provider, id: string, document: string): Edit | null {
  if (!named) return null;
  const place = { document, cell: null, start: named.start, end: named.end };
  return { place, newText: id, tabStops: [{ start: 0, end: id.length }] };
}
