import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { RULES } from '@unpool/shared/protocol/finding.ts';
import { createAnalyser } from '../analyser.ts';
import type { Analyser } from '../analysis.ts';
import { languageOf } from '../languages/language-of.ts';
import { edited } from '../repair.ts';
import { testAssets } from '../test-assets.ts';
import { emptyWorkspace, ROOT, TestWorkspace } from '../test-workspace.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { rules } from './index.ts';
import { type Block, blocksOf, expectations, fileNameOf, libraryOf, repairOf, sectionsOf } from './page.ts';

const SECTIONS = ['What happens to the number', 'Wrong', 'Right', 'Looks wrong, but is fine', 'Correction', 'Silence'];
const page = (rule: string): string => readFileSync(new URL(`${rule}.md`, import.meta.url), 'utf8');

/** A block as a document: a script, or a notebook whose cells `# %%` sets apart. */
function documentOf(block: Block): SourceDocument {
  const name = fileNameOf(block)!;
  const uri = `${ROOT}/${name}`;
  const language = languageOf(name);
  if (!block.info.includes('cells'))
    return { uri, language, units: [{ uri, cell: null, text: block.code, version: 1 }] };
  const cells = block.code.split(/^# %%\n/m);
  return {
    uri,
    language,
    units: cells.map((text, index) => ({ uri: `${uri}#${index}`, cell: index + 1, text, version: 1 })),
  };
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

describe('rule pages', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await createAnalyser(emptyWorkspace, testAssets);
  });

  const findingsIn = async (block: Block, document: SourceDocument) => {
    const { ready } = Object.keys(block.files).length > 0 ? new TestWorkspace(block.files) : { ready: analyser };
    const analysis = await (await ready).analyse(document, { minConfidence: 'likely', library: libraryOf(block) });
    assert(analysis);
    return analysis;
  };

  it('there is a rule and a page for each id', () => {
    // these two are found after all others
    const last = ['stale-evidence', 'unused-suppression'];
    assert.deepEqual([...rules.map(({ id }) => id), ...last].sort(), [...RULES].sort());
    for (const rule of RULES) assert.match(page(rule), new RegExp(`^# ${rule}\n\n\\*\\*`));
  });

  for (const rule of RULES) {
    describe(rule, () => {
      const blocks = blocksOf(page(rule));

      it('has its sections, with examples', () => {
        assert.deepEqual(sectionsOf(page(rule)), SECTIONS);
        for (const section of SECTIONS.slice(1))
          assert(
            blocks.some((block) => block.section === section),
            `no example under "${section}"`,
          );
        const wrong = blocks.filter(({ section, info }) => section === 'Wrong' && !info.includes('message'));
        assert(wrong.every(({ code }) => expectations(code).length > 0));
      });

      for (const block of blocks.filter(({ info }) => !/before|after|message/.test(info))) {
        it(`${block.section}, line ${block.line}: findings are where the page says`, async () => {
          const document = documentOf(block);
          const { findings } = await findingsIn(block, document);
          const found = findings.map(({ rule: id, severity, place }) => {
            const unit = document.units.find(({ cell }) => cell === place.cell)!;
            return { cell: place.cell, line: lineOf(unit.text, place.start), severity, rule: id };
          });
          const expected = document.units.flatMap(({ cell, text }) =>
            expectations(text).map((expectation) => ({ cell, ...expectation })),
          );
          assert.deepEqual(found, expected);
        });
      }

      blocks.forEach((block, index) => {
        if (!block.info.includes('message')) return;
        it(`${block.section}, line ${block.line}: the message says it`, async () => {
          const code = blocks[index - 1]!;
          const { findings } = await findingsIn(code, documentOf(code));
          const [finding] = findings.filter((candidate) => candidate.rule === rule);
          assert(finding?.message.includes(block.code.trimEnd().replaceAll('\n', ' ')), finding?.message);
        });
      });

      blocks.forEach((block, index) => {
        if (!block.info.includes('before')) return;
        it(`Correction, line ${block.line}: gives what the page shows, and the finding is gone`, async () => {
          const document = documentOf(block);
          const analysis = await findingsIn(block, document);
          const [finding] = analysis.findings.filter((candidate) => candidate.rule === rule);
          assert(finding, 'nothing to correct');
          const title = repairOf(block);
          const [fix] = analysis.fixes(finding).filter((other) => title === null || other.title.startsWith(title));
          assert(fix?.kind === 'repair', 'no repair is offered');
          const text = edited(block.code, fix.edits);
          const [head, tail] = blocks[index + 1]!.code.split('…\n');
          assert(text.startsWith(head!) && text.endsWith(tail ?? head!), text);
          const again = await findingsIn(block, documentOf({ ...block, code: text }));
          // what other rules found may go, too; nothing new may come
          const others = analysis.findings.flatMap(({ rule: id }) => (id === rule ? [] : [id]));
          for (const { rule: id, message } of again.findings) {
            assert(others.includes(id), `${id}: ${message}`);
            others.splice(others.indexOf(id), 1);
          }
        });
      });
    });
  }
});
