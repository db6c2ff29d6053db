import { randomUUID } from 'node:crypto';
import { DesignationsService } from '#access-rights/api';
import { Authorisations } from '#authorisations/api';
import { FormActs, Forms, SignatureMaker, type SignatureRole, SigningService, ValuesService } from '#forms/api';
import { DecisionService, RequestService, Enrolments, type GiveAnsmAuthorisation } from '#patients/api';
import { bearsAnsmNumber, groundOf } from '#patients/domain';
import { addDays, addMonths, calendarDate, todayIn } from '#kernel/domain';
import type { Provider } from '#identity/domain';
import { ProtocolVersions } from '#protocols/api';
import type { Value } from '#protocols/domain';
import { AUTHORISATIONS } from './authorisations.js';
import type { Player } from './cast.js';
import { Chance } from './chance.js';
import { fatOf } from './fats.js';
import { FollowUpTeller } from './follow-up-teller.js';
import { newPatient } from './patients.js';
import { HOSPITAL, STAFF } from './people.js';
import type { Stage } from './stage.js';
import type { Outcome, Story } from './story.js';
import type { Answers, Patient } from './surroundings.js';
import { demandOf, type Treatment } from './treatments.js';

const MORE = 'Merci de préciser la date de la dernière imagerie et d’ajouter le traitement de la dernière ligne.';
const REFUSAL = 'Le critère d’éligibilité sur les traitements antérieurs ne paraît pas rempli au vu des dates indiquées.';
const CORRECTION = 'Erreur de saisie, corrigée d’après le dossier.';

/** Days between the favourable opinion and the first administration. */
const NOTICE = 4;

/** A story's people, found in the cast. */
interface Scene {
  readonly prescriber: Player;
  readonly pharmacist: Player;
  readonly typist: Player;
  readonly holder: Player;
  readonly enrolmentId: string;
  readonly formId: string;
}

/** Plays the stories through the product's own services. */
export class Teller {
  private readonly followUp: FollowUpTeller;
  private last: Patient | undefined;

  constructor(private readonly stage: Stage) {
    this.followUp = new FollowUpTeller(stage);
  }

  /** @param rank among the stories: it decides what chance says. */
  async tell(story: Story, rank: number): Promise<void> {
    const chance = new Chance(7919 * (rank + 1));
    const [{ id, kind, holder_id: holderId, protocol_code: code }] = await this.stage.db.query(
      'SELECT id, kind, holder_id, protocol_code FROM authorisation WHERE code = $1',
      [story.authorisation],
    );
    const centreId = this.stage.player(story.pharmacist).actor.profile?.centreId ?? '';
    const people = {
      prescriber: this.stage.player(story.prescriber, centreId),
      pharmacist: this.stage.player(story.pharmacist, centreId),
      typist: this.stage.player(story.typist ?? story.prescriber, centreId),
      holder: this.stage.player(holderOf(holderId)),
    };
    const enrolmentId = await this.start(people, id, bearsAnsmNumber(groundOf(kind)) ? ansmOf(rank, story.treatment) : undefined);
    const [{ id: formId }] = await this.stage.db.query('SELECT id FROM form_record WHERE enrolment_id = $1', [enrolmentId]);
    const patient = story.again && this.last ? this.last : newPatient(chance, code);
    this.last = patient;
    const answers = await this.answers(code, chance, patient, people, story.treatment);
    await this.play(story.outcome, { ...people, enrolmentId, formId }, answers);
    if (story.treatment?.began !== undefined) await this.decidedAgo(enrolmentId, story.treatment.began + NOTICE);
    if (story.treatment) await this.followUp.tell({ enrolmentId, typist: people.typist, chance }, story.treatment);
  }

  /** What the manager decides once the patients of an authorisation are there. */
  async settleAuthorisations(): Promise<void> {
    for (const authorisation of AUTHORISATIONS) {
      if (!('becomes' in authorisation)) continue;
      const { code, becomes } = authorisation;
      const [{ id }] = await this.stage.db.query('SELECT id FROM authorisation WHERE code = $1', [code]);
      await this.stage.as(this.stage.player('gestionnaire').actor, async (ctx) => {
        const { status, stateVersion } = await this.stage.get(Authorisations).find(ctx, id);
        if (status === 'in-force') await this.stage.get(Authorisations).changeStatus(ctx, id, stateVersion, becomes);
      });
    }
  }

