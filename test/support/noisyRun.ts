import { SessionStore } from '../../src/series/sessionStore';
import { gaussianNoise } from './gaussianNoise';

/** How the memory of a simulated run behaves, in megabytes. */
export interface NoisyRunOptions {
  readonly levelMb?: number;
  readonly growthMbPerSecond?: number;
  readonly seconds?: number;
  /** How much of the noise each second takes over from the one before, 0 to below 1. */
  readonly memory?: number;
}

/** A run with memory once a second whose noise depends on its past, as that of real programs does, and with steady CPU. */
export function noisyRun(
  seed: number,
  { levelMb = 100, growthMbPerSecond = 0, seconds = 240, memory = 0.6 }: NoisyRunOptions = {},
): SessionStore {
  const store = new SessionStore();
  const bytes = store.series({ metric: 'process.memory.usage', attributes: '' });
  const cpu = store.series({ metric: 'process.cpu.time', attributes: '' });
  const noise = gaussianNoise(seed);
  let deviation = 0;
  let cpuSeconds = 0;
  for (let second = 0; second < seconds; second++) {
    deviation = memory * deviation + noise();
    cpuSeconds += 0.3 + 0.03 * noise();
    const timeMs = 1_000 * (second + 1);
    bytes?.append(timeMs, 1e6 * (levelMb + growthMbPerSecond * second + 3 * deviation));
    cpu?.append(timeMs, cpuSeconds);
  }
  return store;
}
