'use strict';

/*
 * Read by every Node, however old: nothing newer than what Node 4 understands.
 */

var oldestMajor = 20;

/**
 * What to say to somebody whose Node is too old to go on.
 *
 * @param {string} version such as 18.19.1
 * @returns {string} one or two sentences, empty when the version will do
 */
exports.refusal = function (version) {
  if (parseInt(version, 10) >= oldestMajor) return '';
  return (
    'Overlegtafel heeft Node ' +
    oldestMajor +
    ' of nieuwer nodig, en dit is Node ' +
    version +
    '. Installeer een nieuwe Node van https://nodejs.org en probeer het opnieuw.'
  );
};
