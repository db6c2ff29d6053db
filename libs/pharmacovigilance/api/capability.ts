import { capability } from '#kernel/api';
import { CASE_ACTS, CASE_LETTERS, CASE_TASKS, DICTIONARY_ACTS, CASE_LOOKS } from '#pharmacovigilance/domain';
import { Case, Coding, Declaration } from './entities.js';
import { Pharmacovigilance1790000000013 } from './migrations/pharmacovigilance.js';
import { Transmissions1790000000151 } from './migrations/transmissions.js';
import { WithdrawnDeclarations1790000000022 } from './migrations/withdrawn-declarations.js';
import { PharmacovigilanceModule } from './pharmacovigilance.module.js';

export const pharmacovigilanceCapability = capability({
  name: 'pharmacovigilance',
  module: () => PharmacovigilanceModule,
  entities: [Case, Declaration, Coding],
  migrations: [Pharmacovigilance1790000000013, WithdrawnDeclarations1790000000022, Transmissions1790000000151],
  acts: [CASE_ACTS, DICTIONARY_ACTS],
  letters: [CASE_LETTERS],
  tasks: [CASE_TASKS],
  looks: [CASE_LOOKS],
});
