import { openResources } from '../support/openResources';
import { waitFor } from '../support/waitFor';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { killFork, killSupervisor, killTarget } from './killing';

// Signals and /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

// The short form of `npm run soak`, which kills many at random moments.
onLinux('what is killed while it is monitored', () => {
  afterEach(() => stopDebugging());

  it('is seen to have crashed where it is the program', () => killTarget('monitored', 0));

  it('ends its program where it is the supervisor of our debug adapter', () => killSupervisor(0));

  it('leaves the tree where it is one of several forks, and the next one tells of itself', async () => {
    const root = await startDebugging({ name: 'forks', program: inWorkspace('respawns.js'), args: ['1'] });
    await killFork(root, 1, 0);
  });

  it('gives back its descriptors and sockets', async () => {
    // The first of a kind opens what the others share.
    const before = openResources();
    await killSupervisor(0);
    await waitFor(() => isGivenBack(before, openResources()), { timeoutMs: 60_000, what: 'all to be given back' });
  });
});

type Held = ReturnType<typeof openResources>;

function isGivenBack(before: Held, now: Held): boolean {
  const more = (['descriptors', 'sockets'] as const).filter((what) => now[what] > before[what]);
  if (more.length > 0)
    throw new Error(`more ${more.join(' and ')} than ${JSON.stringify(before)}: ${JSON.stringify(now)}`);
  return true;
}
