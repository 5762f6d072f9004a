/** The keywords of an OpenAPI 3.0 schema that the checks read. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  nullable?: boolean;
  additionalProperties?: boolean | Schema;
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  [extra: string]: unknown;
};

/** Returns the schema that a `$ref` names. */
export type Resolve = (ref: string) => Schema;
