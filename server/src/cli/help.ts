export const HELP = `Unpool finds unsafe use of synthetic data and judge labels in evaluation code.

  unpool check [PATH…]              findings in Python, notebooks, TypeScript and JavaScript
  unpool config [PATH…]             which configuration holds for a path, and what it says
  unpool explain [RULE]             what a rule finds, why, and what to do
  unpool compare REAL SYNTHETIC     whether synthetic data may stand in for real data
  unpool evidence verify|update     whether saved checks still hold; runs them again
  unpool judge DATA                 how far a judge is off from human labels, and what both together say
  unpool tasks DATA                 an interval from synthetic rows, by the gaps of past tasks
  unpool simulate                   what pooling does to an interval, as a demonstration
  unpool lsp --stdio                the language server, for any editor

  unpool COMMAND --help             the options of a command
  unpool --version
`;

export const CHECK_HELP = `unpool check [OPTION…] [PATH…]

Checks the Python scripts and notebooks (.py, .ipynb), TypeScript and JavaScript (.ts, .tsx, .js, .jsx,
.mts, .mjs, .cts, .cjs) below each PATH, by default the working directory. A PATH of - reads a script
from standard input. Folders are searched without what .gitignore leaves out, virtual environments,
node_modules, what builds make (dist, .next and the like, minified and generated files, .d.ts), and
symbolic links.

  --format FORMAT           how findings are printed: text, json, sarif, github (annotations of GitHub
                            Actions) or junit (text; with --output, by its ending: .txt, .sarif,
                            .json, .xml)
  -o, --output FILE         write them to FILE
  --select RULE,…           only these rules
  --ignore RULE,…           all but these rules
  --min-confidence LEVEL    certain, likely or possible: the least confidence shown (likely)
  --config FILE             this configuration for every file, instead of the nearest unpool.toml,
                            pyproject.toml or package.json above it
  --fail-on LEVEL           error, warning, information or hint: what makes the exit status 1 (warning)
  --baseline FILE           leave out the findings that FILE holds
  --write-baseline FILE     write the findings that are there to FILE, and print none
  --no-ignore               search what .gitignore leaves out, too
  --stdin-filename NAME     the name of what is read from standard input (stdin.py): its ending tells
                            the language, .ipynb a notebook
  --fix                     repair what can safely be repaired
  --unsafe-fixes            with --fix or --diff: make suggested repairs too; look them over
  --fix-with LIBRARY        numpy, ppi_py or judgy: what repairs of Python code are written with, instead
                            of [fix] in the configuration; where neither says it, no repair that
                            would need one is made
  --diff                    print as a patch what --fix would change, and change nothing
  -j, --jobs N              threads to use (one for every 100 files, at most one a processor);
                            the output is the same with any number; --fix and --diff use one

Exit status: 0 nothing at or above the --fail-on level, 1 findings, 2 something could not be read
or used (the rest is still checked). Code that cannot be read and is left out, folders without code
to check, and files that are named though nobody wrote them (generated, minified, .d.ts) are warned
of; that changes no exit status.
`;

export const EXPLAIN_HELP = `unpool explain [RULE]

Prints the page of a rule: what it finds, why that matters, and what to do. Without RULE, lists them.
`;

export const LSP_HELP = `unpool lsp --stdio

Starts the language server on standard input and output, for an editor to speak to.
`;
