/**
 * An act that runs once at a time: asked for again before it has ended (a double click, a key held down, a dialog that is still open), it is not begun
 * again, and the person who asked gets the outcome of the one that runs. Of every handler of a template that awaits something; a test looks for those without.
 */
export function OneAtATime() {
  return <This extends object, Args extends unknown[], Result>(
    _on: This,
    _name: string | symbol,
    method: TypedPropertyDescriptor<(...args: Args) => Promise<Result>>,
  ): void => {
    const { value: begin } = method;
    if (!begin) return;
    const running = new WeakMap<This, Promise<Result>>();
    method.value = function (this: This, ...args: Args): Promise<Result> {
      const now = running.get(this);
      if (now) {
        for (const event of args) if (event instanceof Event) leaveAlone(event);
        return now;
      }
      const act = begin.apply(this, args).finally(() => running.delete(this));
      running.set(this, act);
      return act;
    };
  };
}

/** The browser does nothing of its own with it: a form that is sent twice would load its page again. */
function leaveAlone(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
