import { spawn } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { reportFolderVariable, reportRun } from '../../support/hostReport';
import { childrenOf, openResources } from '../../support/openResources';
import { seededRandom } from '../../support/seededRandom';
import { hourSettings, type HourReport, type HourSample } from '../../support/soakedHour';
import { waitFor } from '../../support/waitFor';
import { api } from '../api';
import { inWorkspace, startDebugging, stopDebugging } from '../debugging';
import { commandLineOf } from '../kernel';
import { pointsAfter, withProcesses } from '../sessions';

const random = seededRandom(20_261_130);
const { minutes, perMinute, atOnce } = hourSettings(process.env);

const RUNS = 20;

/** The editor calls this in the extension host, which is what is measured. */
export async function run(): Promise<void> {
  const folder = process.env[reportFolderVariable];
  if (folder === undefined) throw new Error(`${reportFolderVariable} is not set: start this with npm run soak.`);
  await reportRun(folder, soak);
}

async function soak(): Promise<HourReport> {
  const monitor = await api();
  monitor.openPanel();
  await watchMany();
  const runBytes = await costOfRuns();
  // The editor starts servers of its own, such as the one that reads settings, when they are first needed.
  await setSampling(1000);
  await pause(60_000);
  const before = openResources();
  console.log(`children before: ${namesOfChildren()}`);
  const root = await startDebugging({ name: 'storm', program: inWorkspace('storm.js'), args: [String(perMinute)] });
  await pointsAfter(root.id, 'process.count', Date.now(), 3);
  const report = await sampleForMinutes();
  const watched = (await pointsAfter(root.id, 'process.count', Date.now(), 1)).length > 0;
  await stopDebugging();
  await setSampling(undefined);
  const after = await settled(before);
  console.log(`children after: ${namesOfChildren()}`);
  return { ...report, runBytes, before, after, watched };
}

/** All of a tree of a thousand is read, and read again; then it goes. */
async function watchMany(): Promise<void> {
  const root = await startDebugging({ name: 'many', program: inWorkspace('children.js'), args: [String(atOnce)] });
  await withProcesses(root, atOnce + 1);
  const counts = await pointsAfter(root.id, 'process.count', Date.now(), 3);
  const most = Math.max(...counts.map(({ value }) => value));
  console.log(`${most} processes of ${atOnce + 1} were read at once`);
  if (most !== atOnce + 1) throw new Error(`${most} processes were read of ${atOnce + 1}`);
  await stopDebugging();
}

/** A run that comes and goes, as in a day of work. */
async function runOnce(): Promise<void> {
  const root = await startDebugging({ name: 'again', program: inWorkspace('children.js') });
  await withProcesses(root, 3);
  await stopDebugging(root);
}

/** What a run leaves in the heap once it has ended, bytes: it remains to be looked at until the window closes. */
async function costOfRuns(): Promise<number> {
  await runOnce();
  const { heapBytes } = await measured();
  for (let run = 0; run < RUNS; run += 1) await runOnce();
  return ((await measured()).heapBytes - heapBytes) / RUNS;
}

/** Changes the interval, halts the host as a sleep does, and measures twice a minute. */
async function sampleForMinutes(): Promise<Pick<HourReport, 'samples' | 'intervals' | 'sleeps'>> {
  const samples: HourSample[] = [];
  const done = { intervals: 0, sleeps: 0 };
  const startMs = performance.now();
  for (let half = 1; half <= minutes * 2; half += 1) {
    await setSampling([500, 1000, 2000, 5000][Math.floor(random() * 4)]);
    done.intervals += 1;
    if (half % 20 === 10) {
      await sleepFor(8);
      done.sleeps += 1;
    }
    await pause(startMs + half * 30_000 - performance.now());
    samples.push(await measured());
    console.log(`${half / 2} min: ${JSON.stringify(samples.at(-1))}`);
  }
  return { samples, ...done };
}

async function measured(): Promise<HourSample> {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await pause(50);
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, arrayBytes: arrayBuffers, residentBytes: rss, ...openResources() };
}

/** V8's own collection of garbage, had once: each time it is had makes another context. */
const collect = collector();

/** The editor's hosts are not started with it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Halts this whole process for so long, as a machine that sleeps does. */
async function sleepFor(seconds: number): Promise<void> {
  const script = `kill -STOP ${process.pid}; sleep ${seconds}; kill -CONT ${process.pid}`;
  const helper = spawn('sh', ['-c', script], { stdio: 'ignore', detached: true });
  await new Promise((resolve) => helper.once('exit', resolve));
}

async function setSampling(intervalMs: number | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('processMonitor');
  await settings.update('sampling.interval', intervalMs, vscode.ConfigurationTarget.Workspace);
}

/** What is held once everything has ended, and what a debugger holds on to for a while has been given back. */
async function settled(before: HourReport['before']): Promise<HourReport['after']> {
  const { descriptors, sockets, children } = before;
  const isBack = (now: HourReport['before']): boolean =>
    now.descriptors <= descriptors && now.sockets <= sockets && now.children <= children;
  try {
    await waitFor(() => isBack(openResources()), { timeoutMs: 60_000, what: 'everything to be given back' });
  } catch (error) {
    console.log(String(error));
  }
  return openResources();
}

function namesOfChildren(): string {
  const names = childrenOf('self').map((pid) => commandLineOf(pid).slice(0, 2).join(' '));
  return names.length === 0 ? 'none' : names.join(', ');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
