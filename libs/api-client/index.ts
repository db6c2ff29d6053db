export { Api } from './generated/api';
export { ApiConfiguration } from './generated/api-configuration';
export * from './generated/functions';
export type * from './generated/models';
