// TypeScript 7 has no programming interface; a tool that asks for `typescript` gets version 6 beside it.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^typescript(?=\/|$)/, 'classic-typescript'), context),
});
