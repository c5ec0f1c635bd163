import { createRequire } from 'node:module';
import { reportFolderVariable, reportRun } from '../support/hostReport';

/** The environment variable that names the module to run, absolute. */
export const moduleVariable = 'PROCESS_MONITOR_HOST_MODULE';

/** The editor calls this in the extension host: loads the module named by the environment and calls its `run`, if it has one. */
export async function run(): Promise<void> {
  const module = required(moduleVariable);
  await reportRun(required(reportFolderVariable), async () => {
    const loaded = createRequire(__filename)(module) as { readonly run?: () => unknown };
    await loaded.run?.();
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
