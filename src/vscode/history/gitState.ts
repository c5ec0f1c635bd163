import * as v from 'valibot';
import * as vscode from 'vscode';
import { gitState, type GitState } from '../../history/runRecords';

/**
 * The commit that a folder is at, as VS Code's git extension knows it, and whether files differ from it; the first
 * repository that is open where no folder is given. Undefined without git, without a commit, or in a folder of no
 * repository.
 */
export async function gitStateOf(folder: vscode.Uri | undefined): Promise<GitState | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined) return undefined;
  const exported = await extension.activate();
  if (!v.is(gitExports, exported) || !exported.enabled) return undefined;
  const parsed = v.safeParse(gitApi, exported.getAPI(1));
  if (!parsed.success) return undefined;
  const { repositories } = parsed.output;
  const repository = folder === undefined ? repositories[0] : innermost(repositories, folder.fsPath);
  if (repository === undefined) return undefined;
  const { HEAD, workingTreeChanges, indexChanges, mergeChanges } = repository.state;
  const branch = HEAD?.name;
  const state = v.safeParse(gitState, {
    commit: HEAD?.commit,
    ...(branch === undefined ? {} : { branch }),
    isDirty: workingTreeChanges.length + indexChanges.length + mergeChanges.length > 0,
  });
  return state.success ? state.output : undefined;
}

const changes = v.array(v.unknown());

// The parts of the git extension's API, version 1, that are used. Getters of classes are properties to valibot too.
const gitApi = v.object({
  repositories: v.array(
    v.object({
      rootUri: v.object({ fsPath: v.string() }),
      state: v.object({
        HEAD: v.optional(v.object({ name: v.optional(v.string()), commit: v.optional(v.string()) })),
        workingTreeChanges: changes,
        indexChanges: changes,
        mergeChanges: changes,
      }),
    }),
  ),
});

// Used as they are, not as a copy: `getAPI` wants its object.
const gitExports = v.object({
  enabled: v.boolean(),
  getAPI: v.custom<(version: number) => unknown>((value) => typeof value === 'function'),
});

type Repository = v.InferOutput<typeof gitApi>['repositories'][number];

/** The repository that holds a folder most closely. */
function innermost(repositories: readonly Repository[], path: string): Repository | undefined {
  return repositories
    .filter(
      ({ rootUri: { fsPath } }) => path === fsPath || path.startsWith(fsPath.replace(/[\\/]?$/, separatorOf(fsPath))),
    )
    .sort((a, b) => b.rootUri.fsPath.length - a.rootUri.fsPath.length)[0];
}

function separatorOf(path: string): string {
  return path.includes('\\') ? '\\' : '/';
}
