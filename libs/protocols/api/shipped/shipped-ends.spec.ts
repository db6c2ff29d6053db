import { declaredItems, entriesOf } from '#protocols/domain';
import { shippedProtocols } from '../shipped-protocols.js';

/** Words of a choice that tell a death, or that nobody will be seen again. */
const TELLS_END = /d[ée]c[èe]s|d[ée]c[ée]d|fatal|perdu de vue|mort\b/i;
/** Questions about a death that is told elsewhere: which one, or why. */
const ABOUT_A_DEATH = /cause/i;

const endings = shippedProtocols().flatMap(({ protocol }) =>
  protocol.forms
    .filter(({ kind }) => kind !== 'FAT')
    .flatMap((form) =>
      declaredItems(form).flatMap(({ item }) => {
        if (item.type !== 'choice' && item.type !== 'multi') return [];
        const codes = entriesOf(item, protocol.codeLists).filter(({ label }) => TELLS_END.test(label));
        return ABOUT_A_DEATH.test(item.label) ? [] : codes.map(({ code }) => ({ protocol, form: form.code, item: item.code, code }));
      }),
    ),
);

describe('an answer that tells a death or a loss of follow-up', () => {
  it('charter P2: ends the calendar, in every form of every shipped protocol', () => {
    expect(endings.length).toBeGreaterThan(20);
    const silent = endings.filter(
      ({ protocol, form, item, code }) =>
        !protocol.calendar.ends?.some((end) => end.form === form && end.item === item && end.codes.includes(code)),
    );
    expect(silent.map(({ protocol, form, item, code }) => `${protocol.code} ${protocol.version} ${form} ${item} ${code}`)).toEqual([]);
  });

  it('charter P2: is one that exists: no `ends` of a shipped protocol speaks of something else', () => {
    for (const { protocol } of shippedProtocols())
      for (const { form, item, codes } of protocol.calendar.ends ?? []) {
        const found = protocol.forms.find((each) => each.code === form);
        const declared = found && declaredItems(found).find((each) => each.item.code === item)?.item;
        const known = declared && (declared.type === 'choice' || declared.type === 'multi') ? entriesOf(declared, protocol.codeLists) : [];
        expect([protocol.code, form, item, codes.filter((code) => !known.some((entry) => entry.code === code))]).toEqual([
          protocol.code,
          form,
          item,
          [],
        ]);
      }
  });
});
