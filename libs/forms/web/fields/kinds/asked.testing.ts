import { showSheet } from '../../sheet/form-sheet.testing.js';
import { FAT, formView, protocol } from '../../sheet/small-form.testing.js';
import type { Item } from '#protocols/domain';

/** The page of a form that asks this item among others, with this answer. */
export async function showAsking(item: Item, value?: string) {
  const [patient, ...others] = FAT.sections;
  if (!patient) throw new Error('no section');
  const page = await showSheet(formView(value === undefined ? {} : { [item.code]: value }));
  const form = { ...FAT, sections: [{ ...patient, content: [...patient.content, item] }, ...others] };
  page.fixture.componentRef.setInput('protocol', { ...protocol, forms: [form] });
  await page.fixture.whenStable();
  return { ...page, asked: await page.field(item.code) };
}
