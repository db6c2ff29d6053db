export { abilityFor, roleOf, RULES } from './policy.js';
export { PERSONAS, type Persona } from './personas.js';
export type { Rule } from './rule.js';
export { rulesInWords, type RuleInWords } from './rules.js';
export { policyTable } from './table.js';
export { ACTIONS, as, expandGroups, HOSPITAL_ROLES, reachesByHolder, STAFF_ROLES } from './vocabulary.js';
export type { AccessGroup, ActionOn, Facts, HospitalRole, Role, StaffRole, SubjectName, Subjects } from './vocabulary.js';
export { actionWords, enumerate, ROLE_WORDS, SUBJECT_WORDS } from './words.js';
export * from './look-words.js';
