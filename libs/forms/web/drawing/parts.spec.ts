import type { Gap } from '#protocols/domain';
import { endInWords } from './parts.js';
import { FAT } from '../sheet/small-form.testing.js';

const gap = (kind: Gap['kind']): Gap => ({ key: 'weight', label: 'Poids', section: 'patient', kind, says: { code: 'answer-needed' } });

describe('what is said when the entry of a form of the follow-up ends', () => {
  it.each<[Gap['kind'][], string, string]>([
    [[], 'green', 'Saisie terminée.'],
    [['missing'], 'amber', 'Saisie terminée. 1 réponse manque encore.'],
    [['missing', 'missing'], 'amber', 'Saisie terminée. 2 réponses manquent encore.'],
    [['wrong'], 'amber', 'Saisie terminée. 1 point est à revoir.'],
    [['missing', 'wrong', 'check'], 'amber', 'Saisie terminée. 1 réponse manque encore. 2 points sont à revoir.'],
  ])('%j: %s, %s', (kinds, tone, text) => {
    expect(endInWords({ ...FAT, kind: 'SUIVI', signatures: [] }, kinds.map(gap), 'prescriber')).toEqual({ tone, text });
  });
});
