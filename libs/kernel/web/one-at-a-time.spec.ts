import { OneAtATime } from './one-at-a-time.js';

class Page {
  begun = 0;
  private end: () => void = () => undefined;
  private fail: () => void = () => undefined;

  @OneAtATime()
  act(_event?: Event): Promise<number> {
    const count = ++this.begun;
    return new Promise((resolve, reject) => {
      this.end = () => resolve(count);
      this.fail = () => reject(new Error('failed'));
    });
  }
  ends(): void {
    this.end();
  }
  fails(): void {
    this.fail();
  }
}

describe('an act that runs once at a time', () => {
  it('is not begun again while it runs, and gives both callers its outcome', async () => {
    const page = new Page();
    const both = [page.act(), page.act()];
    page.ends();
    expect(await Promise.all(both)).toEqual([1, 1]);
    const later = page.act();
    page.ends();
    expect(await later).toBe(2);
  });

  it('may be done again after it failed', async () => {
    const page = new Page();
    const first = page.act();
    page.fails();
    await expect(first).rejects.toThrow('failed');
    void page.act();
    expect(page.begun).toBe(2);
  });

  it('is of one page: another does its own', () => {
    const [one, other] = [new Page(), new Page()];
    void one.act();
    void other.act();
    expect([one.begun, other.begun]).toEqual([1, 1]);
  });

  it('leaves nothing to the browser of what it does not begin: a form sent twice would load its page again', () => {
    const page = new Page();
    void page.act(new Event('submit', { cancelable: true }));
    const again = new Event('submit', { cancelable: true });
    void page.act(again);
    expect([page.begun, again.defaultPrevented]).toEqual([1, true]);
  });
});
