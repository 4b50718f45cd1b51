'use strict';

/*
 * `npm start`. This file is read by every Node, also by one that is too old to go on: only old
 * syntax here. What needs a newer Node comes after the check.
 */

var refusal = require('./node-version.cjs').refusal(process.versions.node);

if (refusal) {
  process.stderr.write(refusal + '\n');
  process.exitCode = 1;
} else {
  import('./launch.mjs').then(function (launcher) {
    return launcher.launch().then(function (code) {
      process.exitCode = code;
    });
  });
}
