import { reportFolderVariable, reportRun } from '../../support/hostReport';
import type { KillReport } from '../../support/killReport';
import { seededRandom } from '../../support/seededRandom';
import { inWorkspace, startDebugging, stopDebugging } from '../debugging';
import { killDebugpy, killFork, killSupervisor, killTarget } from '../killing';

const FORKS = 3;

/** So many of each; the environment may ask for fewer. */
const KILLS = Number(process.env.SOAK_KILLS ?? 50);

const random = seededRandom(20_261_130);

/** The editor calls this in the extension host: kills what the monitor watches, at random moments. */
export async function run(): Promise<void> {
  const folder = process.env[reportFolderVariable];
  if (folder === undefined) throw new Error(`${reportFolderVariable} is not set: start this with npm run soak.`);
  await reportRun(folder, killAll);
}

async function killAll(): Promise<KillReport> {
  const adapters = Math.ceil(KILLS / 2);
  return {
    targets: await killMany(KILLS, 'target', (number, afterMs) =>
      killTarget(number % 2 === 0 ? 'node' : 'monitored', afterMs),
    ),
    agents: await killForks(),
    supervisors: await killMany(adapters, 'supervisor', (_, afterMs) => killSupervisor(afterMs)),
    debuggers: await killMany(adapters, 'debugpy', (_, afterMs) => killDebugpy(afterMs)),
  };
}

async function killForks(): Promise<number> {
  const root = await startDebugging({ name: 'forks', program: inWorkspace('respawns.js'), args: [String(FORKS)] });
  const count = await killMany(KILLS, 'agent', (_, afterMs) => killFork(root, FORKS, afterMs));
  await stopDebugging(root);
  return count;
}

async function killMany(
  count: number,
  what: string,
  kill: (number: number, afterMs: number) => Promise<void>,
): Promise<number> {
  for (let number = 0; number < count; number += 1) {
    const afterMs = random() * 2_000;
    await kill(number, afterMs);
    console.log(`${what} ${number + 1} of ${count} was killed after ${afterMs.toFixed(0)} ms`);
  }
  return count;
}
