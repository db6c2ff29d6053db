import { setImmediate } from 'node:timers/promises';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString, type PDFForm, type PDFPage } from '@cantoo/pdf-lib';
import type { FieldPlaces, PlacedField } from './field-places.js';

/** A link that stands where a field is to come; in points, from the bottom left of its page. */
interface Place {
  readonly page: PDFPage;
  readonly link: PDFRef;
  readonly at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly field: PlacedField;
}

const name = (text: string) => PDFName.of(text);

/**
 * Puts fields in the places that were drawn for them (AcroForm): a page that is printed and one that is filled on screen are the same one. Fields take the
 * place of the links for screen readers too. The pages are the browser’s, with their tags and fonts.
 */
export async function fillable(bytes: Uint8Array, places: FieldPlaces): Promise<Buffer> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const form = document.getForm();
  const widgets = new Map<PDFRef, PDFRef>();
  for (const page of document.getPages()) {
    // A set of forms has hundreds of fields, and others are waiting for their answers meanwhile.
    await setImmediate();
    for (const place of placesOn(page, places)) {
      const widget = addField(form, place);
      const link = document.context.lookup(place.link, PDFDict);
      const parent = link.get(name('StructParent'));
      const dict = document.context.lookup(widget, PDFDict);
      if (parent) dict.set(name('StructParent'), parent);
      widgets.set(place.link, widget);
      takeAway(page, place.link);
    }
  }
  moveInStructure(document, widgets);
  return Buffer.from(await document.save({ updateFieldAppearances: false }));
}

/** Fields of a form are named by dots in a PDF, where they mean parts: codes of items have them. */
export function fieldName(key: string): string {
  return key.replaceAll('.', '-');
}

function placesOn(page: PDFPage, places: FieldPlaces): Place[] {
  return (page.node.Annots()?.asArray() ?? []).flatMap((link): Place[] => {
    if (!(link instanceof PDFRef)) return [];
    const annotation = page.doc.context.lookup(link, PDFDict);
    const address = annotation.lookupMaybe(name('A'), PDFDict)?.lookupMaybe(name('URI'), PDFString)?.asString();
    const field = address === undefined ? undefined : places.at(address);
    return field ? [{ page, link, field, at: annotation.lookup(name('Rect'), PDFArray).asRectangle() }] : [];
  });
}

/** @returns the widget */
function addField(form: PDFForm, { page, field, at }: Place): PDFRef {
  // Within the box that is drawn: a field has a ground of its own.
  const bare = { x: at.x + 1, y: at.y + 1, width: at.width - 2, height: at.height - 2, borderWidth: 0 };
  const named = fieldName(field.name);
  if (field.kind === 'line') {
    const text = form.createTextField(named);
    text.setMaxLength(field.maxLength);
    if (field.tall) text.enableMultiline();
    text.addToPage(page, bare);
    text.setFontSize(FONT_SIZE);
    return labelled(text, field.label);
  }
  if (field.many) {
    const box = form.createCheckBox(`${named}/${fieldName(field.code)}`);
    box.addToPage(page, bare);
    return labelled(box, field.label);
  }
  const group = form.getFieldMaybe(named) ? form.getRadioGroup(named) : form.createRadioGroup(named);
  group.enableOffToggling();
  group.addOptionToPage(field.code, page, bare);
  return labelled(group, field.label);
}

const FONT_SIZE = 10;

type Field = ReturnType<PDFForm['createTextField'] | PDFForm['createCheckBox'] | PDFForm['createRadioGroup']>;

/** Says what the field is about to who does not see the page. @returns the widget that was added last */
function labelled({ acroField, doc }: Field, label: string): PDFRef {
  const widget = acroField.getWidgets().at(-1);
  const ref = widget && doc.context.getObjectRef(widget.dict);
  if (!ref) throw new Error('A field that stands on a page has a widget.');
  widget.dict.set(name('TU'), PDFHexString.fromText(label));
  acroField.dict.set(name('TU'), PDFHexString.fromText(label));
  return ref;
}

function takeAway(page: PDFPage, link: PDFRef): void {
  const annotations = page.node.Annots();
  const index = annotations?.asArray().indexOf(link) ?? -1;
  if (index >= 0) annotations?.remove(index);
  page.doc.context.delete(link);
}

/** What was told of as a link is told of as a field. */
function moveInStructure({ context }: PDFDocument, widgets: ReadonlyMap<PDFRef, PDFRef>): void {
  for (const [, element] of context.enumerateIndirectObjects()) {
    if (!(element instanceof PDFDict) || element.get(name('S')) !== name('Link')) continue;
    const kids = element.lookup(name('K'));
    for (const kid of kids instanceof PDFArray ? kids.asArray() : [kids]) {
      const object = kid instanceof PDFRef ? context.lookup(kid) : kid;
      if (!(object instanceof PDFDict)) continue;
      const link = object.get(name('Obj'));
      const widget = link instanceof PDFRef ? widgets.get(link) : undefined;
      if (!widget) continue;
      object.set(name('Obj'), widget);
      element.set(name('S'), name('Form'));
    }
  }
}
