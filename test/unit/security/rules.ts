/** A rule of security, and the tests that fail where it is broken. */
export interface SecurityRule {
  readonly rule: string;
  /** The file below `test`, and the title as it stands in its source. */
  readonly tests: readonly (readonly [file: string, title: string])[];
}

const programs = 'unit/launching/processes';
const server = 'unit/exporting/server/metricsServer.test.ts';
const agentServer = 'unit/runtime/agentServer.test.ts';
const frames = 'unit/runtime/decodeFrame.test.ts';

/** What is held to, and by which tests. */
export const SECURITY_RULES: readonly SecurityRule[] = [
  {
    rule: 'Programs are started from a list of arguments, never through a shell; batch files of Windows with care.',
    tests: [
      ['unit/security/security.test.ts', 'starts nothing through a shell'],
      [`${programs}/batchFile.test.ts`, 'runs a batch file in the command interpreter, every part in quotes'],
      [`${programs}/batchFile.test.ts`, 'as an argument of a batch file'],
    ],
  },
  {
    rule: 'A pid is a whole number within bounds.',
    tests: [
      ['unit/shared/decodeMessage.test.ts', 'refuses anything else and says where it is wrong'],
      [frames, 'a pid that is no whole number'],
    ],
  },
  {
    rule: 'Nothing of a workspace is run, and nothing is let into programs, until it is trusted.',
    tests: [
      ['e2e/untrusted.test.ts', 'is told why nothing is started, and nothing is'],
      [
        'unit/shared/generated.test.ts',
        'takes from trusted workspaces only what has something run, or lets something into programs',
      ],
      [`${programs}/executable.test.ts`, 'never takes a bare name from the folder'],
    ],
  },
  {
    rule: 'What we started is ended as a group, by force after a grace, never by its pid alone.',
    tests: [
      [`${programs}/stopTree.test.ts`, 'kills what ignores the signal after the grace'],
      [`${programs}/stopTree.test.ts`, 'leaves a process alone that has got the pid of the program'],
      [
        'unit/launching/supervisor/supervisor.test.ts',
        'is outlived by nothing when it is killed itself: the host ends the program',
      ],
    ],
  },
  {
    rule: 'A program that we did not start is ended only when a person confirms it, its start compared first.',
    tests: [
      ['unit/launching/endProcess.test.ts', 'asks first, and does nothing to it when that was not meant'],
      ['unit/launching/endProcess.test.ts', 'never signals a process that got the pid while a person thought'],
      ['vscode/launchControl.test.ts', 'attaches to a process and leaves it alone when it is stopped'],
    ],
  },
  {
    rule: 'The environment of a program is searched for our own marker, and nothing of it is kept.',
    tests: [['unit/sampling/procfs/environmentSearch.test.ts', 'keeps nothing of what it read']],
  },
  {
    rule: 'Of a command line only the name is shown and kept; secrets in what a program writes are hidden.',
    tests: [
      [
        'unit/sampling/commandName.test.ts',
        'takes only the first word of a title that a process wrote over its command line',
      ],
      ['unit/history/output.test.ts', 'hides what is secret in'],
      ['unit/history/output.test.ts', 'hide a secret that comes in pieces'],
      [
        'vscode/history.test.ts',
        'tells how the program exited, what it wrote without its secrets, and of which sources',
      ],
    ],
  },
  {
    rule: 'The agent reports over a socket in a folder of this user alone, at a short path, with the token in a file.',
    tests: [
      [agentServer, 'keeps folder and token to this user, and leaves nothing behind'],
      ['unit/runtime/agentFolder.test.ts', 'is not had where others could enter it, nor behind a link'],
    ],
  },
  {
    rule: 'Whoever does not show the token first, and soon, is thrown out.',
    tests: [
      [agentServer, 'a wrong token'],
      [agentServer, 'a tick before the token'],
      [agentServer, 'throws out who says nothing for two seconds'],
    ],
  },
  {
    rule: 'Frames are bounded, decoded against a schema, and read no faster than they can be used.',
    tests: [
      [agentServer, 'throws out a frame without an end long before it has filled the memory'],
      [agentServer, 'reads twenty frames a second, whoever sends more'],
      ['unit/runtime/splitFrames.test.ts', 'gives up a line that is longer than a frame may be, whole or not'],
      [frames, 'takes any line without an error'],
    ],
  },
  {
    rule: 'A program is hostile: no prototype is taken from its keys; labels are short and few.',
    tests: [
      [frames, 'takes no prototype from a key'],
      [frames, 'a value that is too long'],
      ['unit/runtime/agentProcesses.test.ts', 'refuses names beyond a thousand, and counts what it refuses'],
      ['unit/fuzz/decoders.test.ts', 'inputs each without an error, whatever is in them'],
    ],
  },
  {
    rule: 'The endpoint for Prometheus is off until it is switched on, and gone once it is switched off.',
    tests: [
      ['unit/security/security.test.ts', 'has nothing listen, and sends nothing, unless a person asks for it'],
      ['vscode/exporting.test.ts', 'answers nobody who lacks the token, and is gone once it is switched off'],
      [server, 'ends with its connections'],
    ],
  },
  {
    rule: 'The endpoint answers GET for exactly its own host, no page of a browser, and nobody without the token.',
    tests: [
      [server, 'a forged Host'],
      [server, 'the Origin of a page'],
      [server, 'a request from another site'],
      [server, 'the beginning of the token'],
      [server, 'another method'],
    ],
  },
  {
    rule: 'Tokens are compared in constant time.',
    tests: [['unit/security/security.test.ts', 'compares tokens in constant time']],
  },
  {
    rule: 'The endpoint bounds headers, time and the number of clients.',
    tests: [
      [server, 'ends a client that says nothing, and one that never ends its request'],
      [server, 'ends a client that takes its answer too slowly'],
      [server, 'outlives a hundred clients at once'],
    ],
  },
  {
    rule: 'An export is put in place whole, or what was there stays.',
    tests: [
      ['unit/exporting/files/writePieces.test.ts', 'puts the whole file in place and tells how far it is'],
      ['unit/exporting/files/writePieces.test.ts', 'says that the disk is full, and leaves nothing half'],
    ],
  },
  {
    rule: 'Suggested names are safe for a file system, and no cell of a CSV file is a formula.',
    tests: [
      ['unit/exporting/text/exportFormat.test.ts', 'have names that every file system takes'],
      ['unit/exporting/text/csv.test.ts', 'keeps a text from becoming a formula'],
    ],
  },
];
