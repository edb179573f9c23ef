import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editors } from './debian-editors.ts';
import { type Editor, ended, type Listed, launch, output, until } from './editor.ts';

const FINDINGS = `
(vconcat (mapcar (lambda (one)
  (let ((beg (flymake-diagnostic-beg one)) (end (flymake-diagnostic-end one)))
    (list :line (line-number-at-pos beg) :text (flymake-diagnostic-text one)
          :code (buffer-substring-no-properties beg end))))
  (flymake-diagnostics)))`;

/** Keys as Emacs writes them. */
const typed = (text: string) =>
  [...text].map((sign) => (sign === ' ' ? 'SPC' : sign === '\n' ? 'RET' : sign)).join(' ');

/** Emacs without a window, with the `init.el` that is in `home`. */
export async function startEmacs(editors: Editors, home: string, folder: string): Promise<Editor> {
  const socket = join(home, 'emacs.sock');
  const answer = join(home, 'answer.json');
  const env = { HOME: home, LC_ALL: 'C.UTF-8' };
  const emacs = { ...editors.emacs, env: { ...editors.emacs.env, ...env } };
  const client = { ...editors.emacsclient, env: { ...editors.emacsclient.env, ...env } };
  // it would compile its packages in the background, and so slow the test down
  writeFileSync(join(home, '.emacs.d/early-init.el'), '(setq native-comp-deferred-compilation nil)\n');
  const { child, log } = launch(emacs, folder, `--fg-daemon=${socket}`);
  /** In the buffer in front. */
  const lisp = async <Value>(form: string): Promise<Value> => {
    const call = `(let ((value (with-current-buffer (window-buffer) ${form})) (coding-system-for-write 'utf-8))
      (write-region (json-encode value) nil ${JSON.stringify(answer)} nil 'quiet))`;
    await output(client, '--socket-name', socket, '--eval', call);
    return JSON.parse(readFileSync(answer, 'utf8')); // emacsclient would break long lines
  };
  /** To Emacs they come from the keyboard. */
  const type = async (keys: string) => {
    const events = `(listify-key-sequence (kbd ${JSON.stringify(keys)}))`;
    await lisp(`(progn (setq unread-command-events ${events}) nil)`);
    await until(() => lisp<boolean>('(null unread-command-events)'), Boolean, `${keys} taken`);
  };
  const command = (name: string, ...answers: readonly string[]) =>
    type(['M-x', typed(name), 'RET', ...answers].join(' '));
  const text = () => lisp<string>('(buffer-substring-no-properties (point-min) (point-max))');
  const shown = (buffer: string, sign: string) => {
    const ask = `(if (get-buffer "${buffer}") (with-current-buffer "${buffer}" (buffer-string)) "")`;
    return until(
      () => lisp<string>(ask),
      (value) => value.includes(sign),
      buffer,
    );
  };

  const alive = () => lisp('t').then(Boolean, () => child.exitCode !== null);
  await until(alive, Boolean, 'Emacs started').catch((error) => {
    throw new Error(`${error.message}\n${log()}`);
  });
  return {
    open: (file) => type(`C-x C-f ${typed(file)} RET`),
    switchTo: (file) => type(`C-x b ${typed(file)} RET`),
    async findings() {
      const found = await lisp<readonly { line: number; text: string; code: string }[]>(FINDINGS);
      return found.map(({ line, text, code }): Listed => {
        const [, rule = '', message = ''] = /^unpool \[(.+?)\]: (.*)$/s.exec(text) ?? [];
        return { line, rule, message, code };
      });
    },
    text,
    save: () => type('C-x C-s'),
    replace: (from, to) => type(`M-< M-% ${typed(from)} RET ${typed(to)} RET !`),
    write: (given) => type(typed(given)),
    async complete() {
      const before = await text();
      await type('C-M-i');
      await until(text, (now) => now !== before, 'a completion');
    },
    goToFinding: () => type(`M-< M-x ${typed('flymake-goto-next-error')} RET`),
    async hover() {
      await command('eldoc');
      return shown('*eldoc*', ':');
    },
    repair: () => command('eglot-code-actions', 'RET'),
    async rulePage() {
      await type(`M-! ${typed('unpool explain naive-pooling')} RET`);
      return shown('*Shell Command Output*', '#');
    },
    async trace() {
      await command('compile', 'C-a', 'C-k', typed('unpool check .'), 'RET');
      return shown('*compilation*', 'exited');
    },
    goToStep: () => type(`C-u 2 M-x ${typed('next-error')} RET`), // the first place is that of the finding
    line: () => lisp('(line-number-at-pos (window-point))'),
    async stop() {
      await lisp('(kill-emacs)').catch(() => {});
      await ended(child);
    },
  };
}