  /** PNM may type for the authorisations to which they were named (charter C5.4). */
  async designatePnm(by: string, pnm: string, codes: readonly string[]): Promise<void> {
    await this.designate('pnm', by, pnm, codes);
  }

  /** A prescriber with a request of their own opens the authorisation to a colleague (charter C5.1). */
  async designatePrescriber(by: string, colleague: string, codes: readonly string[]): Promise<void> {
    await this.designate('prescriber', by, colleague, codes);
  }

  private async designate(kind: 'pnm' | 'prescriber', by: string, whom: string, codes: readonly string[]): Promise<void> {
    const { actor } = this.stage.player(by);
    const designeeId = this.stage.player(whom, actor.profile?.centreId).actor.personId;
    const rows: { id: string }[] = await this.stage.db.query('SELECT id FROM authorisation WHERE code = ANY($1) ORDER BY code', [codes]);
    for (const { id } of rows) {
      const body = { kind, authorisationId: id, designeeId };
      // The same key each time: telling it again changes nothing.
      await this.stage.as(actor, (ctx) => this.stage.get(DesignationsService).designate(ctx, `demonstration-${kind}-${id}`, body));
    }
  }

  private async start(
    { prescriber, typist }: Pick<Scene, 'prescriber' | 'typist'>,
    authorisationId: string,
    ansm: GiveAnsmAuthorisation | undefined,
  ): Promise<string> {
    const prescriberId = prescriber === typist ? undefined : prescriber.actor.personId;
    const body = { authorisationId, ...(prescriberId && { prescriberId }), ...(ansm && { ansm }) };
    return this.stage.as(typist.actor, (ctx) => this.stage.get(RequestService).start(ctx, randomUUID(), body));
  }

  private async play(outcome: Outcome, scene: Scene, answers: Answers): Promise<void> {
    const { prescriber, pharmacist, typist } = scene;
    if (outcome === 'empty') return;
    const { pharmacie, ...rest } = answers;
    const sections = Object.values(rest);
    await this.type(scene, typist, Object.assign({}, ...sections.slice(0, 2)));
    if (outcome === 'begun') return;
    await this.type(scene, typist, Object.assign({}, ...sections.slice(2)));
    await this.complete(scene, typist);
    if (outcome === 'cancelled') return this.cancel(scene);
    if (outcome === 'completed') return;
    if (outcome !== 'signed-by-pharmacist') await this.sign(scene, prescriber, 'prescriber');
    if (outcome === 'signed-by-prescriber' || (await this.isIncluded(scene))) return;
    if (outcome === 'signature-voided') return this.type(scene, prescriber, { 'pat.poids': '58.4' }, CORRECTION);
    await this.type(scene, pharmacist, pharmacie ?? {}, 'Partie de la pharmacie, complétée par le pharmacien.');
    await this.sign(scene, pharmacist, 'pharmacist');
    if (!(await this.isIncluded(scene))) await this.answer(outcome, scene);
  }

  /** Compassionate access asks for no opinion: signed, the patient has a number (charter R7). */
  private async isIncluded({ enrolmentId }: Scene): Promise<boolean> {
    const [{ state }] = await this.stage.db.query('SELECT state FROM enrolment WHERE id = $1', [enrolmentId]);
    return state === 'granted';
  }

  /** What the holder says, and what the centre answers. */
  private async answer(outcome: Outcome, scene: Scene): Promise<void> {
    if (outcome === 'granted') return this.decide(scene, 'favourable');
    if (outcome === 'refused') return this.decide(scene, 'unfavourable', REFUSAL);
    if (outcome !== 'more-asked' && outcome !== 'sent-again') return;
    await this.decide(scene, 'more', MORE);
    if (outcome === 'more-asked') return;
    await this.type(scene, scene.prescriber, { 'pat.taille': 163 }, CORRECTION);
    await this.complete(scene, scene.prescriber);
    await this.sign(scene, scene.prescriber, 'prescriber');
    await this.sign(scene, scene.pharmacist, 'pharmacist');
  }

