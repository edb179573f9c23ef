import { remembering } from '../recent.ts';

/** Columns that tell several answers to one prompt apart, and those that are the same for all of them. */

const MAX_REMEMBERED = 2000;

/** `prompt_id`, `question`, `persona_key` */
const namesItem = remembering(
  (name) =>
    /^(?:prompt|question|problem|vignette|persona|probe|stimulus|scenario|instruction)(?:_?(?:id|idx|index|key|no|num|number|uuid|hash|name|text))?$/i.test(
      name,
    ) || /^(?:item|example|query|instance|task|case|statement)_?(?:id|idx|index|key|no|num|number)$/i.test(name),
  MAX_REMEMBERED,
);

/** `repetition`, `generation_number`, `run_idx`; a `run`, and what has an id of its own, may be a whole experiment. */
const namesTurn = remembering(
  (name) =>
    /^(?:repetition|repeat|rep|replicate|replication|rollout)(?:_?(?:id|idx|index|no|num|number|i|n))?$/i.test(name) ||
    /^(?:generation|gen|trial|iteration|iter|run|sample|completion)_?(?:idx|index|no|num|number|i)$/i.test(name) ||
    /^(?:generation|trial|iteration)$/i.test(name),
  MAX_REMEMBERED,
);

/** The column of what was asked, and the one of how often. */
export interface Turns {
  readonly item: string;
  readonly turn: string;
}

/** By the names of its columns, does a table have several rows for each prompt? */
export function turnsIn(columns: Iterable<string>): Turns | null {
  let item: string | null = null;
  let turn: string | null = null;
  for (const column of columns) {
    item ??= namesItem(column) ? column : null;
    turn ??= namesTurn(column) ? column : null;
  }
  return item !== null && turn !== null ? { item, turn } : null;
}
