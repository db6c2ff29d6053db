import type { SubjectName } from '#access-rights/domain';
import { CHAPTERS, NOBODY, NOTHING, readBy, type Person, type Thing } from '#testing/reading';
import { firstScope, type Account, type Cast } from './cast.js';

/** A request and what became of its patient, as the history tells it. */
export interface Patient {
  readonly name: string;
  readonly id: string;
  readonly fatId: string;
  readonly licenceId: string;
  readonly authorId: string;
  readonly prescriberId: string;
  centreId: string;
  /** Where they were followed, in order, the present centre last. */
  stays: string[];
  state: 'draft' | 'completed' | 'half-signed' | 'sent' | 'granted' | 'refused' | 'cancelled';
  signed: ('prescriber' | 'pharmacist')[];
  received: boolean;
  number: string;
  forms: { readonly id: string; readonly kind: string; readonly visitCentreId: string }[];
}

/** A request that opens its authorisation to who made it (C5.1, C5.8, C10.6). */
interface Opening {
  readonly personId: string;
  readonly centreId: string;
  readonly licenceId: string;
  readonly patientId: string;
  live: boolean;
}

export interface Designated {
  readonly id: string;
  readonly kind: 'prescriber' | 'pnm';
  readonly licenceId: string;
  readonly centreId: string;
  readonly designeeId: string;
  readonly designatorId: string;
  stands: boolean;
}

export interface Reading {
  readonly id: string;
  readonly patientId: string;
  readonly centreId: string;
  readonly askerId: string;
  readonly askerCentreId: string;
  state: 'asked' | 'granted' | 'over';
}

export interface Move {
  readonly id: string;
  readonly patientId: string;
  readonly from: string;
  readonly to: string;
  readonly prescriberId: string;
  state: 'planned' | 'done' | 'over';
  openedAccess: boolean;
  writtenSince: boolean;
}

/** What is asked about one of these, in the words of the second reading. */
type About = Partial<Thing> & { readonly licenceId?: string; readonly patientId?: string };

/** All that a history knows of itself: kept from what was done, never read from a table of the product. */
export class Known {
  readonly patients: Patient[] = [];
  readonly openings: Opening[] = [];
  readonly designations: Designated[] = [];
  readonly readings: Reading[] = [];
  readonly moves: Move[] = [];
  readonly statuses = new Map<string, 'in-force' | 'suspended' | 'ended'>();
  readonly scopes = new Map<string, string[]>();
  /** Profiles and accounts that are closed, by their account’s name. */
  readonly closed = new Set<string>();

  constructor(readonly cast: Cast) {
    for (const { id } of cast.licences) this.statuses.set(id, 'in-force');
    for (const account of cast.accounts) this.scopes.set(account.name, firstScope(account, cast.licences));
  }

  patient(id: string): Patient {
    const found = this.patients.find((one) => one.id === id);
    if (!found) throw new Error(`No patient ${id}.`);
    return found;
  }

  /** Whether the charter, read a second time, lets this account do it. */
  may(account: Account, subject: SubjectName, action: string, about: About): boolean {
    const { licenceId, patientId, ...thing } = about;
    const person = this.personOf(account, licenceId, patientId);
    return readBy(CHAPTERS, { person, subject, action, thing: { ...NOTHING, ...thing } }).may;
  }

  /** The words of a file, or of what is of a file, as it stands to this account. */
  ofPatient({ personId, profile }: Account, patient: Patient): About {
    const centreId = profile?.centreId;
    return {
      licenceId: patient.licenceId,
      patientId: patient.id,
      ofTheirCentre: patient.centreId === centreId,
      onceOfTheirCentre: patient.centreId !== centreId && patient.stays.some((stay) => stay === centreId),
      named: patient.prescriberId === personId,
      begun: patient.authorId === personId,
      received: patient.received,
      state: patient.state,
    };
  }

  ofForm(account: Account, patient: Patient, { kind, visitCentreId }: Patient['forms'][number]): About {
    return { ...this.ofPatient(account, patient), kind, visitOfTheirCentre: visitCentreId === account.profile?.centreId };
  }

  ofLicence(licenceId: string): About {
    return { licenceId, status: this.statuses.get(licenceId) ?? '' };
  }

  ofDesignation({ personId, profile }: Account, { licenceId, centreId, kind, designatorId, designeeId }: Designated): About {
    return {
      licenceId,
      ofTheirCentre: centreId === profile?.centreId,
      kind,
      designator: designatorId === personId,
      designee: designeeId === personId,
    };
  }

