/** A spec that does not even load, for bare.spec.ts. */
throw new Error('cannot be loaded');
