import { ComponentHarness, HarnessPredicate, type TestKey } from '@angular/cdk/testing';
import { MatAutocompleteHarness } from '@angular/material/autocomplete/testing';

/** What a person sees of one field and does to it. Tests speak to this, never to the markup. */
export class ItemFieldHarness extends ComponentHarness {
  static hostSelector = 'app-item-field';

  /** The field of that key. */
  static at(key: string): HarnessPredicate<ItemFieldHarness> {
    return new HarnessPredicate(ItemFieldHarness, { selector: `[data-key="${key}"]` });
  }

  private readonly box = this.locatorFor('input:not([type=radio]):not([type=checkbox]), textarea');
  /** The list that filters opens a moment after its options are there; without zones no one waits for it. */
  private async listIsDrawn(): Promise<void> {
    if (!(await this.list())) return;
    await this.forceStabilize();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await this.forceStabilize();
  }

  private readonly list = this.locatorForOptional(MatAutocompleteHarness);
  private readonly under = this.locatorFor('.under');

  /** Types without leaving the field. */
  async type(text: string): Promise<void> {
    const box = await this.box();
    await box.focus();
    // The last key alone, so that the field hears the text once.
    await box.setInputValue(text.slice(0, -1));
    await box.sendKeys(text.slice(-1));
    await this.listIsDrawn();
  }

  async clear(): Promise<void> {
    await (await this.box()).clear();
  }

  async leave(): Promise<void> {
    await (await this.box()).blur();
  }

  /** Types, then goes on, as with Tab. */
  async write(text: string): Promise<void> {
    await this.type(text);
    await this.leave();
  }

  async text(): Promise<string> {
    return (await this.box()).getProperty<string>('value');
  }

  async choose(label: string): Promise<void> {
    const labels = await Promise.all((await this.locatorForAll('.choice')()).map((each) => each.text()));
    const input = (await this.locatorForAll('.choice input')())[labels.indexOf(label)];
    if (!input) throw new Error(`no choice ${label}`);
    await input.click();
  }

  async chosen(): Promise<string[]> {
    const [labels, inputs] = [await this.locatorForAll('.choice')(), await this.locatorForAll('.choice input')()];
    const checked = await Promise.all(inputs.map((input) => input.getProperty<boolean>('checked')));
    return Promise.all(labels.filter((_, index) => checked[index]).map((label) => label.text()));
  }

  /** Presses a key on the set of buttons, or in the box. */
  async press(...keys: (string | TestKey)[]): Promise<void> {
    const target = (await this.locatorForOptional('.choice input')()) ?? (await this.box());
    await target.sendKeys(...keys);
    await this.listIsDrawn();
  }

  /** What the list that filters offers; nothing when it is closed. */
  async options(): Promise<string[]> {
    const list = await this.list();
    return list && (await list.isOpen()) ? Promise.all((await list.getOptions()).map((option) => option.getText())) : [];
  }

  async pick(label: string): Promise<void> {
    await this.open();
    await (await this.list())?.selectOption({ text: label });
  }

  /** A press of the mouse in the box. */
  async open(): Promise<void> {
    const box = await this.box();
    await box.focus();
    await box.click();
    await this.listIsDrawn();
  }

  async focus(): Promise<void> {
    await (await this.box()).focus();
  }

  async marks(): Promise<string[]> {
    return Promise.all((await this.locatorForAll('.mark')()).map((mark) => mark.text()));
  }

  /** The error that is shown, without its hidden word. */
  async error(): Promise<string | null> {
    return (await (await this.locatorForOptional('.error')())?.text())?.replace(/^Erreur\s*:\s*/, '') ?? null;
  }

  async unit(): Promise<string | null> {
    return (await (await this.locatorForOptional('.unit')())?.text()) ?? null;
  }

  /** What is shown where nothing can be typed. */
  async words(): Promise<string | null> {
    return (await (await this.locatorForOptional('.words')())?.text()) ?? null;
  }

  /** What is told of the visit before, without its button. */
  async before(): Promise<string | null> {
    return (await (await this.locatorForOptional('app-previous-value > span')())?.text()) ?? null;
  }

  async takeUp(): Promise<void> {
    const button = await this.locatorForOptional('app-previous-value button')();
    if (!button) throw new Error('no button');
    await button.click();
  }

  async notices(): Promise<string[]> {
    return Promise.all((await this.locatorForAll('.notice')()).map((notice) => notice.text()));
  }

  async click(name: string): Promise<void> {
    for (const button of await this.locatorForAll('button')()) if ((await button.text()) === name) return button.click();
    throw new Error(`no button ${name}`);
  }

  /** Whether the row under the control is there, marks or not: nothing moves when one appears. */
  async keepsRoomForMarks(): Promise<boolean> {
    return (await this.under()) !== null;
  }
}
