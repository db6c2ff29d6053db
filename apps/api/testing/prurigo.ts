/** A protocol of a disease that the product has never heard of: it is written for tests, and shipped nowhere. */
export const PRURIGO = `
code: PRURIGO-ESSAI
version: 1
demonstration: true
paediatric: false
put:
  { kind: PUT-RD, title: "PUT-RD d’un essai", medicine: PRURIGAN, inn: prurigomab, indication: "Prurigo nodulaire", holder: "Laboratoire",
    grantedOn: "2024-01-15", updatedOn: "2024-01-15", contact: { name: Cellule, email: cellule@essai.example }, adverseEffects: "Fiche EI de cet outil." }
codeLists:
  SEXE: [{ code: M, label: Masculin }, { code: F, label: Féminin }]
  MOTIF: [{ code: FIN, label: Fin }, { code: INEFF, label: Inefficacité }]
forms:
  - code: FAT
    kind: FAT
    title: Demande
    place: "Annexe 1"
    occurs: once
    sections:
      - code: patient
        title: Patient
        enteredBy: centre
        content:
          - { code: jour, type: date, label: "Jour de la demande", required: true, notAfter: today, place: "Annexe 1, 1", reliability: G }
          - { code: nom, type: text, format: letters, length: 3, maxLength: 3, label: Nom, required: true, binds: patient.familyLetters, place: "Annexe 1, 1", reliability: G }
          - { code: prenom, type: text, format: letters, length: 2, maxLength: 2, label: Prénom, required: true, binds: patient.givenLetters, place: "Annexe 1, 1", reliability: G }
          - { code: naissance, type: month, label: Naissance, required: true, notAfter: { item: jour }, binds: patient.birth, place: "Annexe 1, 1", reliability: G }
          - { code: sexe, type: choice, list: SEXE, label: Sexe, required: true, binds: patient.sex, place: "Annexe 1, 1", reliability: G }
      - code: pharmacie
        title: Pharmacie
        enteredBy: centre
        content: [{ code: avis, type: on, label: "Vu par la pharmacie", required: true, place: "Annexe 1, 2", reliability: G }]
    signatures:
      - { role: prescriber, meaning: "Je demande.", covers: [patient] }
      - { role: pharmacist, meaning: "J’ai vu.", covers: [patient, pharmacie] }
  - code: DEBUT
    kind: FIT
    title: Début
    place: "Annexe 2"
    occurs: once
    heldOn: debut
    sections:
      - code: debut
        title: Début
        enteredBy: centre
        content:
          - { code: debut, type: date, label: "Première injection", required: true, notBefore: { item: jour, form: FAT }, notAfter: today, place: "Annexe 2", reliability: G }
          - { code: nodules, type: int, min: 0, max: 500, label: Nodules, required: true, place: "Annexe 2", reliability: G }
          - { code: atopie, type: on, label: "Terrain atopique", required: true, place: "Annexe 2", reliability: G }
  - code: VISITE
    kind: SUIVI
    title: Visite
    place: "Annexe 3"
    occurs: per-visit
    heldOn: jour
    sections:
      - code: visite
        title: Visite
        enteredBy: centre
        content:
          - { code: jour, type: date, label: "Jour de la visite", required: true, notBefore: { item: debut, form: DEBUT }, notAfter: today, place: "Annexe 3", reliability: G }
          - { code: prurit, type: int, min: 0, max: 10, label: Prurit, required: true, place: "Annexe 3", reliability: G }
          - { code: sommeil, type: int, min: 0, max: 10, label: Sommeil, required: true, place: "Annexe 3", reliability: G }
          - { code: score, type: calc, result: int, formula: { sum: [{ item: prurit }, { item: sommeil }] }, label: "Score", place: "Annexe 3", reliability: G }
          - { code: nodules, type: int, min: 0, max: 500, label: Nodules, required: true, place: "Annexe 3", reliability: G }
          - { code: gain, type: calc, result: int, formula: { difference: [{ item: nodules, form: DEBUT }, { item: nodules }] }, label: "Nodules en moins", place: "Annexe 3", reliability: G }
          - { code: eczema, type: on, label: "Poussée d’eczéma", required: true, when: { is: [{ item: atopie, form: DEBUT }, O] }, place: "Annexe 3", reliability: G }
          - type: group
            code: soin
            label: Soins locaux
            rowLabel: soin
            place: "Annexe 3"
            min: 1
            max: 2
            items:
              - { code: soin.nom, type: text, maxLength: 40, label: Soin, required: true, place: "Annexe 3", reliability: G }
              - { code: soin.arrete, type: on, label: "Arrêté", required: true, place: "Annexe 3", reliability: G }
          - { code: reponse, type: on, label: "Le patient répond-il ?", required: true, place: "Annexe 3", reliability: G }
    checks:
      - { code: nodules, level: soft, assert: { compare: [{ difference: [{ item: nodules }, { previousVisit: nodules }] }, "<=", 20] }, items: [nodules], message: "Plus de 20 nodules nouveaux. Vérifiez." }
      - { code: soins, level: soft, assert: { anyRow: { group: soin, when: { is: [soin.arrete, N] } } }, items: [soin.arrete], message: "Aucun soin ne se poursuit. Vérifiez." }
    proposes: [{ form: FIN, when: { is: [reponse, N] }, with: { motif: INEFF } }]
  - code: FIN
    kind: ARRET
    title: Arrêt
    place: "Annexe 4"
    occurs: once
    heldOn: fin
    sections:
      - code: fin
        title: Arrêt
        enteredBy: centre
        content:
          - { code: fin, type: date, label: "Dernière injection", required: true, notBefore: { item: debut, form: DEBUT }, notAfter: today, place: "Annexe 4", reliability: G }
          - { code: motif, type: choice, list: MOTIF, label: Motif, required: true, place: "Annexe 4", reliability: G }
calendar:
  anchor: { form: DEBUT, item: debut }
  visits:
    - { code: J0, label: J0, offset: { unit: days, value: 0 }, window: { before: 0, after: 3 }, forms: [DEBUT] }
    - { code: S4, label: "Toutes les 4 semaines", offset: { unit: weeks, value: 4 }, window: { before: 3, after: 3 }, forms: [VISITE], every: { unit: weeks, value: 4, times: 6 } }
`;
