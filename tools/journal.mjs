#!/usr/bin/env node
/**
 * `npm run journal -- verify`: whether the journal is what was written and the answers that stand are those it tells, and if not, where
 * they were changed behind its back. Exit code 0 when all is, 1 when not. `npm run journal -- seal`: puts a seal now; the application puts one every night.
 *
 * On the database of DATABASE_URL with the key of SEAL_KEY, or on the local one (`.data`, running or not).
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openInstallation, withTransaction } from './installation.mjs';
import { ROOT, run } from './prelude.mjs';

const COMMANDS = { verify, seal };

const STREAMS = {
  enrolment: 'le dossier',
  centre: 'le centre',
  authorisation: 'l’autorisation',
  person: 'la personne',
  installation: 'l’installation',
};

await run(fileURLToPath(import.meta.url), async () => {
  const [command = ''] = process.argv.slice(2);
  if (!Object.hasOwn(COMMANDS, command)) {
    console.error('Usage : npm run journal -- verify | seal');
    process.exitCode = 2;
    return;
  }
  const { build } = await import('./build.mjs');
  await build({ client: false, quiet: true });
  // The kernel knows nothing of forms: what each has to verify meets only here.
  const seals = await import(path.join(ROOT, 'dist/libs/kernel/api/journal/seals.js'));
  const forms = await import(path.join(ROOT, 'dist/libs/forms/api/verification/live-data.js'));
  const { url, key, stop } = await openInstallation();
  try {
    await withTransaction(url, async (tx) => {
      process.exitCode = await COMMANDS[command]({ ...seals, ...forms }, tx, key);
    });
  } finally {
    await stop();
  }
});

async function verify({ verifyJournal, verifyLiveData }, tx, key) {
  const { entries, streams, seals, lastSealAt, unsealed, faults } = await verifyJournal(tx, key);
  const sealed = seals === 0 ? 'aucun sceau n’a encore été posé' : `dernier sceau le ${french(lastSealAt)}`;
  console.log(
    `Journal\u00a0: ${plural(entries, 'écriture')} dans ${plural(streams, 'suite')}, ${plural(seals, 'sceau', 'sceaux')} (${sealed}).`,
  );
  for (const fault of faults) console.log(`  ✗ ${inWords(fault)}`);
  const live = await verifyLiveData(tx);
  console.log(
    `Réponses\u00a0: ${plural(live.forms, 'fiche comparée', 'fiches comparées')} au journal, ${plural(live.signatures, 'signature recalculée', 'signatures recalculées')}.`,
  );
  for (const fault of live.faults) console.log(`  ✗ ${liveInWords(fault)}`);
  if (faults.length > 0) {
    console.log(`Le journal a été modifié en dehors de l’application\u00a0: ${plural(faults.length, 'anomalie')}.`);
  }
  if (live.faults.length > 0) {
    console.log(
      `Des réponses ou des signatures ont été modifiées en dehors de l’application\u00a0: ${plural(live.faults.length, 'anomalie')}.`,
    );
  }
  if (faults.length + live.faults.length > 0) return 1;
  const since =
    unsealed > 0
      ? ` ${plural(unsealed, 'écriture')} depuis le dernier sceau\u00a0: posez-en un par «\u00a0npm run journal -- seal\u00a0».`
      : '';
  console.log(`Aucune modification n’a été faite en dehors de l’application, jusqu’au dernier sceau.${since}`);
  return 0;
}

async function seal({ sealJournal }, tx, key) {
  const made = await sealJournal(tx, key);
  if (!made) console.log('Rien n’a changé depuis le dernier sceau.');
  else {
    console.log(`Sceau n° ${made.id} posé sur ${plural(made.heads, 'suite')}, le ${french(made.at)}.`);
    console.log(`Empreinte à conserver ailleurs\u00a0: ${made.hmac}`);
  }
  return 0;
}

/** Where, and what is wrong. */
function inWords({ kind, stream, seq, sealId }) {
  const where = stream && `Journal de ${STREAMS[stream.kind] ?? stream.kind} ${stream.id}, écriture n° ${seq}`;
  switch (kind) {
    case 'content':
      return `${where}\u00a0: son contenu a été modifié.`;
    case 'link':
      return `${where}\u00a0: elle ne suit plus l’écriture précédente, qui a été refaite ou remplacée.`;
    case 'missing':
      return `${where}\u00a0: une ou plusieurs écritures ont été effacées juste avant elle.`;
    case 'value':
      return `${where}\u00a0: une valeur, ou son motif, a été modifiée.`;
    case 'values-gone':
      return `${where}\u00a0: des valeurs qu’elle portait ont été effacées, et aucun effacement n’est inscrit au journal.`;
    case 'head':
      return `${where}\u00a0: c’était la dernière, elle a été effacée ou la tête de la suite a été déplacée.`;
    case 'sealed-gone':
      return `${where}\u00a0: elle était là quand le sceau n° ${sealId} a été posé, elle a été effacée depuis.`;
    case 'sealed-changed':
      return `${where}\u00a0: elle n’est plus celle que le sceau n° ${sealId} a scellée\u00a0; la suite a été refaite.`;
    default:
      return `Sceau n° ${sealId}\u00a0: il n’a pas été posé avec cette clé, a été modifié, ou le sceau précédent a été effacé.`;
  }
}

const SIGNERS = { prescriber: 'du prescripteur', pharmacist: 'du pharmacien' };

function liveInWords({ kind, enrolmentId, formId, form, item, label, role }) {
  const where = `Dossier ${enrolmentId}, fiche «\u00a0${form}\u00a0» (${formId})`;
  if (kind === 'signature') {
    return `${where}\u00a0: ce que couvre la signature ${SIGNERS[role] ?? role} n’est plus ce qui a été signé, ou le journal ne la connaît pas.`;
  }
  return `${where}, champ «\u00a0${label}\u00a0» (${item})\u00a0: la réponse n’est pas celle que le journal donne.`;
}

function french(iso) {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' }).format(new Date(iso));
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString('fr-FR')} ${count > 1 ? many : one}`;
}
