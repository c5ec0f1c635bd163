/** How far the bounds of an envelope move towards its middle with each value. */
const FORGETTING = 1 / 20_000;

/** While an envelope is younger than this, one value may widen it as far as it likes. */
const FREE_GROWTH_SAMPLES = 100;

/** The state of an envelope: plain numbers, to be kept between runs. */
export interface EnvelopeState {
  hi: number;
  lo: number;
  mid: number;
  /** How many values it has seen. */
  count: number;
}

/**
 * The range that a feature of a stream has ever had, forgotten slowly. Invariant to scale and offset.
 */
export class Envelope {
  constructor(private readonly state: EnvelopeState = { hi: 0, lo: 0, mid: 0, count: 0 }) {}

  /**
   * Takes in a value and returns by how much it left the range, in widths of the range; 0 inside. `scale` is the size of
   * the values that the feature was computed from: below a billionth of it, a range counts as a point.
   */
  excess(x: number, scale: number): number {
    const { state } = this;
    if (state.count === 0) state.hi = state.lo = state.mid = x;
    const width = state.hi - state.lo + 1e-9 * Math.abs(scale) + 1e-12;
    const growth = state.count < FREE_GROWTH_SAMPLES ? Infinity : width;
    let excess = 0;
    if (x > state.hi) {
      excess = (x - state.hi) / (width / 2 + state.hi - state.mid);
      state.hi += Math.min(x - state.hi, growth);
    } else if (x < state.lo) {
      excess = (state.lo - x) / (width / 2 + state.mid - state.lo);
      state.lo -= Math.min(state.lo - x, growth);
    }
    state.count += 1;
    state.mid += (x - state.mid) * Math.max(FORGETTING, 1 / state.count);
    state.hi += (state.mid - state.hi) * FORGETTING;
    state.lo += (state.mid - state.lo) * FORGETTING;
    return excess;
  }

  /** A copy of the state. */
  save(): Readonly<EnvelopeState> {
    return { ...this.state };
  }
}
