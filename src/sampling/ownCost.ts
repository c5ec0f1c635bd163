import { MAX_INTERVAL_MS } from './intervals';

/**
 * What the rounds cost, and how far the interval has to be stretched for it. Above 1 % of one core in three rounds in a
 * row the interval doubles; it is halved again when for ten rounds the cost would stay below 0.7 % even then. In the first
 * minute, in which V8 compiles, the rounds may cost 3 %: it is over by itself, and says nothing about those to come.
 */
export class OwnCost {
  private seconds: number | undefined;
  private intervalMs = 0;
  private warmUpLeft = WARM_UP_ROUNDS;
  private compilingLeft = COMPILING_ROUNDS;
  private dearRounds = 0;
  private cheapRounds = 0;
  private stretch = 1;

  /** By how much the interval is to be multiplied: 1, 2, 4, ... */
  get factor(): number {
    return this.stretch;
  }

  /** The smoothed share of one core, 1 for a whole one; undefined until it is known. */
  get cores(): number | undefined {
    return this.seconds === undefined ? undefined : this.seconds / (this.intervalMs / 1000);
  }

  /** Takes in a round: its CPU time, and the interval that was in force. */
  observe(cpuSeconds: number, intervalMs: number): void {
    this.intervalMs = intervalMs;
    if (this.compilingLeft > 0) this.compilingLeft -= 1;
    if (this.warmUpLeft > 0) {
      this.warmUpLeft -= 1;
      return;
    }
    this.seconds = this.seconds === undefined ? cpuSeconds : this.seconds + SMOOTHING * (cpuSeconds - this.seconds);
    this.adapt(this.seconds / (intervalMs / 1000));
  }

  /** What is watched next may cost less than what was watched so far: the interval is as it was asked for again. */
  relax(): void {
    if (this.stretch === 1) return;
    this.change(1);
    this.warmUpLeft = WARM_UP_ROUNDS;
    this.seconds = undefined;
  }

  private adapt(cores: number): void {
    const canStretch = this.intervalMs * 2 <= MAX_INTERVAL_MS;
    const canRelax = this.stretch > 1;
    const dearCores = this.compilingLeft > 0 ? DEAR_CORES_WHILE_COMPILING : DEAR_CORES;
    this.dearRounds = canStretch && cores > dearCores ? this.dearRounds + 1 : 0;
    this.cheapRounds = canRelax && cores * 2 < CHEAP_CORES ? this.cheapRounds + 1 : 0;
    if (this.dearRounds >= DEAR_ROUNDS) this.change(this.stretch * 2);
    else if (this.cheapRounds >= CHEAP_ROUNDS) this.change(this.stretch / 2);
  }

  private change(stretch: number): void {
    this.stretch = stretch;
    this.dearRounds = 0;
    this.cheapRounds = 0;
  }
}

/** The first rounds open files and run code for the first time: they are not counted at all. */
const WARM_UP_ROUNDS = 3;
const COMPILING_ROUNDS = 60;
/** Weight of the newest round. */
const SMOOTHING = 0.3;
const DEAR_CORES = 0.01;
const DEAR_CORES_WHILE_COMPILING = 0.03;
const DEAR_ROUNDS = 3;
const CHEAP_CORES = 0.007;
const CHEAP_ROUNDS = 10;
