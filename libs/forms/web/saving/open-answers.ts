import type { Form } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import type { Drawing } from '../drawing/drawing.js';
import type { KeptForm } from '../offline/kept.js';
import type { Saving } from './saving.js';

/** The answers of an open page that saves them as they come, be it a professional's or the patient's: what of them is not saved, this device keeps. */
export abstract class OpenAnswers extends Answers {
  abstract readonly saving: Saving;
  abstract readonly drawing: () => Drawing | undefined;
  abstract readonly rules: () => Form | undefined;
  /** Of what form these are; undefined until it is open. */
  abstract readonly about: () => AboutKept | undefined;
}

/** What a device keeps beside the answers themselves. */
export type AboutKept = Pick<KeptForm, 'formId' | 'enrolmentId' | 'title' | 'byPatient' | 'isFinished'>;
