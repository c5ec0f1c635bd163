import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { MetricName } from '../../shared/metrics';
import type { Reading } from '../../shared/sample';
import { cpuLimit } from './controlGroups';
import type { MachineFacts } from './machineFacts';
import { memoryLimitBytes } from './memoryLimit';
import { parseCpuTimes, parseMeminfo, parsePressure, type CpuTimes } from './parseMachine';

/** Several sessions are told of one moment: within so much of the last reading the machine is not read again. */
const SAME_MOMENT_MS = 90;

/** Limits are asked for once in a while: a container's may be changed while it runs. */
const LIMITS_EVERY_MS = 30_000;

/**
 * Reads what the machine is like, once for all sessions of a moment. What a system does not tell is absent: pressure and
 * what is available are known on Linux only. Costs some 0.1 ms on Linux.
 */
export class MachineReader {
  private lastMs = -Infinity;
  private last: readonly Reading[] = [];
  private limitsMs = -Infinity;
  private limits: readonly Reading[] = [];
  private times: CpuTimes | undefined;

  constructor(private readonly facts: MachineFacts) {}

  /** The readings of this moment, `timeMs` in epoch milliseconds; no utilization at the first. */
  readAt(timeMs: number): readonly Reading[] {
    if (timeMs - this.lastMs < SAME_MOMENT_MS) return this.last;
    this.lastMs = timeMs;
    if (timeMs - this.limitsMs >= LIMITS_EVERY_MS) {
      this.limitsMs = timeMs;
      this.limits = this.readLimits();
    }
    this.last = [...this.readCpu(), ...this.readMemory(), ...this.readPressure(), ...this.limits];
    return this.last;
  }

  private get isLinux(): boolean {
    return this.facts.platform === 'linux';
  }

  private readCpu(): readonly Reading[] {
    const before = this.times;
    this.times = this.isLinux ? parseCpuTimes(this.text('stat')) : sumOfProcessors();
    if (before === undefined || this.times === undefined) return [];
    const all = this.times.all - before.all;
    const busy = this.times.busy - before.busy;
    return all > 0 ? [reading('system.cpu.utilization', Math.min(1, Math.max(0, busy / all)))] : [];
  }

  private readMemory(): readonly Reading[] {
    const memory = this.isLinux
      ? parseMeminfo(this.text('meminfo'))
      : { totalBytes: totalmem(), availableBytes: freemem() };
    if (memory === undefined) return [];
    const { totalBytes, availableBytes } = memory;
    return [
      reading('system.memory.usage', totalBytes - availableBytes),
      reading('system.memory.available', availableBytes),
    ];
  }

  private readPressure(): readonly Reading[] {
    if (!this.isLinux) return [];
    return (['cpu', 'memory', 'io'] as const).flatMap((resource) => {
      const share = parsePressure(this.text(join('pressure', resource)));
      return share === undefined ? [] : [reading(`system.${resource}.pressure`, share)];
    });
  }

  private readLimits(): readonly Reading[] {
    const all = availableParallelism();
    const limited = this.isLinux ? cpuLimit(this.facts) : undefined;
    return [
      reading('system.memory.limit', memoryLimitBytes(this.facts)),
      reading('system.cpu.limit', Math.min(all, limited ?? all)),
    ];
  }

  /** The text of a file of the procfs; empty where it cannot be read. */
  private text(name: string): string {
    try {
      return readFileSync(join(this.facts.procfsRoot, name), 'latin1');
    } catch {
      return '';
    }
  }
}

function reading(metric: MetricName, value: number): Reading {
  return { metric, attributes: '', value };
}

function sumOfProcessors(): CpuTimes {
  const sums = { all: 0, busy: 0 };
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    sums.all += all;
    sums.busy += all - times.idle;
  }
  return sums;
}
