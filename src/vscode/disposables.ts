import type { Disposable } from 'vscode';

/** Base of whatever owns resources: what is registered is disposed with it, and at once if that has already happened. */
export abstract class Owner implements Disposable {
  private readonly owned: Disposable[] = [];
  private isDisposed = false;

  dispose(): void {
    this.isDisposed = true;
    for (const disposable of this.owned.splice(0).reverse()) disposable.dispose();
  }

  protected register<T extends Disposable>(disposable: T): T {
    if (this.isDisposed) disposable.dispose();
    else this.owned.push(disposable);
    return disposable;
  }
}
