import { ComponentHarness } from '@angular/cdk/testing';

/** The list of patients, as a person sees it. */
export class PatientsPageHarness extends ComponentHarness {
  static hostSelector = 'app-patients-page';

  private readonly lines = this.locatorForAll('tbody tr');
  private readonly box = this.locatorFor('#search');
  private readonly filters = this.locatorForAll('.filter');
  private readonly buttons = this.locatorForAll('button');
  private readonly empty = this.locatorForOptional('app-empty-state');

  async rows(): Promise<string[]> {
    return Promise.all((await this.lines()).map((line) => line.text()));
  }

  async search(text: string): Promise<void> {
    const box = await this.box();
    await box.setInputValue(text);
    await box.dispatchEvent('input');
    await (await this.locatorFor('form[role=search]')()).dispatchEvent('submit');
  }

  async filter(label: string): Promise<void> {
    for (const filter of await this.filters()) if ((await filter.text()).includes(label)) await filter.click();
  }

  async filtersOn(): Promise<string[]> {
    const on: string[] = [];
    for (const filter of await this.filters()) if ((await filter.getAttribute('aria-pressed')) === 'true') on.push(await filter.text());
    return on;
  }

  async press(label: string): Promise<void> {
    for (const button of await this.buttons()) if ((await button.text()).includes(label)) return button.click();
  }

  /** The line of a phone that says what narrows the list. */
  async inForce(): Promise<string> {
    return (await this.locatorFor('app-filters-in-force')()).text();
  }

  async emptiness(): Promise<string | undefined> {
    return (await this.empty())?.text();
  }
}
