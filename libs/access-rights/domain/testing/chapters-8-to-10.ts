import type { Asked } from './asked.js';
import { hasAccess, worksInHospital } from './chapter-5.js';
import { opens, refuses, type Chapter, type Said } from './reading.js';

/** What is read of a patient: what was collected (C1.2), and its timeline; the journal is the account of who did what. */
const READ_OF_A_PATIENT: readonly string[] = ['Enrolment.read', 'Enrolment.follow', 'Form.read', 'Form.print', 'Case.read'];
const reads = ({ subject, action }: Asked): boolean => READ_OF_A_PATIENT.includes(`${subject}.${action}`);
const isOfAForm = ({ subject, action }: Asked): boolean => subject === 'Form' && !READ_OF_A_PATIENT.includes(`Form.${action}`);

/** Chapter 8: who has access to the new enrolment keeps reading the old one of the same patient, in their centre. */
export const chapter8: Chapter = (asked) => {
  const { person, thing } = asked;
  if (!person.continued || !worksInHospital(person.role)) return undefined;
  if (reads(asked)) return thing.ofTheirCentre ? opens('C8.3') : refuses('C8.3');
  return isOfAForm(asked) ? refuses('C8.3') : undefined;
};

/** Chapter 9: a pharmacist who dispenses asks, a prescriber of the patient's centre grants, and what is granted is reading. */
export const chapter9: Chapter = (asked) => {
  const { person, subject } = asked;
  if (subject === 'ReadGrant') return ofReadGrants(asked);
  if (person.role !== 'pharmacist' || !person.readingGranted) return undefined;
  if (reads(asked)) return opens('C9.2');
  return isOfAForm(asked) ? refuses('C9.2') : undefined;
};

function ofReadGrants({ person, action, thing }: Asked): Said | undefined {
  const asks = person.role === 'pharmacist' && thing.askedFromTheirCentre && thing.askedByThem;
  const grants = person.role === 'prescriber' && thing.ofTheirCentre && hasAccess(person);
  switch (action) {
    case 'ask':
      return asks ? opens('C9.2') : refuses('C9.2');
    case 'grant':
    case 'refuse':
    case 'withdraw':
      return grants ? opens('C9.2') : refuses('C9.2');
    // Who asked, who answers, and the pharmacists of the patient's centre know who reads.
    case 'read':
      return asks || grants || (person.role === 'pharmacist' && thing.ofTheirCentre) ? opens('C9.2') : refuses('C9.2');
    default:
      return undefined;
  }
}

const OF_PATIENTS: readonly string[] = ['Enrolment', 'Form', 'Case', 'Query'];
/** To finish and to correct; a lock that stands in the way may be asked away. */
const FINISHING: readonly string[] = ['write', 'complete', 'reopen', 'ask-unlock'];

/** Chapter 10: the former centre keeps reading what it entered, finishes its own visits, answers on them; nothing else (C10.5). */
export const chapter10: Chapter = (asked) => {
  const { person, subject, thing } = asked;
  if (!worksInHospital(person.role)) return undefined;
  if (subject === 'Transfer') return ofTransfers(asked);
  if (!OF_PATIENTS.includes(subject) || !thing.onceOfTheirCentre) return undefined;
  return hasAccess(person) && isLeftToFormerCentre(asked) ? opens('C10.5') : refuses('C10.5');
};

function isLeftToFormerCentre(asked: Asked): boolean {
  const { subject, action, thing } = asked;
  switch (subject) {
    case 'Enrolment':
      return reads(asked);
    // Of each form its own values alone are shown (mechanisms, « Values »): so it may look at any of them.
    case 'Form':
      return reads(asked) || (thing.visitOfTheirCentre && FINISHING.includes(action));
    case 'Case':
      return reads(asked) && thing.visitOfTheirCentre;
    // What it asked itself it entered; what the next centre asks came after.
    default:
      if (thing.askedBy === 'hospital') return action === 'read' && thing.askedFromTheirCentre;
      return thing.visitOfTheirCentre && (action === 'read' || action === 'answer');
  }
}

/** The teams of both centres see a transfer (C10.2, C10.5); the tool's manager makes it (C10.1). */
function ofTransfers({ person, action, thing }: Asked): Said | undefined {
  if (action === 'make') return refuses('C10.1');
  if (action !== 'read') return undefined;
  return hasAccess(person) && (thing.ofTheirCentre || thing.toTheirCentre) ? opens('C10.2') : refuses('C10.2');
}
