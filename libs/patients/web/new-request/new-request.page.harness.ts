import { ComponentHarness } from '@angular/cdk/testing';

/** The page of a new request, as a person sees it. */
export class NewRequestPageHarness extends ComponentHarness {
  static hostSelector = 'app-new-request-page';

  private readonly choices = this.locatorForAll('.choice');
  private readonly select = this.locatorForOptional('#prescriber');
  private readonly complaints = this.locatorForAll('[role=alert]');

  async choose(medicine: string): Promise<void> {
    for (const choice of await this.choices()) {
      if (!(await choice.text()).includes(medicine)) continue;
      const radio = await this.locatorFor(`input[value="${medicine}"]`)();
      await radio.setInputValue(medicine);
      await radio.dispatchEvent('change');
    }
  }

  async asksForPrescriber(): Promise<boolean> {
    return (await this.select()) !== null;
  }

  async prescriber(index: number): Promise<void> {
    await (await this.select())?.selectOptions(index);
  }

  async start(): Promise<void> {
    await (await this.locatorFor('form')()).dispatchEvent('submit');
  }

  async complains(): Promise<string[]> {
    return Promise.all((await this.complaints()).map((complaint) => complaint.text()));
  }

  async text(): Promise<string> {
    return (await this.host()).text();
  }
}
