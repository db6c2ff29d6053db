import { declaredItems, isOpeningKind } from '#protocols/domain';
import { shippedProtocols } from '../shipped-protocols.js';

/** What is measured, scored, felt or decided again each time, by the words people read. */
const ASKED_AGAIN =
  /score|total|grade|effet|infection|toléran|situation particulière|date de la visite|visite réalisée|poids|poursuite|saignement|réponse au traitement/i;

describe.each(shippedProtocols().map(({ protocol }) => [`${protocol.code} ${protocol.version}`, protocol] as const))(
  '%s',
  (_, protocol) => {
    const items = protocol.forms.flatMap((form) => declaredItems(form).map((found) => ({ ...found, form })));

    it('lets nothing be reused that is asked again at each visit', () => {
      const wrong = items.filter(({ item }) => item.reusable && ASKED_AGAIN.test(item.label)).map(({ item }) => item.code);
      expect(wrong).toEqual([]);
    });

    it('charter C8.2: lets history, treatments beside and stable facts be reused in its FAT, and no criterion', () => {
      const reusable = items.filter(({ item, form }) => item.reusable && isOpeningKind(form.kind));
      expect(reusable.length).toBeGreaterThan(2);
      expect(reusable.filter(({ section }) => /ligib|engagement/i.test(section.title))).toEqual([]);
    });

    it('charter P3: a declaration is filled with who declares and the medicine, never with a day nor a clinical answer', () => {
      const filled = items.filter(({ item, form }) => item.prefill !== undefined && (form.kind === 'EI' || form.kind === 'SP'));
      expect(filled.filter(({ item }) => !['text', 'choice'].includes(item.type)).map(({ item }) => item.code)).toEqual([]);
      expect(filled.filter(({ item }) => item.type === 'choice' && item.prefill !== 'declarant.quality')).toEqual([]);
    });
  },
);
