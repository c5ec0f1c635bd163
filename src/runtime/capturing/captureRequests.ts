import type { CapturedFrame, CaptureRequest } from '../../shared/agentFrames';

/** What is to be taken; the number of the request is not the caller's business. */
export type WantedCapture = Omit<CaptureRequest, 'id'>;

/** The requests for evidence to one thread of a program whose answers are still to come. */
export class CaptureRequests {
  private readonly waiting = new Map<number, (failure: string | undefined) => void>();
  private lastId = 0;

  constructor(private readonly send: (request: CaptureRequest) => void) {}

  /** Asks; resolves with undefined once the file is written, else with the reason why it is not. Never rejects. */
  ask(wanted: WantedCapture): Promise<string | undefined> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ ...wanted, id });
    });
  }

  /** An answer has come; one to a question that nobody asked means nothing. */
  answered({ id, failure }: CapturedFrame): void {
    this.waiting.get(id)?.(failure);
    this.waiting.delete(id);
  }

  /** No answer will come any more. */
  closed(): void {
    for (const resolve of this.waiting.values()) resolve('the program has ended, or no longer reports');
    this.waiting.clear();
  }
}
