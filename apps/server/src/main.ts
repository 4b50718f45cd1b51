import '@overlegtafel/db/quick-import';

// Only now: what is imported above works on what is imported after it.
await import('./run-server.ts');
