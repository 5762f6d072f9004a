// Fields of a value that no branch of its schema declares.
import type { Resolve, Schema } from "./schema.ts";

/** Paths of undeclared fields in `value`, each as a problem. */
export function undeclaredFields(schema: Schema, value: unknown, where: string, resolve: Resolve): string[] {
  if (Array.isArray(value)) {
    const items = branches(schema, value, resolve).flatMap((branch) => (branch.items ? [branch.items] : []));
    const [itemSchema] = items;
    return itemSchema
      ? value.flatMap((item, index) => undeclaredFields(itemSchema, item, `${where}.${index}`, resolve))
      : [];
  }
  if (typeof value !== "object" || value === null) return [];
  const possible = branches(schema, value, resolve);
  // A schema that describes no object at all says nothing about fields: the JSON schema check speaks.
  if (!possible.some((branch) => branch.properties || branch.additionalProperties)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const declared = possible.flatMap((branch) => fieldSchema(branch, name));
    const [fieldSchemaFound] = declared;
    if (declared.length === 0) return [`${where}.${name}: not declared`];
    return fieldSchemaFound ? undeclaredFields(fieldSchemaFound, field, `${where}.${name}`, resolve) : [];
  });
}

/** The object or array schemas `value` may be read by: the discriminator's one, else all alternatives. */
function branches(schema: Schema, value: object, resolve: Resolve): Schema[] {
  if (schema.$ref) return branches(resolve(schema.$ref), value, resolve);
  const { discriminator } = schema;
  if (discriminator?.mapping) {
    const kind: unknown = Reflect.get(value, discriminator.propertyName);
    const ref = typeof kind === "string" ? discriminator.mapping[kind] : undefined;
    return ref ? branches(resolve(ref), value, resolve) : [];
  }
  const alternatives = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...alternatives.flatMap((branch) => branches(branch, value, resolve))];
}

function fieldSchema(branch: Schema, name: string): Schema[] {
  const own = branch.properties?.[name];
  if (own) return [own];
  if (branch.additionalProperties === true) return [{}];
  return typeof branch.additionalProperties === "object" ? [branch.additionalProperties] : [];
}
