import { describe, expect, it } from '@jest/globals';
import { ACCOUNTS } from '#testing/identity';
import { readClaims, type ExternalPerson } from '#identity/domain';
import { shippedProtocols } from '#protocols/api';
import { gaps, openingFormOf, type Form, type Protocol } from '#protocols/domain';
import { Chance } from './chance.js';
import { fatOf } from './fats.js';
import { newPatient } from './patients.js';
import { asExternal, HOSPITAL, NANCY, PRO_SANTE_CONNECT, STAFF } from './people.js';
import type { Surroundings } from './surroundings.js';

const TODAY = '2026-11-22';

function around(chance: Chance, protocolCode: string): Surroundings {
  const signatory = (login: string) => {
    const { familyName, givenName, email, rpps = '' } = HOSPITAL.map(asExternal).find(({ subject }) => subject === login) as ExternalPerson;
    return { familyName, givenName, email, rpps };
  };
  return {
    patient: newPatient(chance, protocolCode),
    prescriber: { ...signatory('prescripteur-a'), specialty: 'Hématologie', ward: 'Hématologie clinique' },
    pharmacist: signatory('pharmacien-a'),
    centre: NANCY,
    today: TODAY,
  };
}

describe('the demonstration', () => {
  it.each(shippedProtocols().map(({ protocol }) => [protocol.code, protocol] as const))(
    'types FATs of %s that can be signed, whatever chance says',
    (code, protocol: Protocol) => {
      const form = openingFormOf(protocol) as Form;
      const all = form.sections.map((section) => section.code);
      for (let seed = 0; seed < 200; seed++) {
        const chance = new Chance(seed);
        const values = Object.assign({}, ...Object.values(fatOf(protocol, chance, around(chance, code))));
        expect(gaps(protocol, form, values, { today: TODAY }, all)).toEqual([]);
      }
    },
  );

  it('knows the people who can sign in as their providers do, but for the one who is new', () => {
    const plage = ACCOUNTS.plage.filter(({ login }) => login !== 'nouveau').map(({ claims }) => readClaims('plage', claims));
    const ours = HOSPITAL.map(asExternal);
    for (const account of plage) expect(ours).toContainEqual(account);
    expect(PRO_SANTE_CONNECT).toEqual(
      ACCOUNTS.psc.map(({ claims }) => ({
        ...readClaims('psc', claims),
        email: expect.stringContaining('-psc@'),
        profiles: expect.anything(),
      })),
    );
    const staff = ACCOUNTS.operateur.map(({ login, name, claims }) => ({ login, name, email: claims['email'] }));
    expect(
      STAFF.slice(0, staff.length).map(({ login, name, domain }) => ({
        login,
        name: name.join(' '),
        email: `${login}@${domain}.exemple.fr`,
      })),
    ).toEqual(staff);
  });
});
