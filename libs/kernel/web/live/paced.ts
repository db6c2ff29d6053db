/** What is done at once, then at most every so often; asked for in between, it is done once more at the end. */
export interface Pace {
  readonly go: () => void;
  readonly stop: () => void;
}

export function paced(act: () => void, spacingMs: number): Pace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const rest = () => {
    timer = undefined;
    if (isAsked) go();
  };
  const go = () => {
    isAsked = timer !== undefined;
    if (isAsked) return;
    timer = setTimeout(rest, spacingMs);
    act();
  };
  return { go, stop: () => clearTimeout(timer) };
}
