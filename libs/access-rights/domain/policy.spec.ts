import type { Subject } from '@casl/ability';
import {
  abilityFor,
  ACTIONS,
  as,
  expandGroups,
  HOSPITAL_ROLES,
  STAFF_ROLES,
  RULES,
  type Facts,
  type HospitalRole,
  type StaffRole,
} from './index.js';

const ENROLMENT = {
  id: 'E',
  authorisationId: 'X',
  centreId: 'A',
  formerCentreIds: [],
  state: 'half-signed',
  received: 'no',
  authorId: 'someone',
  prescriberId: 'helene',
};
const FAT = { ...ENROLMENT, enrolmentId: 'E', kind: 'FAT', visitCentreId: 'A' };

const hospital = (role: HospitalRole, more: Partial<Facts> = {}) =>
  abilityFor({ personId: 'me', profile: { role, centreId: 'A' }, requested: [], designated: [], ...more });
const staff = (role: StaffRole, ...authorisationIds: string[]) =>
  abilityFor({ personId: 'me', staff: { role, authorisationIds }, requested: [], designated: [] });
const enrolment = (more: Partial<typeof ENROLMENT> = {}): Subject => as('Enrolment', { ...ENROLMENT, ...more });
const fat = (more: Partial<typeof FAT> = {}): Subject => as('Form', { ...FAT, ...more });
const authorisation = (status = 'in-force', id = 'X'): Subject => as('Authorisation', { id, holderId: 'lab', status });
const reason = (ability: ReturnType<typeof abilityFor>, action: string, thing: Subject) => ability.relevantRuleFor(action, thing)?.reason;

