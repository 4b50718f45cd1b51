/**
 * Turns the message files into code, before the build and before the type check.
 *
 *   node compile-messages.ts            into src/lib/paraglide
 *   node compile-messages.ts <folder>   into that folder
 */
import { compile } from '@inlang/paraglide-js';
import { messagesCompiler } from './messages-compiler.ts';

const [, , outdir = messagesCompiler.outdir] = process.argv;
await compile({ ...messagesCompiler, outdir });

// The compiler leaves timers of 30 seconds behind that would keep this process waiting for them.
process.exit();
