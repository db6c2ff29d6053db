/**
 * What leaves no trace on a screen: spaces of every kind, all that Unicode lets a reader ignore (joiners, soft hyphen, fillers, variation selectors,
 * tags), controls, and the few signs that are drawn as nothing without being of these.
 */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffc\u{1d159}]/gu;

/**
 * What no one types on purpose and no screen draws: controls of both sets (of which tabs and ends of lines are judged apart), halves of
 * characters, what Unicode will never assign, and marks that turn the direction of a line so that it reads as something else.
 */
const UNPRINTABLE = /[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u;

/** Joins and marks that come along with what is pasted and mean nothing by themselves. Joiners of letters and of emoji are kept. */
const STRAY = /[\u00ad\u200b\u200e\u200f\u2060\u2800\u3164\ufeff\uffa0\u115f\u1160]/gu;

/** Whether a text says nothing: no answer, no reason, no name. The one meaning of « blank » on both sides. */
export function isBlank(text: string): boolean {
  return text.replace(INVISIBLE, '') === '';
}

/** Whether a text holds a character that is never printed. Tabs and ends of lines are not among them. */
export function hasUnprintable(text: string): boolean {
  return UNPRINTABLE.test(text);
}

/** What someone typed or pasted, without the invisible signs that came along; nothing at all when there was nothing else. */
export function withoutInvisible(text: string): string {
  return isBlank(text) && !hasUnprintable(text) ? '' : text.replace(STRAY, '');
}
