import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDocumentProxy, extractText } from 'unpdf';
import { Pdf } from '#kernel/api';
import { shippedProtocols } from '#protocols/api';
import { applicability, type Form, type Protocol } from '#protocols/domain';
import { useBrowser } from '#testing/browser';
import { drawForm, frenchInstant, type FormPaper } from './draw-form.js';
import { paperSections } from './paper.js';

/** Of a page's operators, the one that names a font. */
const SET_FONT = 37;

const ROW = 'ttt_ant/01aaaaaa';
const VALUES = {
  'fat.date_demande': '2026-11-20',
  'pat.nom3': 'DUP',
  'pat.prenom2': 'JE',
  'pat.naissance_mois': '1961-03',
  'pat.sexe': 'F',
  'pat.poids': '62.5',
  'pat.relais_ac': 'NON',
  'her2.ihc': '1+',
  'her2.ish': 'NEG',
  'meta.sites': ['OS', 'FOIE'],
  [ROW]: true,
  [`${ROW}/ttt_ant.type`]: 'CHIMIO',
} as const;

/** The names of the fonts that stand in the file itself. */
async function fontsOf(document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<string[]> {
  const names = new Set<string>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    const loaded = argsArray.filter((_, index) => fnArray[index] === SET_FONT).map(([name]) => String(name));
    for (const each of loaded) names.add(page.commonObjs.get(each).name);
  }
  return [...names];
}

