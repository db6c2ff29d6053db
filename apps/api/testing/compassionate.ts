import { addDays, addMonths, calendarDate, todayIn } from '#kernel/domain';
import { ProtocolVersions, shippedProtocols } from '#protocols/api';
import { Journal } from '#kernel/api';
import type { AnsmGiven } from './requests.js';
import type { World } from './world.js';

/** Two authorisations of compassionate access: by name, whose form the prescriber alone signs, and a framework, whose form both sign. */
export const BY_NAME = 'VYV';
export const FRAMEWORK = 'ENH';
/** The accounts of the companies that exploit them. */
export const HOLDER_BY_NAME = 'exploitant-3';

/** Makes of two authorisations of the world what compassionate access is: the authorisation that no protocol came with, and another. */
export async function compassionate(world: World): Promise<void> {
  const versions = new ProtocolVersions(new Journal());
  for (const { protocol, source } of shippedProtocols())
    if (protocol.code === 'TEPEZZA-AAC') await world.db.transaction((tx) => versions.import(tx, protocol, source));
  await world.db.query(`UPDATE authorisation SET protocol_code = 'TEPEZZA-AAC' WHERE code = $1`, [BY_NAME]);
  await grantedAs(world, BY_NAME, 'AAC');
  await grantedAs(world, FRAMEWORK, 'CPC');
}

/** As if ANSM had granted it so from the first day: no decision is edited but here. */
export async function grantedAs(world: World, code: string, kind: string): Promise<void> {
  await world.db.transaction(async (tx) => {
    await tx.query(`UPDATE authorisation SET kind = $2, turns = replace(turns::text, kind, $2)::jsonb WHERE code = $1`, [code, kind]);
    await tx.query('ALTER TABLE authorisation_decision DISABLE TRIGGER kept');
    await tx.query(
      `UPDATE authorisation_decision SET authority = 'ansm', details = details || jsonb_build_object('access', $2::text)
       WHERE kind = 'granted' AND authorisation_id = (SELECT id FROM authorisation WHERE code = $1)`,
      [code, kind],
    );
    await tx.query('ALTER TABLE authorisation_decision ENABLE TRIGGER kept');
  });
}

/** A number that ANSM gave for a year from today. */
export function given(number: string, more: Partial<AnsmGiven> = {}): AnsmGiven {
  const today = calendarDate(todayIn('Europe/Paris', new Date()));
  return { number, fromDay: today, untilDay: addDays(addMonths(today, 12), -1), ...more };
}
