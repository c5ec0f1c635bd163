import type { TestCounts } from '../../support/runMocha';
import type { Scope } from '../scope';

/** One part of `npm test`. */
export interface Suite {
  readonly name: string;
  /** Runs it and passes its output on as it comes. May reject: the suite did not run then. */
  run(scope: Scope, options: SuiteOptions): Promise<SuiteOutcome>;
}

export interface SuiteOptions {
  readonly env: NodeJS.ProcessEnv;
  /** A regular expression on the full titles of tests. */
  readonly grep?: string;
  readonly print: (text: string) => void;
}

/** `broken`: it did not run to its end, whatever single tests said; `problem` tells why. */
export type SuiteOutcome =
  | { readonly kind: 'ran'; readonly counts: TestCounts }
  | { readonly kind: 'broken'; readonly problem: string; readonly counts?: TestCounts };