describe('the policy', () => {
  it('charter C5.1: a prescriber sees the patients of the centre under what they requested or were designated for, nothing else', () => {
    for (const more of [{ requested: ['X'] }, { designated: ['X'] }]) {
      const ability = hospital('prescriber', more);
      expect(ability.can('read', enrolment())).toBe(true);
      expect(ability.can('read', enrolment({ authorisationId: 'Y' }))).toBe(false);
      expect(ability.can('read', enrolment({ centreId: 'B' }))).toBe(false);
    }
  });

  it('charter C5.8: before any request, a prescriber sees only the FAT that names them, in their centre, and may sign it', () => {
    const ability = hospital('prescriber');
    expect(ability.can('read', enrolment())).toBe(false);
    expect(ability.can('read', enrolment({ prescriberId: 'me' }))).toBe(true);
    expect(ability.can('sign-prescriber', fat({ prescriberId: 'me' }))).toBe(true);
    expect(ability.can('read', enrolment({ prescriberId: 'me', centreId: 'B' }))).toBe(false);
  });

  it('charter C5.8: whom a FAT names, who has signed nothing, has that FAT and what is asked about it; nothing else of its patient', () => {
    const mine = { prescriberId: 'me' };
    const query = (onFat: 'yes' | 'no', askedBy = 'operator') =>
      as('Query', { ...ENROLMENT, ...mine, visitCentreId: 'A', askedBy, askerCentreId: '', onFat });
    const asked = (ability: ReturnType<typeof abilityFor>): unknown[] => [
      ...['follow', 'read-journal'].map((act) => ability.can(act, enrolment(mine)) || reason(ability, act, enrolment(mine))),
      ...['write', 'complete', 'print'].map((act) => ability.can(act, fat({ ...mine, kind: 'SUIVI' })) || reason(ability, act, fat(mine))),
      ability.can('read', fat({ ...mine, kind: 'SUIVI' })),
      ability.can('read', as('Case', { ...ENROLMENT, ...mine, enrolmentId: 'E', visitCentreId: 'A' })),
      ...['read', 'answer', 'ask'].map((act) => ability.can(act, query('no'))),
      ...['read', 'answer', 'ask'].map((act) => ability.can(act, query('yes'))),
    ];
    const nothing: unknown[] = [false, false, false, false, false];
    expect(asked(hospital('prescriber'))).toEqual(['C5.8', 'C5.8', 'C5.8', 'C5.8', 'C5.8', ...nothing, true, true, true]);
    expect(asked(hospital('prescriber', { requested: ['X'] }))).toEqual(Array(13).fill(true));
  });

  it('says by which rule it refuses, no matter who asks: each act that a role never does, and each that it does only at times', () => {
    const silent = Object.entries(ACTIONS).flatMap(([name, actions]) =>
      (actions as readonly string[]).flatMap((action) =>
        [...HOSPITAL_ROLES, ...STAFF_ROLES]
          .filter((role) => {
            const rules = RULES.filter((rule) => rule.subject === name && rule.actions.includes(action) && rule.roles.includes(role));
            const opening = rules.filter(({ effect }) => effect === 'may');
            // What one may not read is absent rather than refused, once the role reads such things at all.
            if (opening.some(({ when }) => when.length === 0) || (action === 'read' && opening.length > 0)) return false;
            return !rules.some(({ effect, when }) => effect !== 'may' && when.length === 0);
          })
          .map((role) => `${role} ${action} ${name}`),
      ),
    );
    expect(silent).toEqual([]);
  });

  // What is counted over followed patients asks for that right alone.
  it('charter C5.8: anyone who follows a patient reads the file', () => {
    const ofEnrolments = RULES.filter(({ subject }) => subject === 'Enrolment');
    expect(
      ofEnrolments.filter(({ effect, actions }) => effect === 'may' && actions.includes('follow') && !actions.includes('read')),
    ).toEqual([]);
    expect(
      ofEnrolments.filter(({ effect, actions }) => effect !== 'may' && actions.includes('read') && !actions.includes('follow')),
    ).toEqual([]);
  });

  it('charter C5.3: a pharmacist sees all patients of the centre, whatever the authorisation', () => {
    const ability = hospital('pharmacist');
    for (const authorisationId of ['X', 'Y']) expect(ability.can('read', enrolment({ authorisationId }))).toBe(true);
    expect(ability.can('sign-pharmacist', fat())).toBe(true);
    expect(ability.can('read', enrolment({ centreId: 'B' }))).toBe(false);
  });

  it('charter C5.4: PNM type a FAT for an authorisation they were designated for, and may not sign it', () => {
    const ability = hospital('pnm', { designated: ['X'] });
    expect(ability.can('write', fat())).toBe(true);
    expect(ability.can('write', fat({ authorisationId: 'Y' }))).toBe(false);
    for (const act of ['sign-prescriber', 'sign-pharmacist'])
      expect([ability.can(act, fat()), reason(ability, act, fat())]).toEqual([false, 'C5.4']);
    expect(reason(hospital('pnm'), 'start-request', authorisation())).toBe('C5.4');
  });

  it('charter C5.6: nobody signs in the other role; a form that is not a FAT may be signed by those who sign FATs', () => {
    expect(reason(hospital('pharmacist'), 'sign-prescriber', fat())).toBe('C5.6');
    expect(reason(hospital('prescriber', { requested: ['X'] }), 'sign-pharmacist', fat())).toBe('C5.6');
    expect(hospital('pharmacist').can('sign-pharmacist', fat({ kind: 'SUIVI' }))).toBe(true);
    expect(hospital('prescriber').can('sign-prescriber', fat({ kind: 'SUIVI' }))).toBe(false);
    expect(hospital('prescriber', { requested: ['X'] }).can('sign-prescriber', fat({ kind: 'SUIVI' }))).toBe(true);
    expect(reason(hospital('pnm', { designated: ['X'] }), 'sign-prescriber', fat({ kind: 'SUIVI' }))).toBe('C5.4');
  });

  it('charter R5: no new FAT on an authorisation that is suspended or ended, for anyone', () => {
    for (const ability of [hospital('prescriber', { requested: ['X'] }), hospital('pharmacist'), hospital('pnm', { designated: ['X'] })]) {
      expect(ability.can('start-request', authorisation())).toBe(true);
      for (const status of ['suspended', 'ended']) {
        expect([ability.can('start-request', authorisation(status)), reason(ability, 'start-request', authorisation(status))]).toEqual([
          false,
          'R5',
        ]);
        expect(ability.can('write', fat())).toBe(true);
      }
    }
  });

  it('charter C5.1: only a prescriber with a request of their own designates prescribers; those with access designate PNM', () => {
    const may = (ability: ReturnType<typeof abilityFor>) =>
      ['designate-prescriber', 'designate-pnm'].map((act) => ability.can(act, authorisation()) || reason(ability, act, authorisation()));
    expect(may(hospital('prescriber', { requested: ['X'] }))).toEqual([true, true]);
    expect(may(hospital('prescriber', { designated: ['X'] }))).toEqual(['C5.1', true]);
    expect(may(hospital('prescriber'))).toEqual(['C5.1', 'C5.4']);
    expect(may(hospital('pharmacist'))).toEqual(['C5.1', true]);
    expect(may(hospital('pnm', { designated: ['X'] }))).toEqual(['C5.1', 'C5.4']);
    expect(may(staff('gestionnaire', 'X'))).toEqual(['C3.4', 'C3.4']);
  });

  it('charter P1: the holder decides, for its own authorisations; nobody else does', () => {
    const sent = enrolment({ received: 'yes' });
    expect(staff('exploitant', 'X').can('decide', sent)).toBe(true);
    expect(staff('exploitant', 'Y').can('decide', sent)).toBe(false);
    for (const ability of [staff('data-manager', 'X'), staff('gestionnaire', 'X'), hospital('pharmacist'), hospital('prescriber')])
      expect([ability.can('decide', enrolment()), reason(ability, 'decide', enrolment())]).toEqual([false, 'P1']);
  });

  it('charter P1: the holder reads a request once it was sent to it, not before', () => {
    const reads = (received: string) => {
      const ability = staff('exploitant', 'X');
      return [
        ability.can('read', enrolment({ received })),
        ability.can('read', fat({ received })),
        ability.can('print', fat({ received })),
      ];
    };
    expect(reads('no')).toEqual([false, false, false]);
    expect(reads('yes')).toEqual([true, true, true]);
    expect(staff('data-manager', 'X').can('read', enrolment({ received: 'no' }))).toBe(true);
  });

  it('charter P3: the holder takes a declaration in charge and codes it; the centre reads its own, nobody else acts', () => {
    const declared = as('Case', { ...ENROLMENT, received: 'yes', enrolmentId: 'E', visitCentreId: 'A' });
    const may = (ability: ReturnType<typeof abilityFor>) =>
      ['read', 'acknowledge', 'transmit', 'code'].map((act) => ability.can(act, declared) || (reason(ability, act, declared) ?? false));
    expect(may(staff('exploitant', 'X'))).toEqual([true, true, true, true]);
    expect(may(staff('exploitant', 'Y'))).toEqual([false, 'P3', 'P3', 'P3']);
    for (const role of ['data-manager', 'gestionnaire'] as const) expect(may(staff(role, 'X'))).toEqual([true, 'P3', 'P3', 'P3']);
    expect(may(staff('administrateur', 'X'))).toEqual(['C3.1', 'C3.1', 'C3.1', 'C3.1']);
    expect(may(hospital('pharmacist'))).toEqual([true, 'P3', 'P3', 'P3']);
    expect(may(hospital('prescriber'))).toEqual([false, 'P3', 'P3', 'P3']);
    expect(may(hospital('pnm', { designated: ['X'] }))).toEqual([true, 'P3', 'P3', 'P3']);
  });

  it('charter C3.4: no staff account does what a hospital role does, and a person on both sides at once may nothing', () => {
    for (const role of ['exploitant', 'gestionnaire'] as const) expect(reason(staff(role, 'X'), 'write', fat())).toBe('C3.4');
    expect(reason(staff('data-manager', 'X'), 'write', fat())).toBe('C2.2');
    const both = {
      personId: 'me',
      profile: { role: 'pharmacist', centreId: 'A' },
      staff: { role: 'exploitant', authorisationIds: ['X'] },
    } as const;
    expect(abilityFor({ ...both, requested: [], designated: [] }).rules).toEqual([]);
  });

  it('charter C3.1: the administrator sees no patient data', () => {
    const ability = staff('administrateur', 'X');
    expect([reason(ability, 'read', enrolment()), reason(ability, 'read', fat()), ability.can('read', enrolment())]).toEqual([
      'C3.1',
      'C3.1',
      false,
    ]);
    expect(ability.can('read', as('Installation', {}))).toBe(true);
  });

  it('charter C9.2: a pharmacist of another centre reads one patient that was opened to them, and writes nothing', () => {
    const ability = hospital('pharmacist', { readGrants: ['E'] });
    const elsewhere = { centreId: 'B', visitCentreId: 'B' };
    expect([ability.can('read', enrolment(elsewhere)), ability.can('read', fat(elsewhere))]).toEqual([true, true]);
    expect([ability.can('write', fat(elsewhere)), reason(ability, 'write', fat(elsewhere))]).toEqual([false, 'C9.2']);
  });

  it('charter C5.2: the side that asks is answered by the other side, and closes its own', () => {
    const query = (askedBy: string) =>
      as('Query', {
        authorisationId: 'X',
        centreId: 'A',
        formerCentreIds: [],
        visitCentreId: 'A',
        received: 'yes',
        prescriberId: 'helene',
        askedBy,
        askerCentreId: askedBy === 'hospital' ? 'A' : '',
        onFat: 'no',
      });
    const may = (ability: ReturnType<typeof abilityFor>, askedBy: string) =>
      (['answer', 'close', 'reopen', 'cancel', 'remind', 'assign'] as const).filter((act) => ability.can(act, query(askedBy)));
    for (const asked of ['system', 'operator']) {
      expect(may(hospital('pharmacist'), asked)).toEqual(['answer']);
      expect(may(staff('data-manager', 'X'), asked)).toEqual(['close', 'reopen', 'cancel', 'remind', 'assign']);
    }
    expect(may(hospital('pharmacist'), 'hospital')).toEqual(['close', 'reopen', 'cancel', 'remind']);
    expect(may(staff('data-manager', 'X'), 'hospital')).toEqual(['answer', 'assign']);
    for (const role of ['exploitant', 'gestionnaire'] as const) expect(may(staff(role, 'X'), 'hospital')).toEqual([]);
    expect(reason(hospital('pharmacist'), 'close', query('operator'))).toBe('C5.2');
    expect(reason(staff('data-manager', 'X'), 'answer', query('operator'))).toBe('C3.4');
  });

  it('charter C10.5: a former centre reads, finishes its own visits, and nothing else', () => {
    const ability = hospital('pharmacist');
    const moved = { centreId: 'B', formerCentreIds: ['A'] as never[] };
    expect(ability.can('read', enrolment(moved))).toBe(true);
    expect(ability.can('write', fat(moved))).toBe(true);
    expect(reason(ability, 'write', fat({ ...moved, visitCentreId: 'B' }))).toBe('C10.5');
    expect(hospital('prescriber').can('read', enrolment(moved))).toBe(false);
  });

  it('charter C12.4: at the freeze all writing stops and reading goes on', () => {
    const ability = hospital('pharmacist', { frozen: ['X'] });
    expect([ability.can('read', fat()), ability.can('write', fat()), reason(ability, 'write', fat())]).toEqual([true, false, 'C12.4']);
  });

  it('charter C3.3: one access opens a group only where access is single', () => {
    const groups = [
      { access: 'single', authorisationIds: ['X', 'Y'] },
      { access: 'separate', authorisationIds: ['V', 'W'] },
    ] as const;
    expect(expandGroups(['X', 'V'], groups).sort()).toEqual(['V', 'X', 'Y']);
    expect(expandGroups([], groups)).toEqual([]);
  });
});
