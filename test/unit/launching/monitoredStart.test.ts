import assert from 'node:assert/strict';
import { monitoredStartOf, planStart, startText } from '../../../src/launching/monitoredStart';
import { OWN_TYPE } from '../../../src/launching/configurations/translate';

const node = { name: 'Server', type: 'node', request: 'launch', program: '/a.js', preLaunchTask: 'build' } as const;

describe('planStart', () => {
  it('puts what can be translated under our own type and keeps what VS Code acts on', () => {
    const planned = planStart(node, '1', 'linux');
    assert.equal(planned.type, OWN_TYPE);
    assert.equal(planned.monitoredType, 'node');
    assert.equal(planned.preLaunchTask, 'build');
    assert.equal(planned.noDebug, true);
    assert.deepEqual(monitoredStartOf(planned), { id: '1', name: 'Server' });
  });

  it('takes another name, by which VS Code cannot find the original when it restarts', () => {
    assert.equal(planStart(node, '1', 'linux').name, 'Monitor: Server');
  });

  it('leaves the rest to its debugger, without debugging, and says why', () => {
    const planned = planStart({ ...node, type: 'go' }, '2', 'linux');
    assert.equal(planned.type, 'go');
    assert.equal(planned.name, 'Server');
    assert.equal(planned.noDebug, true);
    assert.match(monitoredStartOf(planned)?.reason ?? '', /"go"/);
  });

  it('keeps our own type, even where it lacks something: our adapter says what', () => {
    const planned = planStart({ name: 'x', type: OWN_TYPE, request: 'launch' }, '3', 'linux');
    assert.equal(planned.type, OWN_TYPE);
    assert.equal('monitoredType' in planned, false);
  });
});

describe('monitoredStartOf', () => {
  it('knows ordinary starts and whatever is no start of ours', () => {
    assert.equal(monitoredStartOf(node), undefined);
    assert.equal(monitoredStartOf({ __processMonitor: 'x' }), undefined);
  });
});

describe('startText', () => {
  it('tells the two ways apart', () => {
    assert.equal(startText({ id: '1', name: 'A' }), 'A started, without a debugger');
    assert.match(startText({ id: '1', name: 'A', reason: 'so' }), /by its debugger, without breakpoints: so/);
  });
});
