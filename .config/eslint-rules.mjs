import ts from 'typescript';

/** The lint rules of this project itself. Their messages say what to do instead. */

const { TypeFlags } = ts;

const edgeMark = /^\s*\*?\s*edge:\s+\S+/m;

/** @type {import('eslint').Rule.RuleModule} */
const noAssertionOutsideEdge = {
  meta: {
    type: 'problem',
    docs: { description: 'Type assertions only where data comes in from outside.' },
    schema: [],
    messages: {
      assertion:
        'An assertion is a claim that nobody checks. Parse the value with a schema or narrow it. If data comes into the program here, say so at the top of the file: "// edge: <what comes in>".',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const first = sourceCode.ast.body[0];
    const isEdge = sourceCode
      .getAllComments()
      .some(
        (comment) => edgeMark.test(comment.value) && (!first || comment.range[1] <= first.range[0]),
      );
    if (isEdge) return {};
    const check = (/** @type {any} */ node) => {
      const type = node.typeAnnotation;
      const isConst = type.type === 'TSTypeReference' && type.typeName.name === 'const';
      if (!isConst) context.report({ node, messageId: 'assertion' });
    };
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};

const suites = new Set(['it', 'test', 'describe', 'suite']);
const skips = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails']);

/** @type {import('eslint').Rule.RuleModule} */
const noSilentSkip = {
  meta: {
    type: 'problem',
    docs: { description: 'No focused tests, and no skipped test without its reason.' },
    schema: [],
    messages: {
      focused: 'A focused test silences all others. Remove ".only".',
      skipped: 'Say why on the line above: "// skipped: <reason>".',
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      MemberExpression(node) {
        if (node.property.type !== 'Identifier') return;
        const how = node.property.name;
        if (how !== 'only' && !skips.has(how)) return;
        let root = node.object;
        while (root.type === 'MemberExpression') root = root.object;
        if (root.type !== 'Identifier' || !suites.has(root.name)) return;
        if (how === 'only') context.report({ node, messageId: 'focused' });
        else if (!hasReason(sourceCode, node)) context.report({ node, messageId: 'skipped' });
      },
    };
  },
};

/**
 * @param {import('eslint').SourceCode} sourceCode
 * @param {import('eslint').Rule.Node} node
 */
function hasReason(sourceCode, node) {
  const line = node.loc?.start.line ?? 0;
  return sourceCode
    .getAllComments()
    .some(({ value, loc }) => /^\s*skipped:\s+\S+/.test(value) && loc?.end.line === line - 1);
}

const utcParts = new Set(['getUTCDate', 'getUTCDay', 'getUTCMonth', 'getUTCFullYear']);
const cuts = new Set(['slice', 'split', 'substring', 'substr']);

/**
 * In the hours around midnight a day of UTC is another one than the day in the Netherlands.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
const noDayFromUtc = {
  meta: {
    type: 'problem',
    docs: { description: 'Days are days in Amsterdam.' },
    schema: [],
    messages: {
      utc: 'This takes a day from UTC, which is another day in the first hours after midnight. Use localDateOf, addDays or partsOf of the domain.',
    },
  },
  create(context) {
    const isNamed = (/** @type {any} */ node, /** @type {Set<string>} */ names) =>
      node.type === 'MemberExpression' &&
      node.property.type === 'Identifier' &&
      names.has(node.property.name);
    return {
      CallExpression(node) {
        const { callee } = node;
        if (isNamed(callee, utcParts)) context.report({ node, messageId: 'utc' });
        if (callee.type !== 'MemberExpression' || !isNamed(callee, cuts)) return;
        const cut = callee.object;
        const isIsoText =
          cut.type === 'CallExpression' && isNamed(cut.callee, new Set(['toISOString', 'toJSON']));
        if (isIsoText) context.report({ node, messageId: 'utc' });
      },
    };
  },
};

const stringLike = TypeFlags.StringLike | TypeFlags.Any | TypeFlags.Unknown;

/** @type {import('eslint').Rule.RuleModule} */
const noGuessedMoment = {
  meta: {
    type: 'problem',
    docs: {
      description: 'No text and no local figures become a moment by the parser of the language.',
    },
    schema: [],
    messages: {
      guessed:
        'The parser of the language guesses, and by the zone of the process. Read what people wrote with readWrittenMoment or readWrittenDay, what our own server wrote with momentOfUtc, and figures with Date.UTC.',
    },
  },
  create(context) {
    const services = /** @type {any} */ (context.sourceCode.parserServices);
    const isDate = (/** @type {any} */ node) => node.type === 'Identifier' && node.name === 'Date';
    /** Of a type that may be several, each. */
    const mayBeText = (/** @type {any} */ type) =>
      type.isUnion() ? type.types.some(mayBeText) : (type.flags & stringLike) !== 0;
    return {
      MemberExpression(node) {
        const { object, property } = node;
        if (isDate(object) && property.type === 'Identifier' && property.name === 'parse')
          context.report({ node, messageId: 'guessed' });
      },
      NewExpression(node) {
        if (!isDate(node.callee)) return;
        const [first, second] = node.arguments;
        if (!first) return;
        if (
          second ||
          first.type === 'SpreadElement' ||
          mayBeText(services.getTypeAtLocation(first))
        )
          context.report({ node, messageId: 'guessed' });
      },
    };
  },
};

/** @type {import('eslint').Rule.RuleModule} */
const noClockOfBrowser = {
  meta: {
    type: 'problem',
    docs: { description: 'What time and what day it is, a page hears from the server.' },
    schema: [],
    messages: {
      browser:
        'The clock of a browser may be days off. For what day or time it is use pageTime or serverTime, for how long something lasts systemClock or machineNowMs.',
    },
  },
  create(context) {
    const isDate = (/** @type {any} */ node) =>
      (node.type === 'Identifier' && node.name === 'Date') ||
      (node.type === 'MemberExpression' &&
        node.property.type === 'Identifier' &&
        node.property.name === 'Date');
    const report = (/** @type {any} */ node) => {
      context.report({ node, messageId: 'browser' });
    };
    return {
      MemberExpression(node) {
        const { object, property } = node;
        if (isDate(object) && property.type === 'Identifier' && property.name === 'now')
          report(node);
        if (object.type === 'Identifier' && object.name === 'Temporal') report(node);
      },
      CallExpression(node) {
        if (isDate(node.callee)) report(node);
      },
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) report(node);
      },
    };
  },
};

/** @type {import('eslint').Rule.RuleModule} */
const noNumberField = {
  meta: {
    type: 'problem',
    docs: { description: 'A number is typed as text.' },
    schema: [],
    messages: {
      number:
        'The wheel of a mouse changes such a field unseen, and a browser reads 17,5 as 175. Use a text with inputmode="numeric" and read it with readWrittenNumber.',
    },
  },
  create(context) {
    return {
      SvelteAttribute(/** @type {any} */ node) {
        if (node.key.name !== 'type') return;
        const isNumber = node.value.some(
          (/** @type {any} */ part) =>
            part.value === 'number' || part.expression?.value === 'number',
        );
        if (isNumber) context.report({ node, messageId: 'number' });
      },
    };
  },
};

export default {
  rules: {
    'no-assertion-outside-edge': noAssertionOutsideEdge,
    'no-clock-of-browser': noClockOfBrowser,
    'no-day-from-utc': noDayFromUtc,
    'no-guessed-moment': noGuessedMoment,
    'no-number-field': noNumberField,
    'no-silent-skip': noSilentSkip,
  },
};
