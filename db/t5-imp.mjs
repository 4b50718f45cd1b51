const t=performance.now(), c=process.cpuUsage();
const l=['drizzle-orm','drizzle-orm/sqlite-core','drizzle-orm/better-sqlite3','drizzle-orm/pg-core','drizzle-orm/node-postgres'];
if(process.argv[2]==='esm') for(const s of l) await import(s);
else if (process.argv[2]==='hook') { const {registerHooks}=await import('node:module'); registerHooks({resolve(s,ctx,next){ if(s.startsWith('.')&&ctx.parentURL?.includes('/node_modules/drizzle-orm/')) return {url:new URL(s,ctx.parentURL).href,format:'module',shortCircuit:true}; return next(s,ctx);} }); for(const s of l) await import(s);}
else { const {createRequire}=await import('node:module'); const r=createRequire(import.meta.url); for(const s of l) r(s); }
const d=process.cpuUsage(c); console.log(process.argv[2], Math.round(performance.now()-t),'ms wall', Math.round((d.user+d.system)/1000),'ms cpu');
