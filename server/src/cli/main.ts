/** Entry of the command line. */
import { run } from './commands.ts';
import { nodeIo } from './io.ts';

// Not process.exit: what was written to a pipe still has to leave.
run(process.argv.slice(2), nodeIo()).then((status) => {
  process.exitCode = status;
});