describe('a form on paper', () => {
  const pdf = new Pdf();
  let paper: FormPaper;
  let text: string;
  let pages: number;

  const read = async (bytes: Buffer) => {
    const document = await getDocumentProxy(new Uint8Array(bytes));
    return { text: (await extractText(document, { mergePages: true })).text.replace(/\s+/g, ' '), pages: document.numPages };
  };

  beforeAll(async () => {
    await useBrowser();
    const { protocol, form } = accessForm();
    const [prescriber, pharmacist] = form.signatures ?? [];
    const signed = {
      name: 'Hélène Marchetti',
      rpps: '99700410378',
      centre: 'CHRU de Nancy',
      at: frenchInstant(new Date(0), 'Europe/Paris'),
    };
    paper = {
      title: form.title,
      medicine: 'ENHERTU',
      inn: 'trastuzumab déruxtécan',
      indication: protocol.put.indication,
      holder: protocol.put.holder,
      protocol: { title: protocol.put.title, code: protocol.code, version: protocol.version },
      demonstration: protocol.demonstration,
      number: 'ENH-482915',
      state: 'Demande\u00a0: accès accordé',
      patient: 'DUP JE, née en mars 1961',
      centre: { id: '540002698', name: 'CHRU de Nancy – Hôpitaux de Brabois' },
      sections: paperSections(applicability(form, VALUES, { today: '2026-11-22' }), protocol),
      signatures: [
        { role: 'Prescripteur', meaning: prescriber?.meaning ?? '', hash: 'a'.repeat(64), ...signed },
        { role: 'Pharmacien', meaning: pharmacist?.meaning ?? '' },
      ],
      printedBy: 'Hélène Marchetti',
      printedAt: frenchInstant(new Date(0), 'Europe/Paris'),
    };
    const bytes = await pdf.draw(drawForm(paper), 'her');
    ({ text, pages } = await read(bytes));
  });

  afterAll(() => pdf.onApplicationShutdown());

  it('charter C6.3: shows each answer as it is read on screen, and what was asked and not answered', () => {
    expect(text).toContain('Nom du patient, 3 premières lettres DUP');
    expect(text).toContain('Poids 62,5 kg');
    expect(text).toContain('Sites métastatiques Os, Foie');
    expect(text).toContain('Taille non renseigné');
  });

  it('charter C6.3: shows what applies only', () => {
    expect(text).not.toMatch(/ISH (Négatif|non renseigné)/);
    expect(text).not.toContain('N° d’accès compassionnel');
  });

  it('charter C6.3: bears its signatures, with who, in which quality, where, when, what it means and the hash', () => {
    expect(text).toContain('Hélène Marchetti, RPPS 99700410378');
    expect(text).toContain('Signé électroniquement le 1er janvier 1970 à 01 h 00 (UTC+1)');
    expect(text).toContain('J’atteste l’exactitude des données');
    expect(text.replaceAll(' ', '')).toContain('a'.repeat(64));
    expect(text).toContain('Non apposée.');
  });

  it('explains hatching only where a question does not apply to a row', () => {
    const drawn = (cells: (string | undefined)[]) =>
      drawForm({
        ...paper,
        sections: [
          {
            title: 'Lignes',
            blocks: [{ table: { label: 'Lignes', rowLabel: 'ligne', none: '', columns: ['A'], rows: [{ rank: 1, cells }] } }],
          },
        ],
      }).html;
    expect(drawn(['x'])).not.toContain('hachurées');
    expect(drawn([undefined])).toContain('hachurées');
  });

  it('says its number, its pages, its protocol, and that this one is a demonstration', () => {
    expect(text).toContain('ENH-482915');
    expect(text).toContain(`Page 1/${pages}`);
    expect(text).toContain('ENHERTU-HER2-FAIBLE');
    expect(text).toContain('Protocole de démonstration');
  });

  it('runs no script and reaches nothing, whatever stands in an answer', async () => {
    const html = `<p>avant</p><script>document.body.textContent = 'attrapé'</script><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/passwd">`;
    expect((await read(await pdf.draw({ html, footer: '<span></span>' }, 'her'))).text).toContain('avant');
    const typed = { ...paper, patient: '<script>alert(1)</script>' };
    expect((await read(await pdf.draw(drawForm(typed), 'her'))).text).toContain('<script>alert(1)</script>');
  });

  it('charter C6.3: draws every script with fonts of ours, embedded: nothing is an empty box on a machine that has none', async () => {
    const said = 'Œuvrard ẞ, 2 × 10³, « ≥ 5 µg », Ελληνικά ἀρχή, Кириллица Ѣ, 患者発熱, 😀 👩‍⚕️ ✅ 🇫🇷';
    const { html } = drawForm({ ...paper, patient: said, sections: [], signatures: [] });
    const document = await getDocumentProxy(new Uint8Array(await pdf.draw({ html, footer: '<span></span>' }, 'her')));
    const drawn = (await extractText(document, { mergePages: true })).text.normalize('NFKC').replace(/\s+/g, ' ');
    // The micro sign and the Greek letter are drawn alike: NFKC makes one of them.
    for (const word of ['Œuvrard ẞ', '≥ 5 μg', 'Ελληνικά ἀρχή', 'Кириллица Ѣ', '患者発熱', '😀', '✅']) expect(drawn).toContain(word);
    const fonts = await fontsOf(document);
    expect(fonts).toEqual(
      expect.arrayContaining([expect.stringContaining('Inter'), expect.stringMatching(/NotoSansSC/), expect.stringMatching(/NotoEmoji/)]),
    );
    expect(fonts.filter((name) => !/Inter|NotoSansSC|NotoEmoji|Mono/.test(name))).toEqual([]);
  });

  it('opens its browser without the secrets of the environment', async () => {
    process.env['SEAL_KEY'] = 'a-secret-of-the-test';
    const own = new Pdf();
    try {
      await own.draw({ html: '<p>seul</p>', footer: '<span></span>' }, 'her');
      const { opening } = own as unknown as { opening: Promise<{ process(): { pid: number } }> };
      const told = readFileSync(`/proc/${(await opening).process().pid}/environ`, 'utf8');
      expect(told).toContain('PATH=');
      expect(told).not.toContain('a-secret-of-the-test');
    } finally {
      delete process.env['SEAL_KEY'];
      await own.onApplicationShutdown();
    }
  });

  it('opens one other browser when the first one died, even while it draws', async () => {
    const opened = () => (pdf as unknown as { opening: Promise<{ process(): { pid: number; kill(signal: string): void } }> }).opening;
    const first = await opened();
    const drawn = ['un', 'deux'].map((word) => pdf.draw({ html: `<p>${word}</p>`, footer: '<span></span>' }, word));
    first.process().kill('SIGKILL');
    const texts = await Promise.all(drawn.map(async (page) => (await read(await page)).text.trim()));
    expect(texts).toEqual(['un', 'deux']);
    expect((await opened()).process().pid).not.toBe(first.process().pid);
    expect((await read(await pdf.draw({ html: '<p>encore</p>', footer: '<span></span>' }, 'her'))).text).toContain('encore');
  });

  it('charter C8.2: shows what was carried and not confirmed apart, with where it comes from: it is no answer', () => {
    const { protocol, form } = accessForm();
    const carried = {
      'pat.taille': { value: 172, source: 'compassionate', form: 'Fiche de suivi', day: '2026-03-02', seq: 4, centreId: 'a' },
    } as const;
    const [patient] = paperSections(applicability(form, VALUES, { today: '2026-11-22' }), protocol, carried);
    const lines = patient?.blocks.flatMap((block) => ('lines' in block ? block.lines : [])) ?? [];
    expect(lines.find(({ label }) => label === 'Taille')?.value).toBe('');
    expect(patient?.blocks.at(-1)).toEqual({
      carried: [{ label: 'Taille', value: '172\u00a0cm – accès compassionnel (Fiche de suivi, 02/03/2026)' }],
    });
    expect(drawForm({ ...paper, sections: patient ? [patient] : [] }).html).toContain('non confirmées');
  });
});

function accessForm(): { protocol: Protocol; form: Form } {
  const protocol = shippedProtocols()
    .map(({ protocol: each }) => each)
    .find(({ code }) => code.startsWith('ENHERTU')) as Protocol;
  return { protocol, form: protocol.forms.find(({ kind }) => kind === 'FAT') as Form };
}
