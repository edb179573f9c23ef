import type { ColumnPreview } from '../data/preview.ts';
import { EVIDENCE_FILE } from '../evidence/evidence.ts';
import type { DataErrorJson, DataFileRef } from './check.ts';
import type { FileFindingsAnswer } from './file-findings.ts';
import type { CheckSubject, Finding, RuleId } from './finding.ts';
import type { LineageAnswer, LineageParams, TextRange } from './lineage.ts';
import type { CheckAnswer, CheckQuestion, Digests, SavableCheck } from './question.ts';
import type { TaskList, TaskListQuestion } from './tasks.ts';

/** Languages of the code that is checked, as editors name them. */
export const CODE_LANGUAGES = ['python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;

/** Of the names of files with such code. */
export const CODE_ENDINGS = ['py', 'pyw', 'ipynb', 'ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'] as const;

/** Of the names of data files, be they packed with gzip or not. */
const DATA_ENDINGS = ['csv', 'tsv', 'jsonl', 'ndjson', 'json', 'parquet', 'feather', 'arrow', 'gz'];

/** Larger files are not read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Names of files whose change on disk, in any folder, may change a result. */
export const WATCHED_FILES: readonly string[] = [
  ...CODE_ENDINGS.map((ending) => `*.${ending}`),
  'unpool.toml',
  'pyproject.toml',
  'package.json',
  'requirements*.txt',
  EVIDENCE_FILE,
  // configurations of promptfoo, and the tests that they name
  '*.yaml',
  '*.yml',
  ...DATA_ENDINGS.map((ending) => `*.${ending}`),
];

/** What the client tells the server when it starts, beside LSP's own parameters. Every field may be missing. */
export interface InitializationOptions {
  /** The client is Unpool's extension: it has the commands below and reads the status notification. */
  readonly extension?: boolean;
  /** Link to a rule's page, `{rule}` standing for its id. */
  readonly ruleLink?: string;
  /** URI of the folder that holds the parsers' WebAssembly and the rules' pages; for a server that has no file system. */
  readonly assets?: string;
}

/** The commands that code actions of the server name; the extension runs them. */
export const CHECK_COMMAND = 'unpool.checkExchangeability';
export const JUDGE_COMMAND = 'unpool.checkJudge';
export const TASKS_COMMAND = 'unpool.taskInterval';
export const EXPLAIN_COMMAND = 'unpool.explainRule';
/** Its argument, if any, is `LineageParams`. */
export const LINEAGE_COMMAND = 'unpool.showLineage';
/** Repairs the files of the workspace; its argument, if any, is `RepairCommandArgument`. */
export const REPAIR_COMMAND = 'unpool.repairWorkspace';
/** Opens the place of a node of the lineage that is shown; the node's id is its argument. Only links name it. */
export const OPEN_PLACE_COMMAND = 'unpool.openPlace';

/** Argument of a command that checks data when it comes from a finding. */
export interface CheckCommandArgument {
  /** The document of the finding: relative paths start at its folder. */
  readonly document: string;
  /** Null where the code tells nothing of the data. */
  readonly subject: CheckSubject | null;
}

/** Argument of such a command when all that it asks is known. */
export interface KnownCheckArgument {
  readonly question: CheckQuestion;
  readonly document?: string;
  /** The answer is saved as evidence. */
  readonly saves?: boolean;
}

export interface RepairCommandArgument {
  /** Only findings of this rule are repaired. */
  readonly rule: RuleId;
}

/** Requests from the client to the server, beyond LSP. */
export interface ServerRequests {
  /** Analyses files that need not be open and publishes what it finds; at most 50 at a time. */
  'unpool/checkFiles': { params: { readonly uris: readonly string[] }; result: CheckFilesResult };
  /** The safe repairs of files that need not be open; at most 50 at a time. Null is every rule. */
  'unpool/repairFiles': {
    params: { readonly uris: readonly string[]; readonly rule: RuleId | null };
    result: RepairFilesResult;
  };
  /** The findings of a file that need not be open, in words; nothing is published. */
  'unpool/fileFindings': { params: { readonly uri: string }; result: FileFindingsAnswer };
  /** The findings of a document whose data files the code names. */
  'unpool/subjects': { params: { readonly uri: string }; result: readonly FindingSubject[] };
  /** A check of data files. Progress (`CheckProgress`) comes as `$/progress` of the token, where one is given. */
  'unpool/check': {
    params: { readonly question: CheckQuestion; readonly progress?: string };
    result: CheckAnswer;
  };
  /** The file of evidence with the answer of a check in it, for the client to write. `document` is what it was asked about, if anything. */
  'unpool/evidence': {
    params: { readonly document: string | null; readonly check: SavableCheck; readonly digests: Digests };
    result: EvidenceAnswer;
  };
  /** The columns of data files, with what their first rows hold. */
  'unpool/preview': { params: { readonly files: readonly DataFileRef[] }; result: PreviewAnswer };
  /** The tasks of a data file, with their rows of each origin. */
  'unpool/tasks': {
    params: Omit<TaskListQuestion, 'kind'>;
    result: TasksAnswer;
  };
  /** Where the data of a value come from; null where nothing is known of it. */
  'unpool/lineage': { params: LineageParams; result: LineageAnswer | null };
  /** Markdown; null when there is no such rule. */
  'unpool/rulePage': { params: { readonly rule: string }; result: string | null };
}

export interface CheckFilesResult {
  readonly filesChecked: number;
  readonly findings: number;
  readonly errors: readonly { readonly uri: string; readonly message: string }[];
}

export interface RepairFilesResult {
  /** How many findings are repaired by the edits. */
  readonly findings: number;
  readonly texts: readonly RepairedText[];
  /** Notebooks with something to repair that must be open for that: their cells have no names otherwise. */
  readonly closedNotebooks: readonly string[];
  readonly errors: CheckFilesResult['errors'];
}

/** The edits of one file, or of one cell. */
export interface RepairedText {
  readonly uri: string;
  /** The editor's version that they are for; null for what is stored. */
  readonly version: number | null;
  readonly edits: readonly { readonly range: TextRange; readonly newText: string }[];
}

export interface FindingSubject {
  readonly id: Finding['id'];
  readonly rule: RuleId;
  readonly message: string;
  readonly subject: CheckSubject;
}

export type EvidenceAnswer =
  | { readonly kind: 'evidence'; readonly uri: string; readonly text: string }
  | { readonly kind: 'unusable'; readonly message: string };

export type PreviewAnswer =
  /** File by file, as asked. */
  | { readonly kind: 'columns'; readonly files: readonly (readonly ColumnPreview[])[] }
  | { readonly kind: 'unusable'; readonly error: DataErrorJson };

export type TasksAnswer = TaskList | { readonly kind: 'unusable'; readonly error: DataErrorJson };

/** Requests from the server to the client, beyond LSP. */
export interface ClientRequests {
  /** For a server without a file system. Null when absent, unreadable, too large or outside the workspace. */
  'unpool/readFile': { params: { readonly uri: string }; result: Uint8Array | null };
  /** Bytes of a file, however large it is. Null when absent, unreadable or outside the workspace. */
  'unpool/fileSize': { params: { readonly uri: string }; result: number | null };
  /** What is in a folder; empty when absent, unreadable or outside the workspace. */
  'unpool/readFolder': {
    params: { readonly uri: string };
    result: readonly { readonly name: string; readonly isFolder: boolean }[];
  };
}

/** Notifications from the server to the extension. */
export interface ClientNotifications {
  'unpool/status': ServerStatus;
}

export interface ServerStatus {
  readonly running: boolean;
  /** What went wrong last, in one sentence; null when all is well. */
  readonly error: string | null;
}
