import { randomUUID } from 'node:crypto';
import { Declarations, DECLARANT } from './declarations.js';
import { FollowUp } from './follow-up.js';
import { REASON, TEXT } from './offers.js';
import { Queries } from './queries.js';
import { Requests, told, type Request } from './requests.js';
import { CENTRE_B, type World } from './world.js';

const DM = 'data-manager';

/** Requests, forms, queries, declarations, designations and accounts in each of their states, by the name that a failure says. */
export class OfferedStates {
  readonly enrolments = new Map<string, string>();
  readonly forms = new Map<string, string>();
  readonly queries = new Map<string, string>();
  readonly cases = new Map<string, string>();
  private readonly requests: Requests;
  private readonly follow: FollowUp;

  private constructor(private readonly world: World) {
    this.requests = new Requests(world);
    this.follow = new FollowUp(world);
  }

  static async of(world: World): Promise<OfferedStates> {
    const states = new OfferedStates(world);
    await states.ofRequests('TEC', 'prescripteur-a', 'exploitant');
    await states.ofFollowUp();
    await states.ofCases();
    await states.ofPeople();
    return states;
  }

  private standing(name: string, { id, formId }: Request): Request {
    this.enrolments.set(name, id);
    this.forms.set(`${name} (FAT)`, formId);
    return { id, formId };
  }

  /** A request in each of its states. */
  private async ofRequests(code: string, by: string, holder: string): Promise<void> {
    const begun = () => this.requests.started(by, code);
    const sent = async () => this.requests.sent(await begun(), by);
    this.standing(`${code} brouillon`, await begun());
    this.standing(`${code} à signer`, await this.requests.completed(await begun(), by));
    const half = this.standing(`${code} signée par le prescripteur`, await this.requests.completed(await begun(), by));
    await this.requests.sign(half, by, 'prescriber');
    this.standing(`${code} envoyée`, await sent());
    const more = this.standing(`${code} à compléter`, await sent());
    await told(this.requests.decide(more, holder, { decision: 'more', ...REASON }));
    const refused = this.standing(`${code} refusée`, await sent());
    await told(this.requests.decide(refused, holder, { decision: 'unfavourable', ...REASON }));
    const cancelled = this.standing(`${code} annulée`, await begun());
    const { stateVersion } = await this.requests.enrolment(cancelled, by);
    await told(this.world.as(by).post(`/enrolments/${cancelled.id}/cancel`).set('If-Match', `"${stateVersion}"`).send(REASON));
  }

  /** A patient with a number: forms begun, ended, signed, locked; queries in each state; the same patient elsewhere, and dead. */
  private async ofFollowUp(): Promise<void> {
    const by = 'prescripteur-a2';
    const patient = this.standing('suivi', await this.follow.granted());
    const lock = async (name: string, { formId }: Request) => {
      const { stateVersion } = await this.requests.form({ id: '', formId }, DM);
      await told(
        this.world
          .as(DM)
          .post(`/forms/${formId}/lock`)
          .set('If-Match', `"${stateVersion}"`)
          .send({ ...REASON, despiteQueries: true }),
      );
      this.forms.set(name, formId);
    };
    const fit = (await this.follow.opened(patient, by, { formCode: 'FIT' })).request;
    await this.requests.answer(fit, by, 'fit.administre', 'O');
    await this.requests.answer(fit, by, 'fit.date_debut', '2025-01-10');
    this.forms.set('fiche d’initiation commencée', fit.formId);
    await this.ofQueries(fit);
    const due = (await this.follow.rows(patient, by)).filter(({ canOpen, form }) => canOpen && form !== 'FIT');
    const opened: Request[] = [];
    for (const { form, visit, occurrence } of due.slice(0, 4))
      opened.push((await this.follow.opened(patient, by, { formCode: form, occurrence, ...(visit && { visitCode: visit }) })).request);
    const [empty, ended, locked, asked] = opened as [Request, Request, Request, Request];
    this.forms.set('fiche vide', empty.formId);
    for (const each of [ended, locked, asked]) await told(this.requests.act(each, by, 'complete', await this.requests.form(each, by)));
    this.forms.set('fiche terminée', ended.formId);
    await lock('fiche verrouillée', locked);
    await lock('fiche dont le déverrouillage est demandé', asked);
    await told(this.world.as(by).post(`/forms/${asked.formId}/ask-unlock`).send(REASON));
    await lock('FAT verrouillée', patient);

    const elsewhere = this.standing('suivi, parti au centre B', await this.follow.granted());
    const left = (await this.follow.opened(elsewhere, by, { formCode: 'FIT' })).request;
    this.forms.set('fiche d’un patient parti', left.formId);
    this.queries.set('query d’un patient parti', (await new Queries(this.world).asked(left, DM)).id);
    await this.world.db.query(`UPDATE enrolment SET centre_id = $2, former_centre_ids = ARRAY[centre_id] WHERE id = $1`, [
      elsewhere.id,
      CENTRE_B,
    ]);
  }

