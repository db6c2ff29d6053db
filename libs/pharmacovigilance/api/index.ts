import { Case, Coding, Declaration } from './entities.js';

export { CASE_COLUMNS } from './case.store.js';
export * from './cases.messages.js';
export * from './transmission.messages.js';
export { Dictionaries } from './dictionaries.js';
export { Case };
export { Pharmacovigilance1790000000013 } from './migrations/pharmacovigilance.js';
export { WithdrawnDeclarations1790000000022 } from './migrations/withdrawn-declarations.js';
export { Transmissions1790000000151 } from './migrations/transmissions.js';
export { PharmacovigilanceModule } from './pharmacovigilance.module.js';
/** Entities, for the database's declaration. */
export const pharmacovigilanceEntities = [Case, Declaration, Coding];
export { seenDays } from './seen-days.js';
