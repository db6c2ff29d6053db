import type { EntityManager } from 'typeorm';
import { as } from '#access-rights/domain';
import { say } from '../say.js';
import type { Previewed, Scene } from './previews.js';

const FORM = ['read', 'write', 'sign-prescriber', 'sign-pharmacist'] as const;

/** The patients of a centre under an authorisation, and under those that the same access opens: any of them, whom no FAT of the person names. */
export function patientsOf(centreId: string, authorisationId: string): Scene {
  return {
    around: { centreIds: [centreId], enrolmentId: null },
    things: async (tx) => {
      return (await opened(tx, authorisationId)).map(({ id, medicine, holderId }) =>
        patientsUnder(centreId, id, holderId, say({ code: 'patients-of', params: { medicine } })),
      );
    },
  };
}

interface Opened {
  readonly id: string;
  readonly medicine: string;
  readonly holderId: string;
}

/** The authorisation, and those of its group where one access opens them all (charter C3.3). */
function opened(tx: EntityManager, authorisationId: string): Promise<Opened[]> {
  return tx.query(
    `SELECT one.id, one.medicine || ' (' || one.code || ')' AS medicine, one.holder_id AS "holderId"
     FROM authorisation one JOIN authorisation asked ON asked.id = $1
     LEFT JOIN authorisation_group ON authorisation_group.id = asked.group_id
     WHERE one.id = asked.id OR (authorisation_group.access = 'single' AND one.group_id = asked.group_id) ORDER BY one.code`,
    [authorisationId],
  );
}

function patientsUnder(centreId: string, authorisationId: string, holderId: string, of: string): Previewed {
  const patient = { authorisationId, centreId, formerCentreIds: [], state: 'granted', received: 'yes', authorId: '', prescriberId: '' };
  return {
    of,
    subjects: [
      { name: 'Form', thing: as('Form', { ...patient, enrolmentId: '', kind: 'FAT', visitCentreId: centreId }), actions: FORM },
      {
        name: 'Authorisation',
        thing: as('Authorisation', { id: authorisationId, holderId, status: 'in-force' }),
        actions: ['designate-prescriber', 'designate-pnm'],
      },
    ],
  };
}

/** One patient's file: what is of it until now, and what comes. */
export function fileOf(
  centreIds: readonly string[],
  enrolmentId: string,
  read: (tx: EntityManager) => Promise<{ readonly until: Previewed['subjects']; readonly next: Previewed['subjects'] }>,
): Scene {
  return {
    around: { centreIds, enrolmentId },
    things: async (tx) => {
      const { until, next } = await read(tx);
      return [
        { of: say({ code: 'file-until-now' }), subjects: until },
        { of: say({ code: 'visits-to-come' }), subjects: next },
      ];
    },
  };
}
