import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { getDocumentProxy, extractText } from 'unpdf';
import { Pdf } from '#kernel/api';
import { shippedProtocols } from '#protocols/api';
import type { Form, Protocol } from '#protocols/domain';
import { useBrowser } from '#testing/browser';
import { drawForm, frenchInstant, type FormPaper } from './draw-form.js';
import { paperSections } from './paper.js';

jest.setTimeout(60_000);

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
    const protocol = shippedProtocols()
      .map(({ protocol: each }) => each)
      .find(({ code }) => code.startsWith('ENHERTU')) as Protocol;
    const form = protocol.forms.find(({ kind }) => kind === 'FAT') as Form;
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
      state: 'Demande accordée',
      patient: 'DUP JE, née en mars 1961',
      centre: { id: '540002698', name: 'CHRU de Nancy – Hôpitaux de Brabois' },
      sections: paperSections(form, protocol, VALUES, { today: '2026-11-22' }),
      signatures: [
        { role: 'Prescripteur', meaning: prescriber?.meaning ?? '', hash: 'a'.repeat(64), ...signed },
        { role: 'Pharmacien', meaning: pharmacist?.meaning ?? '' },
      ],
      printedBy: 'Hélène Marchetti',
      printedAt: frenchInstant(new Date(0), 'Europe/Paris'),
    };
    const bytes = await pdf.draw(drawForm(paper));
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
          { title: 'Lignes', blocks: [{ table: { label: 'Lignes', rowLabel: 'ligne', columns: ['A'], rows: [{ rank: 1, cells }] } }] },
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
    expect((await read(await pdf.draw({ html, footer: '<span></span>' }))).text).toContain('avant');
    const typed = { ...paper, patient: '<script>alert(1)</script>' };
    expect((await read(await pdf.draw(drawForm(typed)))).text).toContain('<script>alert(1)</script>');
  });

  it('opens another browser when the first one died', async () => {
    await (pdf as unknown as { opening: Promise<{ process(): { kill(signal: string): void } }> }).opening.then((browser) =>
      browser.process().kill('SIGKILL'),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await read(await pdf.draw({ html: '<p>encore</p>', footer: '<span></span>' }))).text).toContain('encore');
  });
});
