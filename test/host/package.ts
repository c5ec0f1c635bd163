import { packageExtension } from './packageExtension';
import { inRepository, repositoryRoot } from './paths';
import { withScope } from './scope';
import { checkSizes, PACKAGE, sizeOf } from './sizeBudgets';

/** `npm run package`: writes out/process-monitor.vsix. Ends with 1 where the packager warns, or it is too large. */
async function main(): Promise<void> {
  await withScope((scope) => packageExtension(scope, inRepository('out', 'process-monitor.vsix')));
  checkSizes([PACKAGE], repositoryRoot);
  console.log(`out/process-monitor.vsix: ${sizeOf(PACKAGE, repositoryRoot)} bytes`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