  private async ofQueries(about: Request): Promise<void> {
    const all = new Queries(this.world);
    for (const [asker, answerer] of [
      [DM, 'prescripteur-a2'],
      ['prescripteur-a2', DM],
    ] as const) {
      const named = async (state: string, ...acts: readonly (readonly [string, string])[]) => {
        let query = await all.asked(about, asker);
        for (const [who, act] of acts) query = await all.acted(query, who, act, TEXT.text);
        this.queries.set(`query de ${asker}, ${state}`, query.id);
      };
      await named('ouverte');
      await named('répondue', [answerer, 'answer']);
      await named('close', [answerer, 'answer'], [asker, 'close']);
      await named('annulée', [asker, 'cancel']);
    }
  }

  /** Declarations: waiting, taken in charge, transmitted; and a patient who died. */
  private async ofCases(): Promise<void> {
    const declarations = new Declarations(this.world);
    const patient = this.standing('VYV suivi', await declarations.patient());
    const declared = async (name: string) => {
      const form = await declarations.declared(patient);
      this.forms.set(`VYV ${name} (EI)`, form.formId);
      const one = await declarations.caseOf(form);
      this.cases.set(`VYV ${name}`, one.id);
      return one;
    };
    await declared('déclaration reçue');
    await told(declarations.acknowledge(await declared('déclaration prise en charge')));
    await told(declarations.transmit(await declared('déclaration transmise')));
    const dead = this.standing('VYV décédé', await declarations.patient());
    const fit = (await declarations.follow.opened(dead, DECLARANT, { formCode: 'FIT' })).request;
    await this.requests.answer(fit, DECLARANT, 'fit.administre', 'O');
    await this.requests.answer(fit, DECLARANT, 'fit.date_debut', '2025-02-01');
    const stop = (await declarations.follow.opened(dead, DECLARANT, { formCode: 'ARRET' })).request;
    await this.requests.answer(stop, DECLARANT, 'arr.date', '2025-06-01');
    this.forms.set('VYV fiche d’arrêt', stop.formId);
  }

  /** Designations of people who work there, and of one who left; accounts proposed and closed. */
  private async ofPeople(): Promise<void> {
    const designate = (kind: string, designee: string) =>
      told(
        this.world
          .as('prescripteur-a')
          .post('/designations')
          .set('Idempotency-Key', randomUUID())
          .send({ kind, authorisationId: this.world.authorisation('TEC'), designeeId: this.world.person(designee).id }),
        201,
      );
    await designate('prescriber', 'prescripteur-a2');
    await designate('prescriber', 'prescripteur-ab');
    await this.world.db.query('UPDATE profile SET active = false WHERE person_id = $1', [this.world.person('prescripteur-ab').id]);
    const account = { familyName: 'Essai', givenName: 'Élise', authorisationIds: [this.world.authorisation('TEC')] };
    const create = (role: string, subject: string) =>
      told(
        this.world
          .as('gestionnaire')
          .post('/staff')
          .send({ ...account, role, subject, email: `${subject}@operateur.exemple.fr` }),
        201,
      );
    await create('gestionnaire', 'essai-propose');
    const { personId, stateVersion } = await create('data-manager', 'essai-ferme');
    const { authorisationIds } = account;
    await told(
      this.world
        .as('gestionnaire')
        .patch(`/staff/${personId}`)
        .set('If-Match', `"${stateVersion}"`)
        .send({ authorisationIds, active: false, ...REASON }),
    );
  }
}