  private async type({ formId }: Scene, { actor }: Player, values: Readonly<Record<string, Value>>, reason?: string): Promise<void> {
    await this.stage.as(actor, async (ctx) => {
      const { marks } = await this.stage.get(Forms).standing(ctx.tx, formId);
      const changes = Object.entries(values).map(([item, value]) => ({
        item,
        value,
        base: marks[item]?.[0] ?? 0,
        ...(reason && { reason }),
      }));
      await this.stage.get(ValuesService).change(ctx, formId, changes);
    });
  }

  private async complete({ formId }: Scene, { actor }: Player): Promise<void> {
    await this.stage.as(actor, async (ctx) => {
      const { stateVersion } = await this.stage.get(Forms).standing(ctx.tx, formId);
      await this.stage.get(FormActs).complete(ctx, formId, stateVersion);
    });
  }

  /** As if the provider had authenticated the person afresh. */
  private async sign({ formId }: Scene, { actor }: Player, role: SignatureRole): Promise<void> {
    const { id } = await this.stage.as(actor, async (ctx) => {
      const { stateVersion, contentVersion } = await this.stage.get(Forms).standing(ctx.tx, formId);
      return this.stage.get(SignatureMaker).intend(ctx, formId, stateVersion, { role, contentVersion });
    });
    await this.stage.get(SigningService).confirm(actor, id, { provider: actor.provider as Provider, amr: ['pwd'] });
  }

  private async decide({ holder, enrolmentId }: Scene, decision: 'favourable' | 'unfavourable' | 'more', reason?: string): Promise<void> {
    await this.stage.as(holder.actor, async (ctx) => {
      const { stateVersion } = await this.stage.get(Enrolments).find(ctx, enrolmentId);
      await this.stage.get(DecisionService).decide(ctx, enrolmentId, stateVersion, { decision, ...(reason && { reason }) });
    });
  }

  /** What is typed tells of the past: the opinion came then too, or every treatment would have begun before it. */
  private async decidedAgo(enrolmentId: string, days: number): Promise<void> {
    await this.stage.db.query(`UPDATE enrolment SET decided_at = now() - make_interval(days => $2) WHERE id = $1 AND state = 'granted'`, [
      enrolmentId,
      days,
    ]);
  }

  private async cancel({ prescriber, enrolmentId }: Scene): Promise<void> {
    await this.stage.as(prescriber.actor, async (ctx) => {
      const { stateVersion } = await this.stage.get(Enrolments).find(ctx, enrolmentId);
      const reason = 'Le patient entre dans un essai clinique.';
      await this.stage.get(RequestService).cancel(ctx, enrolmentId, stateVersion, { reason });
    });
  }

  private async answers(
    protocolCode: string,
    chance: Chance,
    patient: Patient,
    { prescriber, pharmacist }: Pick<Scene, 'prescriber' | 'pharmacist'>,
    treatment: Treatment | undefined,
  ): Promise<Answers> {
    const { id = '', name = '' } = { id: pharmacist.actor.profile?.centreId, name: pharmacist.actor.profile?.centreName };
    const today = await this.stage.today(prescriber.actor);
    const known = HOSPITAL.find(({ name: [given, family] }) => `${given} ${family}` === prescriber.actor.name);
    const [specialty = 'Oncologie', ward = 'Oncologie'] = known?.works ?? [];
    const version = await this.stage.get(ProtocolVersions).current(this.stage.db.manager, protocolCode, today);
    if (!version) throw new Error(`The demonstration has no protocol ${protocolCode}.`);
    return fatOf(version.document, chance, {
      patient,
      prescriber: { ...prescriber, specialty, ward },
      pharmacist,
      centre: { id, name },
      today,
      ...(treatment && demandOf(treatment, today)),
    });
  }
}

/** What ANSM gave for the patient of a story: for a year from some days before its first administration. */
function ansmOf(rank: number, treatment: Treatment | undefined): GiveAnsmAuthorisation {
  const today = calendarDate(todayIn('Europe/Paris', new Date()));
  const fromDay = addDays(today, -Math.min((treatment?.began ?? 0) + 2 * NOTICE, 360));
  return {
    number: `AAC-${fromDay.slice(0, 4)}-${String(10_432 + 37 * rank).padStart(6, '0')}`,
    fromDay,
    untilDay: addDays(addMonths(fromDay, 12), -1),
  };
}

/** The account of the company that decides. */
function holderOf(holderId: string): string {
  return STAFF.find((account) => account.holderId === holderId)?.login ?? '';
}
