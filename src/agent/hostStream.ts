import { ANSWER, PING, REQUEST, WATCHED_ANSWER } from '../shared/agentFrames';

/** What was in a piece of what the host sends. */
export interface HostWords {
  readonly answers: number;
  /** Whether a person looks, by the last answer; undefined without one. */
  readonly isWatched?: boolean;
  readonly isPinged: boolean;
  /** The texts of requests that have become whole. */
  readonly requests: readonly string[];
}

/** Takes apart what the host sends, which comes in pieces: answers and pings of one byte, requests of one line. */
export class HostStream {
  /** The beginning of a request whose rest is still to come. */
  private request: string | undefined;

  takeIn(bytes: Buffer): HostWords {
    let answers = 0;
    let isPinged = false;
    let isWatched: boolean | undefined;
    const requests: string[] = [];
    for (const character of bytes.toString('latin1')) {
      if (this.request !== undefined) {
        if (character === '\n') requests.push(this.request);
        this.request = character === '\n' ? undefined : this.request + character;
      } else if (character === REQUEST) this.request = '';
      else if (character === PING) isPinged = true;
      else if (character === ANSWER || character === WATCHED_ANSWER) {
        answers += 1;
        isWatched = character === WATCHED_ANSWER;
      }
    }
    return { answers, ...(isWatched === undefined ? {} : { isWatched }), isPinged, requests };
  }
}
