import { isFiness, isRpps } from '#kernel/domain';
import type { TextItem } from '../language/language.js';
import type { ProtocolMessage } from '../say.js';

// Linear by construction: no two neighbouring parts can match the same character.
const EMAIL = /^[^\s@,;<>()"]+@[^\s@,;<>()".]+(?:\.[^\s@,;<>()".]+)+$/;
const PHONE = /^(?:0[1-9]\d{8}|\+[1-9]\d{7,14})$/;

/** What is wrong with a text, and what is expected instead; null when nothing is. */
export function textProblem(item: TextItem, text: string): ProtocolMessage | null {
  switch (item.format) {
    case undefined:
      return null;
    case 'letters': {
      const length = item.length ?? item.maxLength;
      return /^[A-Z]+$/.test(text) && text.length === length ? null : { code: 'letters-expected', params: { length } };
    }
    case 'finess':
      return isFiness(text) ? null : { code: 'finess-expected' };
    case 'rpps':
      return isRpps(text) ? null : { code: 'rpps-expected', params: { length: text.length } };
    case 'email':
      return EMAIL.test(text) ? null : { code: 'email-expected', params: { text } };
    case 'phone':
      return PHONE.test(text) ? null : { code: 'phone-expected' };
  }
}
