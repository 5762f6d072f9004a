// Checks bodies against PortOne's OpenAPI 3.0 file: by JSON schema, and for fields that no schema declares, because
// OpenAPI objects are open and a typo would pass. An undocumented path, status or parameter is an error as well.
import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import * as z from "zod";
import type { Resolve, Schema } from "./schema.ts";
import { undeclaredFields } from "./undeclared-fields.ts";

export type Contract = {
  /** Returns the problems of an answer; empty when it meets the contract. `path` is a template, "/payments/{paymentId}". */
  response(method: string, path: string, status: number, body: unknown): string[];
  /** Returns the problems of a request. `query` holds decoded values; `body` is a parsed JSON body, undefined for none. */
  request(method: string, path: string, sent: { query?: Record<string, string>; body?: unknown }): string[];
};

const anySchema = z.custom<Schema>((value) => typeof value === "object" && value !== null);
const content = z.record(z.string(), z.looseObject({ schema: anySchema }));
const operation = z.looseObject({
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: anySchema.optional(),
        content: content.optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })),
});
const document = z.looseObject({
  openapi: z.string().startsWith("3.0"),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), anySchema) }),
});

/** Loads the OpenAPI file at `file`. Throws when the file is not of version 3.0. */
export function loadContract(file: string): Contract {
  const spec = document.parse(JSON.parse(readFileSync(file, "utf8")));
  const schemas = spec.components.schemas;
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  // Checks the formats int32, int64 and date-time.
  addFormats.default(ajv);
  ajv.addSchema({ $id: "spec", components: { schemas: mapValues(schemas, toJsonSchema) } });
  const compiled = new Map<Schema, ValidateFunction>();

  const resolve: Resolve = (ref) => {
    const schema = schemas[ref.replace("#/components/schemas/", "")];
    if (!schema) throw new Error(`${ref} is not in the specification`);
    return schema;
  };

  function find(method: string, path: string) {
    const documented = spec.paths[path]?.[method.toLowerCase()];
    return documented === undefined ? null : operation.parse(documented);
  }

  function check(schema: Schema, value: unknown, where: string): string[] {
    let validate = compiled.get(schema);
    if (!validate) {
      validate = ajv.compile(toJsonSchema(schema));
      compiled.set(schema, validate);
    }
    const wrong = validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${where}${describeError(error)}`);
    return [...wrong, ...undeclaredFields(schema, value, where, resolve)];
  }

  return {
    response(method, path, status, body) {
      const documented = find(method, path);
      if (!documented) return [`${method} ${path} is not in the specification`];
      const schema = documented.responses[String(status)]?.content?.["application/json"]?.schema;
      if (!schema) return [`${method} ${path} does not document status ${status}`];
      return [...check(schema, body, "response"), ...statusOfType(schema, body, status, resolve)];
    },
    request(method, path, { query = {}, body }) {
      const documented = find(method, path);
      if (!documented) return [`${method} ${path} is not in the specification`];
      const known = documented.parameters.filter((parameter) => parameter.in === "query");
      const unknownNames = Object.keys(query).filter(
        (name) => !known.some((parameter) => parameter.name === name),
      );
      const problems = unknownNames.map((name) => `query.${name}: not a parameter`);
      for (const { name, required, schema, content: inJson } of known) {
        const text = query[name];
        if (text === undefined) {
          if (required) problems.push(`query.${name}: required`);
          continue;
        }
        const jsonSchema = inJson?.["application/json"]?.schema;
        if (jsonSchema) problems.push(...checkJsonText(jsonSchema, text, `query.${name}`, check));
        else if (schema) problems.push(...check(schema, text, `query.${name}`));
      }
      return [...problems, ...bodyProblems(documented.requestBody, body, check)];
    },
  };
}

type Check = (schema: Schema, value: unknown, where: string) => string[];

function bodyProblems(
  declared: { required: boolean; content: Record<string, { schema: Schema }> } | undefined,
  body: unknown,
  check: Check,
): string[] {
  if (body === undefined) return declared?.required ? ["body: required"] : [];
  const schema = declared?.content["application/json"]?.schema;
  return schema ? check(schema, body, "body") : ["body: none is documented"];
}

function checkJsonText(schema: Schema, text: string, where: string, check: Check): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [`${where}: not JSON`];
    throw error;
  }
  return check(schema, value, where);
}

// An error type states its own status (x-portone-status-code); the union of an operation's errors does not.
function statusOfType(schema: Schema, body: unknown, status: number, resolve: Resolve): string[] {
  const union = schema.$ref ? resolve(schema.$ref) : schema;
  const { discriminator } = union;
  if (!discriminator?.mapping || typeof body !== "object" || body === null) return [];
  const type: unknown = Reflect.get(body, discriminator.propertyName);
  const ref = typeof type === "string" ? discriminator.mapping[type] : undefined;
  const documented = ref ? resolve(ref)["x-portone-status-code"] : undefined;
  return documented === undefined || documented === status
    ? []
    : [`response: ${String(type)} is documented with status ${String(documented)}, not ${status}`];
}

/** Converts OpenAPI 3.0 to JSON schema: `nullable`, and a discriminator as a choice by its property. */
function toJsonSchema(schema: Schema): Schema {
  const { nullable, discriminator, oneOf, ...rest } = schema;
  const plain: Schema = { ...rest };
  if (plain.$ref) plain.$ref = plain.$ref.replace(/^#/, "spec#");
  if (plain.properties) plain.properties = mapValues(plain.properties, toJsonSchema);
  if (plain.items) plain.items = toJsonSchema(plain.items);
  if (plain.anyOf) plain.anyOf = plain.anyOf.map(toJsonSchema);
  if (plain.allOf) plain.allOf = plain.allOf.map(toJsonSchema);
  if (typeof plain.additionalProperties === "object") {
    plain.additionalProperties = toJsonSchema(plain.additionalProperties);
  }
  if (discriminator?.mapping)
    return orNull(nullable, {
      ...plain,
      ...choiceByProperty(discriminator.propertyName, discriminator.mapping),
    });
  if (oneOf) plain.oneOf = oneOf.map(toJsonSchema);
  return orNull(nullable, plain);
}

function choiceByProperty(property: string, mapping: Record<string, string>): Schema {
  return {
    type: "object",
    required: [property],
    properties: { [property]: { enum: Object.keys(mapping) } },
    allOf: Object.entries(mapping).map(([value, ref]) => ({
      if: { properties: { [property]: { const: value } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is the JSON schema keyword.
      then: { $ref: ref.replace(/^#/, "spec#") },
    })),
  };
}

function orNull(nullable: boolean | undefined, schema: Schema): Schema {
  return nullable ? { anyOf: [schema, { type: "null" }] } : schema;
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function describeError(error: ErrorObject): string {
  const allowed = "allowedValues" in error.params ? `: ${JSON.stringify(error.params.allowedValues)}` : "";
  return `${error.instancePath.replaceAll("/", ".")}: ${error.message ?? error.keyword}${allowed}`;
}
