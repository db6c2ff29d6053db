import { ComponentHarness } from '@angular/cdk/testing';

/** The question before an act, as a person sees it. */
export class ConfirmHarness extends ComponentHarness {
  static hostSelector = 'app-confirm';

  private readonly consequence = this.locatorFor('.consequence');
  private readonly box = this.locatorFor('textarea');
  private readonly act = this.locatorFor('button[type=submit]');
  private readonly leave = this.locatorFor('button[type=button]');
  private readonly complaint = this.locatorForOptional('[role=alert]');

  async says(): Promise<string> {
    return (await this.consequence()).text();
  }

  async write(reason: string): Promise<void> {
    const box = await this.box();
    await box.setInputValue(reason);
    await box.dispatchEvent('input');
  }

  async confirm(): Promise<void> {
    await (await this.act()).click();
  }

  async leaveAll(): Promise<void> {
    await (await this.leave()).click();
  }

  async complains(): Promise<string | undefined> {
    return (await this.complaint())?.text();
  }
}
