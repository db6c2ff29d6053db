import { InjectionToken } from '@angular/core';

/** Says which page has what in hand, over all tabs of this browser: two of them never send the same thing. */
export interface Claims {
  /**
   * True once it is taken, as long as the page lives or until `release`; false when another page, or another part of this one, has it. With
   * patience, a page that is going away is waited for.
   */
  claim(name: string, patienceMs?: number): Promise<boolean>;
  release(name: string): void;
}

/** The claims of this page. */
export const CLAIMS = new InjectionToken<Claims>('Claims', { providedIn: 'root', factory: () => new InLocks() });

/** The browser's own locks: they fall by themselves with the page that held them, however it ended. */
class InLocks implements Claims {
  private readonly held = new Map<string, () => void>();

  claim(name: string, patienceMs = 0): Promise<boolean> {
    if (this.held.has(name)) return Promise.resolve(false);
    const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true };
    return new Promise((answer, fail) => {
      const asked = navigator.locks.request(`passerelle:${name}`, options, (lock) => {
        if (!lock) return answer(false);
        return new Promise<void>((free) => {
          this.held.set(name, free);
          answer(true);
        });
      });
      asked.catch(fail);
    });
  }

  release(name: string): void {
    this.held.get(name)?.();
    this.held.delete(name);
  }
}