  ofReading({ personId, profile }: Account, { patientId, centreId, askerId, askerCentreId }: Reading): About {
    return {
      licenceId: this.patient(patientId).licenceId,
      ofTheirCentre: centreId === profile?.centreId,
      askedByThem: askerId === personId,
      askedFromTheirCentre: askerCentreId === profile?.centreId,
    };
  }

  ofMove({ profile }: Account, { patientId, from, to }: Pick<Move, 'patientId' | 'from' | 'to'>): About {
    const { licenceId } = this.patient(patientId);
    return { licenceId, ofTheirCentre: from === profile?.centreId, toTheirCentre: to === profile?.centreId };
  }

  /** A request is made, once for each patient, person and centre. @returns whether it was not open already, by this patient. */
  open(made: Omit<Opening, 'live'>): boolean {
    const known = this.openings.find(
      (one) => one.patientId === made.patientId && one.personId === made.personId && one.centreId === made.centreId,
    );
    if (known?.live) return false;
    if (known) known.live = true;
    else this.openings.push({ ...made, live: true });
    return true;
  }

  /** The patient goes; what their former centre opened to another one is over (charter C10.2, C10.6). */
  go(move: Move): void {
    const { patientId, to, prescriberId } = move;
    const patient = this.patient(patientId);
    patient.stays.push(to);
    move.state = 'done';
    move.openedAccess = this.open({ personId: prescriberId, centreId: to, licenceId: patient.licenceId, patientId });
    this.isFollowedIn(patient, to);
  }

  /** Whatever a centre does in the file, the transfer that brought the patient there is undone no more (charter C10.4). */
  actsIn(patientId: string, centreId: string | undefined): void {
    for (const move of this.moves) if (move.patientId === patientId && move.to === centreId) move.writtenSince = true;
  }

  /** As if they had not gone. */
  comeBack({ patientId, from, to, prescriberId, openedAccess }: Move): void {
    const patient = this.patient(patientId);
    patient.stays.pop();
    for (const one of this.openings)
      if (openedAccess && one.patientId === patientId && one.personId === prescriberId && one.centreId === to) one.live = false;
    this.isFollowedIn(patient, from);
  }

  hasPlanned(patientId: string): boolean {
    return this.moves.some((one) => one.patientId === patientId && one.state === 'planned');
  }

  lastMove(patientId: string): Move | undefined {
    return this.moves.findLast((one) => one.patientId === patientId && one.state === 'done');
  }

  waitsOrReads(patientId: string, personId: string): boolean {
    return this.readings.some((one) => one.patientId === patientId && one.askerId === personId && one.state !== 'over');
  }

  /** What they asked to read as pharmacist of a place is over once they are none there. */
  left({ personId, profile }: Account): void {
    if (profile?.role !== 'pharmacist') return;
    for (const one of this.readings) if (one.askerId === personId && one.askerCentreId === profile.centreId) one.state = 'over';
  }

  private isFollowedIn(patient: Patient, centreId: string): void {
    patient.centreId = centreId;
    for (const one of this.readings) if (one.patientId === patient.id && one.centreId !== centreId) one.state = 'over';
  }

  /** Where one access opens several, all of them (charter C3.3). */
  private openedWith(licenceId: string): string[] {
    const { licences, shared } = this.cast;
    const ofOneCompany = licences.slice(0, 2).map(({ id }) => id);
    return shared && ofOneCompany.includes(licenceId) ? ofOneCompany : [licenceId];
  }

  private personOf(account: Account, licenceId: string | undefined, patientId: string | undefined): Person {
    const { name, personId, profile, staff } = account;
    if (this.closed.has(name)) return NOBODY;
    const opening = licenceId === undefined ? [] : this.openedWith(licenceId);
    if (staff) return { ...NOBODY, role: staff.role, assigned: this.scopes.get(name)?.includes(licenceId ?? '') ?? false };
    if (!profile) return NOBODY;
    const { role, centreId } = profile;
    const here = (of: { readonly licenceId: string; readonly centreId: string }) =>
      of.centreId === centreId && opening.includes(of.licenceId);
    return {
      ...NOBODY,
      role,
      requested: role === 'prescriber' && this.openings.some((one) => one.live && one.personId === personId && here(one)),
      designated: this.designations.some((one) => one.stands && one.designeeId === personId && one.kind === role && here(one)),
      readingGranted: role === 'pharmacist' && patientId !== undefined && this.reads(personId, centreId, patientId),
    };
  }

  private reads(personId: string, centreId: string, patientId: string): boolean {
    return this.readings.some(
      (one) =>
        one.state === 'granted' &&
        one.patientId === patientId &&
        one.askerId === personId &&
        one.askerCentreId === centreId &&
        one.centreId === this.patient(patientId).centreId,
    );
  }
}
