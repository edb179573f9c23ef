import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, FlowUnit } from '../flow/program.ts';
import { expressionsIn } from '../flow/walk.ts';
import { type FixContext, replace, textOf } from './fix-context.ts';
import { importEdit } from './imports.ts';
import { resampling } from './split-first.ts';

/** Puts a resampler into a pipeline with the model, so that cross-validation applies it to training folds only. */
export function resampleInFolds(context: FixContext): Fix | null {
  const { finding, report } = context;
  const { node, unit } = report.site;
  if (finding.rule !== 'synthetic-in-test' || !report.estimate.resplits || node.kind !== 'call') return null;
  const resample = resampling(context);
  if (resample?.call.callee.kind !== 'attribute') return null;
  const [model, rows, labels] = node.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  if (!model || !rows || !labels || rows.kind !== 'name' || labels.kind !== 'name') return null;
  if (rows.name !== resample.outputs[0] || labels.name !== resample.outputs[1]) return null;
  // the unresampled rows must still be there under another name
  if (resample.outputs.some((name, index) => name === resample.inputs[index])) return null;
  const sampler = textOf(context, resample.unit, resample.call.callee.object);
  const edits: Edit[] = [
    ...sameCalls(unit, node).flatMap((call) => {
      const [thisModel, thisRows, theseLabels] = call.arguments.map(({ value }) => value);
      return [
        replace(context, unit, thisModel!, `make_pipeline(${sampler}, ${textOf(context, unit, thisModel!)})`),
        replace(context, unit, thisRows!, resample.inputs[0]!),
        replace(context, unit, theseLabels!, resample.inputs[1]!),
      ];
    }),
    ...importEdit(context, 'imblearn.pipeline', 'make_pipeline'),
  ];
  return { title: 'Resample inside the folds (imblearn pipeline)', kind: 'repair', safety: 'suggested', edits };
}

/** Cross-validations of the same model on the same rows, which the finding speaks of as one. */
function sameCalls(unit: FlowUnit, call: Call): Call[] {
  const key = (other: Call): string =>
    other.arguments
      .slice(0, 3)
      .map(({ value }) => (value.kind === 'name' ? value.name : value.start))
      .join();
  return [...expressionsIn(unit.body)].filter(
    (node): node is Call =>
      node.kind === 'call' &&
      node.arguments.length >= 3 &&
      /^cross_val/.test(calleeName(node)) &&
      key(node) === key(call),
  );
}

const calleeName = ({ callee }: Call): string =>
  callee.kind === 'name' ? callee.name : callee.kind === 'attribute' ? callee.name : '';
