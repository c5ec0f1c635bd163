import assert from 'node:assert/strict';
import { commandName } from '../../../src/sampling/commandName';

/** Command lines, split at spaces, and the names made of them. */
const NAMES: readonly (readonly [string, string])[] = [
  ['/usr/bin/node /srv/app/server.js --token=secret', 'node server.js'],
  ['node --inspect=127.0.0.1:9229 --require ./hook.js -r a.js app.js', 'node app.js'],
  ['node -e process.env.SECRET', 'node'],
  ['node', 'node'],
  ['/usr/bin/python3.11 -X dev -u manage.py runserver', 'python3.11 manage.py'],
  ['python -m http.server 8000', 'python http.server'],
  ['python3 -c import(secret)', 'python3'],
  [
    'python3 /usr/lib/debugpy --connect 127.0.0.1:4711 --configure-qt none --adapter-access-token secret a/app.py x',
    'python3 app.py',
  ],
  ['/usr/bin/python3 -m debugpy --listen 5678 --wait-for-client -m http.server', 'python3 http.server'],
  ['python3 -m debugpy --listen 5678 -c import(secret)', 'python3'],
  ['python3 /usr/lib/pydevd/pydevd.py --port 1 --client 127.0.0.1 --file /srv/worker.py secret', 'python3 worker.py'],
  ['python3 /usr/lib/debugpy/launcher 4711 -- app.py', 'python3 debugpy.launcher'],
  ['python3 C:\\debugpy\\adapter --for-server 1', 'python3 debugpy.adapter'],
  ['python3 -m debugpy.adapter', 'python3 debugpy.adapter'],
  ['python3 adapter', 'python3 adapter'],
  ['ruby -I lib bin/rails server', 'ruby rails'],
  ['java -Xmx1g -cp a.jar:b.jar -Dkey=secret com.example.Main x', 'java com.example.Main'],
  ['java -jar /opt/app.jar --password x', 'java app.jar'],
  ['deno run --allow-net main.ts', 'deno main.ts'],
  ['bun run index.ts', 'bun index.ts'],
  ['dotnet exec --depsfile a.json bin/App.dll', 'dotnet App.dll'],
  ['/bin/sh -c curl(secret)', 'sh'],
  ['-bash', 'bash'],
  ['bash /home/ada/run.sh secret', 'bash run.sh'],
  ['./a.out secret', 'a.out'],
  ['curl https://user:secret@host', 'curl'],
  ['C:\\Windows\\System32\\notepad.exe secret.txt', 'notepad'],
  ['node.exe C:\\app\\server.js', 'node server.js'],
];

describe('commandName', () => {
  for (const [commandLine, name] of NAMES) {
    it(`makes "${name}" of "${commandLine}"`, () => {
      assert.equal(commandName(commandLine.split(' ')), name);
    });
  }

  it('takes only the first word of a title that a process wrote over its command line', () => {
    assert.equal(commandName(['npm run dev --token=secret', '', '']), 'npm');
    assert.equal(commandName(['nginx: worker process']), 'nginx');
  });

  it('keeps a path with spaces where it is known to be one', () => {
    assert.equal(commandName(['/opt/My App/app'], '/opt/My App/app'), 'app');
    assert.equal(commandName(['/opt/My App/app', '--token=secret']), 'app');
  });

  it('has no name for a process without a command line', () => {
    assert.equal(commandName([]), undefined);
    assert.equal(commandName(['', '']), undefined);
  });
});
