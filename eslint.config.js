import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { boundaries } from './tools/boundaries.mjs';

export default tseslint.config(
  { ignores: ['**/dist', 'tmp', '.data', '.angular', '.nx', '**/node_modules', 'libs/api-client/generated'] },
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  ...nx.configs['flat/javascript'],
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: boundaries }] },
  },
  {
    // The demonstration is told through the product, and tests read what it tells; the product imports nothing of it.
    files: ['apps/demonstration/**/*.ts', 'apps/api/testing/**/*.ts', 'apps/api/acceptance/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', { allow: ['/demonstration/', '^../api/'], depConstraints: boundaries }] },
  },
  {
    // One order of names, on every machine and as the database has it.
    files: ['libs/**/*.ts', 'apps/web/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'localeCompare', message: 'Names: inFrenchOrder. Ids, codes and ISO days: inCodeOrder.' },
      ],
    },
  },
  {
    // The day and chance are arguments of a rule, never read from the machine.
    files: ['libs/*/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'A rule is told what day it is.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'A rule is told what day it is.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'A rule leaves nothing to chance.' },
      ],
    },
  },
  {
    files: ['libs/*/api/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.property.name='redirect']", message: 'It leaves before the session is written: leadTo.' },
      ],
    },
  },
  {
    files: ['libs/*/web/**/*.ts', 'apps/web/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: { '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'app', style: 'kebab-case' }] },
  },
  {
    files: ['libs/*/web/**/*.html', 'apps/web/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  prettier,
);
