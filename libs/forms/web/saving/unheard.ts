/** Milliseconds without a key stroke after which what is typed is heard; and after which it is heard although one types on. */
const PAUSE_MS = 150;
const LONGEST_MS = 1000;

/**
 * What is being typed in one box and the page has not heard yet. Hearing it draws the whole form again, by rules; a key stroke does not wait
 * for that.
 */
export class Unheard {
  private last: { readonly key: string; readonly text: string; readonly since: number } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly hear: (key: string, text: string) => void) {}

  note(key: string, text: string): void {
    if (this.last && this.last.key !== key) this.flush();
    const since = this.last?.since ?? Date.now();
    this.last = { key, text, since };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE_MS, since + LONGEST_MS - Date.now())));
  }

  /** Hears now what waits. */
  flush(): void {
    const { last } = this;
    this.drop();
    if (last) this.hear(last.key, last.text);
  }

  /** The box was left: what it then says is said apart. */
  drop(): void {
    clearTimeout(this.timer);
    this.last = undefined;
  }
}
