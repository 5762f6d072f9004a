import type { Resolve, Schema } from "./schema.ts";

/** Returns a problem for each field in `value` that no branch of its schema declares. */
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
  // A schema that describes no object declares no fields. The JSON schema check reports the problem.
  if (!possible.some((branch) => branch.properties || branch.additionalProperties)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const declared = possible.flatMap((branch) => fieldSchema(branch, name));
    const [firstSchema] = declared;
    if (declared.length === 0) return [`${where}.${name}: not declared`];
    return firstSchema ? undeclaredFields(firstSchema, field, `${where}.${name}`, resolve) : [];
  });
}

/** Returns the object or array schemas of `value`: the discriminator's schema, or all alternatives. */
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
