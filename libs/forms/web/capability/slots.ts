import type { Type } from '@angular/core';
import { slot } from '#kernel/web';
import type { CompanionParts } from '../companions/companions.js';

/** Above an open form: components that may inject `OpenForm`. */
export const FORM_NOTICES = slot<Type<unknown>>('words above an open form');

/** What accompanies an open form: marks of its fields, panels beside a field and beside the whole. */
export const FORM_COMPANIONS = slot<CompanionParts>('companions of an open form');
