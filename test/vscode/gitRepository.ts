import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';

/** The part of the git extension's API, version 1, that is used. */
interface GitApi {
  openRepository(root: vscode.Uri): Promise<Repository | null>;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined; readonly workingTreeChanges: object[] };
  status(): Promise<void>;
}

/** A git repository in a folder, with all files of it in one commit, open in the editor until it is removed. */
export class GitRepository {
  private constructor(
    private readonly root: vscode.Uri,
    readonly commit: string,
    private readonly repository: Repository,
  ) {}

  static async create(folder: string): Promise<GitRepository> {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
        encoding: 'utf8',
      }).trim();
    git('init', '--quiet', '--initial-branch=trunk');
    git('add', '--all');
    git('commit', '--quiet', '--message=all');
    const commit = git('rev-parse', 'HEAD');
    const root = vscode.Uri.file(folder);
    const api = await gitApi();
    const repository = await waitFor(() => api.openRepository(root), { timeoutMs: 60_000, what: 'the repository' });
    await waitFor(() => repository.state.HEAD?.commit === commit && repository.state.workingTreeChanges.length === 0, {
      timeoutMs: 60_000,
      what: 'the editor to know the commit',
    });
    return new GitRepository(root, commit, repository);
  }

  /** Returns once the editor knows of files that differ from the commit. */
  async untilDirty(): Promise<void> {
    await this.repository.status();
    await waitFor(() => this.repository.state.workingTreeChanges.length > 0, {
      timeoutMs: 60_000,
      what: 'the editor to know the change',
    });
  }

  /** Leaves the folder without a repository. */
  async remove(): Promise<void> {
    await rm(join(this.root.fsPath, '.git'), { recursive: true, force: true });
    const api = await gitApi();
    await waitFor(
      async () => {
        await vscode.commands.executeCommand('git.close', this.repository);
        return api.getRepository(this.root) === null;
      },
      { timeoutMs: 60_000, what: 'the editor to close the repository' },
    );
  }
}

async function gitApi(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (extension === undefined) throw new Error('The editor has no git extension.');
  return (await extension.activate()).getAPI(1);
}
