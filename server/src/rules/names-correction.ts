import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import { fileName } from '../flow/parts.ts';
import { nameOf } from '../flow/walk.ts';
import { snakeCase } from '../provenance/names.ts';

/** In a function or file that says that it corrects for a judge or a pool, the raw number is a part of the correction. */
export const namesCorrection = ({ site, calledFrom }: Estimate): boolean =>
  [...namesOfCode(site), ...(calledFrom ? [...namesOfCode(calledFrom), calledName(calledFrom)] : [])].some(isOne);

/** Is a place in a file of that kind? */
export const isInCorrection = ({ document }: Place): boolean => isOne(moduleName(document));

const namesOfCode = ({ within, place }: Site): readonly string[] => [within ?? '', moduleName(place.document)];

const moduleName = (uri: string): string => fileName(uri).replace(/\.\w+$/, '');

const calledName = ({ node }: Site): string => (node.kind === 'call' ? nameOf(node.callee) : '');

const isOne = (name: string): boolean => CORRECTS.test(snakeCase(name));

const CORRECTS =
  /(^|_)(ppi|debias\w*|rectif\w*|control_variates?|rogan_?gladen|(post_?)?stratif\w*|adjust\w*|corrected_(mean|rate|estimate|accuracy|score)s?|importance_weight\w*|propensity|density_ratios?|reweight\w*|hajek|horvitz_thompson)(_|$)/i;
