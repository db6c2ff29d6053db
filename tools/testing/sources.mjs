/** Lets Node run our sources in a thread: it takes the types away by itself, and wants to be told that `./x.js` is written in `./x.ts`. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (specifier.startsWith('.') && specifier.endsWith('.js')) return next(`${specifier.slice(0, -2)}ts`, context);
      throw error;
    }
  },
});
