/**
 * ESLint rule: an attribute of a Terraform resource is a placeholder until apply, so it must not be computed with.
 *
 * cdktf hands out numbers and strings that stand for `${...}`: `queue.delaySeconds > 5` compares a marker and is silently
 * wrong, and `bucket.arn.split(":")` takes a marker apart. What a resource was *given* (`delaySecondsInput`, or the
 * caller's own variable) may be used freely.
 */
import ts from "typescript";

const comparing = new Set(["+", "-", "*", "/", "%", "**", "<", "<=", ">", ">=", "==", "===", "!=", "!=="]);
const generated = /[\\/](@cdktf[\\/]provider-[a-z]+|providers[\\/]grafana)[\\/]lib[\\/]/;

/** @type {import("eslint").Rule.RuleModule} */
export const noTokenArithmetic = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      computed:
        "{{ attribute }} is known only after apply; '{{ use }}' would work on cdktf's placeholder. Use the value the resource was given, or a Terraform function (Fn).",
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();

    function isAttribute(node) {
      if (node.type !== "MemberExpression" || node.computed || node.property.name.endsWith("Input")) return false;
      const symbol = checker.getSymbolAtLocation(services.esTreeNodeToTSNodeMap.get(node.property));
      return (symbol?.declarations ?? []).some(
        (declaration) =>
          ts.isClassLike(declaration.parent) &&
          (ts.isGetAccessor(declaration) || ts.isPropertyDeclaration(declaration)) &&
          !hasStaticModifier(declaration) &&
          generated.test(declaration.getSourceFile().fileName) &&
          isPrimitive(checker.getTypeAtLocation(services.esTreeNodeToTSNodeMap.get(node))),
      );
    }

    function report(node, use) {
      const attribute = context.sourceCode.getText(node);
      context.report({ node, messageId: "computed", data: { attribute, use } });
    }

    return {
      BinaryExpression(node) {
        if (!comparing.has(node.operator)) return;
        for (const side of [node.left, node.right]) if (isAttribute(side)) report(side, node.operator);
      },
      MemberExpression(node) {
        if (!node.computed && isAttribute(node.object)) report(node.object, `.${node.property.name}`);
      },
      "IfStatement, ConditionalExpression"(node) {
        if (isAttribute(node.test)) report(node.test, node.type === "IfStatement" ? "if" : "?:");
      },
    };
  },
};

function hasStaticModifier(declaration) {
  return (declaration.modifiers ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword);
}

/** Lists and objects of attributes are classes whose members are fine to reach through; only values are placeholders. */
function isPrimitive(type) {
  const flags = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike;
  return (type.isUnion() ? type.types : [type]).some((part) => (part.flags & flags) !== 0);
}
