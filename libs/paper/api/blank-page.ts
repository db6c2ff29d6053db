import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { renderSVG } from 'uqr';
import { PDF_FONT_SOURCE, PDF_FONT_STYLE, type PdfPage } from '#kernel/api';
import { roleTitle } from '#kernel/domain';
import { say, type BlankBlock, type BlankForm, type BlankQuestion } from '#paper/domain';
import { FieldPlaces } from './field-places.js';

/** What stands above each form: whose it is, for whom, and where it goes. */
export interface BlankHeading {
  readonly medicine: string;
  readonly inn: string;
  readonly protocol: { readonly title: string; readonly code: string; readonly version: number };
  readonly demonstration: boolean;
  /** Who receives what is filled. */
  readonly contact: string;
  /** The registration number; empty as long as it is not known. */
  readonly number: string;
  /** The visit in words; empty outside visits. */
  readonly place: string;
  readonly visit?: { readonly code: string; readonly occurrence: number };
}

/** What stands in the QR code (charter C2.1): the form, its version and, once known, the number and the visit. Nothing else of the patient. */
export function qrTextOf({ code }: Pick<BlankForm, 'code'>, { protocol, number, visit }: BlankHeading): string {
  const parts = [protocol.code, protocol.version, code, number, visit?.code ?? '', visit?.occurrence ?? ''];
  return ['PASSERELLE', ...parts].join('|').replace(/\|+$/, '');
}

const handlebars = Handlebars.create();
const templateOf = (name: string) => handlebars.compile(readFileSync(path.join(import.meta.dirname, 'templates', name), 'utf8'));
const [template, foot] = [templateOf('blank.html.hbs'), templateOf('blank-foot.html.hbs')];

/** Labels that stand side by side. */
const SHORT = 28;

/** The pages of blank forms, and the fields that a reader of PDF fills in them. */
export function blankPage(forms: readonly BlankForm[], heading: BlankHeading): { readonly page: PdfPage; readonly places: FieldPlaces } {
  const places = new FieldPlaces();
  const question = (form: string) => (asked: BlankQuestion) => {
    const { answer } = asked;
    const name = `${form}/${asked.key}`;
    if (answer.kind === 'calculated') return { ...asked, calculated: true };
    if (answer.kind === 'line') {
      const href = places.line({ name, label: asked.label, maxLength: answer.maxLength, tall: answer.tall });
      return { ...asked, line: { href, css: answer.tall ? 'line tall' : 'line', unit: answer.unit } };
    }
    const boxes = answer.choices.map(({ code, label }) => ({
      label,
      css: answer.many ? 'box' : 'box one',
      href: places.box({ name, label: say({ code: 'box-of', params: { question: asked.label, choice: label } }), code, many: answer.many }),
    }));
    return { ...asked, boxes, css: boxes.every(({ label }) => label.length < SHORT) ? 'columns' : '' };
  };
  const block = (form: string) => (each: BlankBlock) => ({
    ...each,
    css: each.title === undefined ? '' : 'row',
    questions: each.questions.map(question(form)),
  });
  const drawn = forms.map((form) => ({
    ...form,
    qr: renderSVG(qrTextOf(form, heading), { ecc: 'M', border: 0 }),
    sections: form.sections.map((section) => ({ ...section, blocks: section.blocks.map(block(form.code)) })),
    signatures: form.signatures.map(({ role, meaning }) => ({ role: roleTitle(role), meaning })),
  }));
  const title = forms.length === 1 ? (forms[0]?.title ?? '') : heading.protocol.title;
  const words = { title, heading, forms: drawn, fontStyle: PDF_FONT_STYLE, fontSource: PDF_FONT_SOURCE };
  return { page: { html: template(words), footer: foot(words) }, places };
}
