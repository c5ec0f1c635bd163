import assert from 'node:assert/strict';
import type { DebugSessionFacts } from '../../../src/launching/runInput';
import { RunWorld } from '../../support/launching/runWorld';

const root: DebugSessionFacts = { id: 'root', name: 'Launch', type: 'pwa-node', isRoot: true };

/** A run of which one program, of the session `first`, has been found. */
async function runWithOneProgram(): Promise<RunWorld> {
  const world = new RunWorld();
  world.follower.sessionStarting(root);
  world.start(500);
  world.follower.sessionStarting({ ...root, id: 'first', name: 'a.js [500]', isRoot: false });
  assert.deepEqual(await world.heard(), ['target 500 of first by child session']);
  return world;
}

describe('TargetSeeker', () => {
  it('tells that a program is not to be found once the one before it has ended', async () => {
    const world = await runWithOneProgram();
    world.follower.sessionEnded('first');
    const attached = { ...root, id: 'second', name: 'Remote Process [0]', isRoot: false, remoteAddress: '10.1.2.3' };
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.deepEqual(await world.heard(), [
      'released first',
      'lost: The program runs at 10.1.2.3, not on this machine.',
    ]);
  });

  it('is not lost for one program elsewhere while it has another one here', async () => {
    const world = await runWithOneProgram();
    world.follower.fact('root', { kind: 'processElsewhere', name: 'api' });
    assert.deepEqual(await world.heard(), []);
    assert.deepEqual(world.logged, ['api does not run on this machine.']);
  });
});
