/** What the access log calls what was looked at, or refused (charter C3.1), by the code that its lines keep. */
export type LookWords = Readonly<Record<string, string>>;

/** All that may be looked at in the product: each capability declares what it lets be seen. */
export class LookRegistry {
  private readonly words = new Map<string, string>();

  /** @throws Error when two capabilities name one code. */
  constructor(declared: readonly LookWords[]) {
    for (const [code, words] of declared.flatMap((each) => Object.entries(each))) {
      if (this.words.has(code)) throw new Error(`Two capabilities say what a look at ${code} is called.`);
      this.words.set(code, words);
    }
  }

  /** In words; the code itself where nothing declares it any more. */
  of(code: string): string {
    return this.words.get(code) ?? code;
  }
}
