import type { Subject } from '@casl/ability';
import { as } from '#access-rights/domain';
import type { Columns, Ctx } from '#kernel/api';
import { allows, bearsAnsmNumber, isWritable, type Signer } from '#patients/domain';
import type { Enrolment } from './enrolment.entity.js';
import type { EnrolmentView } from '../patients.messages.js';

/** Which column holds what the policy looks at. The query names the enrolment `enrolment`. */
export const ENROLMENT_COLUMNS: Columns = {
  id: 'enrolment.id',
  authorisationId: 'enrolment.authorisationId',
  centreId: 'enrolment.centreId',
  formerCentreIds: { array: 'enrolment.formerCentreIds' },
  state: 'enrolment.state',
  received: `(CASE WHEN enrolment.firstSentAt IS NULL THEN 'no' ELSE 'yes' END)`,
  authorId: 'enrolment.authorId',
  prescriberId: 'enrolment.prescriberId',
};

/** An enrolment as the policy sees it. */
export function asEnrolment(enrolment: Enrolment): Subject {
  return as('Enrolment', { id: enrolment.id, ...attributesOf(enrolment) });
}

/** A form of an enrolment as the policy sees it; `visitCentreId` is the centre that was in charge of its visit. */
export function asForm(enrolment: Enrolment, kind: string, visitCentreId: string): Subject {
  return as('Form', { enrolmentId: enrolment.id, kind, visitCentreId, ...attributesOf(enrolment) });
}

/** What the policy looks at on whatever is of an enrolment. */
export function attributesOf({ authorisationId, centreId, formerCentreIds, state, firstSentAt, authorId, prescriberId }: Enrolment) {
  return { authorisationId, centreId, formerCentreIds, state, received: firstSentAt ? 'yes' : 'no', authorId, prescriberId };
}

/**
 * What this person may do with the file now: what the policy lets them, where the state of the request lets anyone.
 * @param taken whether its authorisation takes the request.
 */
export function abilitiesOn({ ability }: Ctx, enrolment: Enrolment, taken: boolean): EnrolmentView['abilities'] {
  const { state, awaits } = enrolment;
  const [file, fat] = [asEnrolment(enrolment), asForm(enrolment, 'FAT', enrolment.centreId)];
  const signs = (role: Signer) => taken && allows(state, 'sign') && awaits.includes(role) && ability.can(`sign-${role}`, fat);
  const abilities: Record<EnrolmentView['abilities'][number], boolean> = {
    write: isWritable(state) && ability.can('write', fat),
    'sign-prescriber': signs('prescriber'),
    'sign-pharmacist': signs('pharmacist'),
    cancel: allows(state, 'cancel') && ability.can('cancel', file),
    decide: allows(state, 'grant') && ability.can('decide', file),
    print: ability.can('print', fat),
    follow: ability.can('follow', file),
    'read-journal': ability.can('read-journal', file),
    'give-ansm-number': bearsAnsmNumber(enrolment.ground) && state !== 'cancelled' && ability.can('write', fat),
  };
  return (Object.keys(abilities) as EnrolmentView['abilities']).filter((each) => abilities[each]);
}
