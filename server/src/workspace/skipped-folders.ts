/** Folders that hold no source of the project's own, whatever `.gitignore` says; and every virtual environment. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn', 'node_modules', '__pycache__', '__pypackages__', 'site-packages', 'venv', '.venv'],
  ...['.tox', '.nox', '.eggs', '.ipynb_checkpoints', '.mypy_cache', '.pytest_cache', '.ruff_cache'],
  ...['bower_components', 'dist', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.vercel', '.yarn'],
]);
export const VIRTUAL_ENVIRONMENT = 'pyvenv.cfg';
