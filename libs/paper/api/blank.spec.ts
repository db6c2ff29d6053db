import { PDFCheckBox, PDFDict, PDFDocument, PDFName, PDFRadioGroup, PDFRef, PDFTextField } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { Pdf } from '#kernel/api';
import { blankForm } from '#paper/domain';
import { shippedProtocols } from '#protocols/api';
import { useBrowser } from '#testing/browser';
import { blankPage, qrTextOf, type BlankHeading } from './blank-page.js';
import { fieldName, fillable } from './fillable.js';

const shipped = shippedProtocols().find(({ protocol }) => protocol.code === 'ENHERTU-HER2-FAIBLE')?.protocol;
if (!shipped) throw new Error('ENHERTU is shipped.');
const heading: BlankHeading = {
  medicine: shipped.put.medicine,
  inn: shipped.put.inn,
  protocol: { title: shipped.put.title, code: shipped.code, version: 1 },
  demonstration: true,
  contact: shipped.put.contact.name,
  number: 'ENH-482915',
  place: 'Suivi tous les 3 cycles',
  visit: { code: 'SUIVI', occurrence: 2 },
};
const blank = shipped.forms.slice(0, 1).map((form) => blankForm(form, shipped));

/** The elements of the structure that tell of a field, and the fields that they tell of. */
function toldOf(document: PDFDocument): PDFRef[] {
  const told: PDFRef[] = [];
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('S')) !== PDFName.of('Form')) continue;
    const kids = String(object.lookup(PDFName.of('K')));
    for (const [, number] of kids.matchAll(/\/Obj (\d+) 0 R/g)) told.push(PDFRef.of(Number(number)));
  }
  return told;
}

describe('charter C2.1: a blank form', () => {
  const pdf = new Pdf();
  let document: PDFDocument;
  let text: string;
  beforeAll(async () => {
    await useBrowser();
    const { page, places } = blankPage(blank, heading);
    const bytes = await fillable(await pdf.draw(page, 'x'), places);
    document = await PDFDocument.load(bytes);
    const read = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
    text = read.text.replace(/\s+/g, ' ');
  });
  afterAll(() => pdf.onApplicationShutdown());

  it('charter C2.1: has one field for each question, of its kind, and none for what the tool calculates', () => {
    const questions = blank.flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks.flatMap((block) => block.questions)));
    const expected = questions.flatMap(({ key, answer }): string[] => {
      const name = `FAT/${fieldName(key)}`;
      if (answer.kind === 'calculated') return [];
      if (answer.kind === 'line') return [`${name} ${PDFTextField.name}`];
      if (!answer.many) return [`${name} ${PDFRadioGroup.name} ${answer.choices.map(({ code }) => code).join()}`];
      return answer.choices.map(({ code }) => `${name}/${fieldName(code)} ${PDFCheckBox.name}`);
    });
    const found = document
      .getForm()
      .getFields()
      .map(
        (field) => `${field.getName()} ${field.constructor.name}${field instanceof PDFRadioGroup ? ` ${field.getOptions().join()}` : ''}`,
      );
    expect(found.sort()).toEqual(expected.sort());
    expect(found.length).toBeGreaterThan(50);
  });

  it('charter C2.1: is filled and read back', async () => {
    const form = document.getForm();
    form.getTextField('FAT/pat-nom3').setText('DUP');
    form.getRadioGroup('FAT/pat-sexe').select('F');
    form.getCheckBox('FAT/meta-sites/OS').check();
    const again = (await PDFDocument.load(await document.save())).getForm();
    expect([
      again.getTextField('FAT/pat-nom3').getText(),
      again.getRadioGroup('FAT/pat-sexe').getSelected(),
      again.getCheckBox('FAT/meta-sites/OS').isChecked(),
      again.getCheckBox('FAT/meta-sites/FOIE').isChecked(),
    ]).toEqual(['DUP', 'F', true, false]);
  });

  it('says the conditions, how days are written, its version, for whom it is, and where it goes', () => {
    for (const words of [
      'Fiche d’accès au traitement',
      'À remplir seulement si « Patient déjà traité par ce médicament » est « Oui, dans le cadre d’un accès compassionnel »',
      'JJ/MM/AAAA',
      'non résécable ou métastatique, version 1',
      'ENHERTU-HER2-FAIBLE, version 1',
      'N° d’enregistrement ENH-482915',
      'Suivi tous les 3 cycles',
      heading.contact,
      'Page 1/',
    ])
      expect(text).toContain(words);
  });

  it('its code names the form, its version, the number and the visit; nothing else', () => {
    const [fat] = blank;
    if (!fat) throw new Error('The FAT is there.');
    expect(qrTextOf(fat, heading)).toBe('PASSERELLE|ENHERTU-HER2-FAIBLE|1|FAT|ENH-482915|SUIVI|2');
    const { visit: _, ...unnamed } = heading;
    expect(qrTextOf(fat, { ...unnamed, number: '' })).toBe('PASSERELLE|ENHERTU-HER2-FAIBLE|1|FAT');
  });

  it('is told to who does not see it: tagged, in French, each field by its question', () => {
    const { catalog, context } = document;
    expect(String(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).get(PDFName.of('Marked')))).toBe('true');
    expect(String(catalog.get(PDFName.of('Lang')))).toMatch(/fr/);
    const widgets = document
      .getForm()
      .getFields()
      .flatMap(({ acroField }) => acroField.getWidgets());
    const told = new Set(toldOf(document).map(String));
    for (const { dict } of widgets) {
      expect(told).toContain(String(context.getObjectRef(dict)));
      expect(dict.has(PDFName.of('TU'))).toBe(true);
    }
    // Nothing is left of the links that held their places.
    expect(String([...document.getPages()].flatMap((page) => page.node.Annots()?.asArray() ?? []).length)).toBe(String(widgets.length));
  });
});
