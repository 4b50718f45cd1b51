// Loaded before the server: every connection and every question about a name that goes out stands in the file.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

function note(what) {
  appendFileSync(process.env.CONNECTIONS_FILE ?? '', `${what}\n`);
}

/** Where a socket goes: `connect` is called in five ways, also with what `net` made of its arguments. */
function placeOf([first, second]) {
  const to = Array.isArray(first) ? first[0] : first;
  if (typeof to === 'object') return to.path ?? `${to.host ?? 'localhost'}:${to.port}`;
  if (typeof to === 'string' && Number.isNaN(Number(to))) return to;
  return `${typeof second === 'string' ? second : 'localhost'}:${to}`;
}

// TLS, http and fetch all end here.
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  note(`connect ${placeOf(args)}`);
  return connect.apply(this, args);
};

for (const where of [dns, dns.promises])
  for (const name of Object.keys(where).filter((key) => /^(lookup|resolve|reverse)/.test(key))) {
    const ask = where[name];
    where[name] = (...args) => {
      if (args[0] !== '127.0.0.1') note(`name ${args[0]}`);
      return ask.apply(where, args);
    };
  }

for (const name of ['send', 'connect']) {
  const go = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function (...args) {
    note(`datagram ${name}`);
    return go.apply(this, args);
  };
}

syncBuiltinESMExports();
