import * as v from 'valibot';
import type { LearntBaselines } from '../detection/anomalies';
import type { Baselines } from '../monitoring/alerting';
import type { SessionFacts } from '../monitoring/sessionInput';
import { METRICS, type MetricName } from '../shared/metrics';

const KEY = 'baselines';

/** So many configurations are remembered; the one that was used longest ago goes first. */
const MOST_CONFIGURATIONS = 50;

const finite = v.pipe(v.number(), v.finite());
const envelope = v.object({ hi: finite, lo: finite, mid: finite, count: v.pipe(finite, v.minValue(0)) });
const learnt = v.object({ seen: v.pipe(finite, v.minValue(0)), envelopes: v.tuple([envelope, envelope, envelope]) });
const stored = v.array(v.tuple([v.string(), v.record(v.string(), v.unknown())]));

/** Where they are kept: the workspace's state. */
export interface BaselineStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Keeps in the workspace what was usual in the runs of each launch configuration. */
export class WorkspaceBaselines implements Baselines {
  constructor(
    private readonly memento: BaselineStore,
    private readonly log: (text: string) => void,
  ) {}

  /** What earlier runs have learnt; whatever is not understood is left out. */
  load(facts: SessionFacts): LearntBaselines {
    const found = this.all().find(([key]) => key === keyOf(facts))?.[1] ?? {};
    const baselines: Partial<Record<MetricName, v.InferOutput<typeof learnt>>> = {};
    for (const { name } of METRICS) {
      const parsed = v.safeParse(learnt, found[name]);
      if (parsed.success) baselines[name] = parsed.output;
    }
    return baselines;
  }

  save(facts: SessionFacts, baselines: LearntBaselines): void {
    const key = keyOf(facts);
    const others = this.all().filter(([other]) => other !== key);
    const kept = [...others, [key, baselines]].slice(-MOST_CONFIGURATIONS);
    this.memento.update(KEY, kept).then(undefined, (error: unknown) => {
      this.log(`What is usual for ${facts.name} could not be remembered: ${String(error)}`);
    });
  }

  private all(): v.InferOutput<typeof stored> {
    const parsed = v.safeParse(stored, this.memento.get(KEY));
    return parsed.success ? parsed.output : [];
  }
}

/** Runs of one configuration share what is usual; a picked process has no configuration, its name must do. */
function keyOf({ type, name }: SessionFacts): string {
  return `${type}/${name.replace(/ \(\d+\)$/, '')}`;
}
