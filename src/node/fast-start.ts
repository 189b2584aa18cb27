import { enableCompileCache, registerHooks } from 'node:module';

/*
 * Two things that make a short command start in a third of the time. Node keeps compiled modules for the next
 * process, and drizzle is loaded from its CommonJS files: its package.json is so large that Node spends over
 * a second reading it again for each of its ES modules.
 */
enableCompileCache();
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, /^drizzle-orm(\/|$)/.test(specifier) ? { ...context, conditions: ['node', 'require'] } : context),
});
