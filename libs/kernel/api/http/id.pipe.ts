import { ParseUUIDPipe } from '@nestjs/common';
import { Problem } from './problem.js';

/** An id in an address. What is no id is the id of nothing. */
export const ID = new ParseUUIDPipe({ exceptionFactory: () => new Problem('not-found') });
