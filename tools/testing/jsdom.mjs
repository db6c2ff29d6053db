/** The world of a spec of the client: Jest's jsdom. */
import { TestEnvironment } from 'jest-environment-jsdom';
import { refuseDone } from './done.mjs';

export default class ClientEnvironment extends TestEnvironment {
  handleTestEvent = refuseDone;
}
