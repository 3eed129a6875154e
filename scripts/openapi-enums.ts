import { type Enums } from './openapi-schema';

/** How the generated code names the packages of a definition. */
const PACKAGES: Record<string, string> = { k8sio_api_: 'io.k8s.api.', pkg_apis_meta_: 'io.k8s.apimachinery.pkg.apis.meta.' };

/**
 * Reads enumerations out of the generated Go code that OpenAPI is served from.
 *
 * The published documents are made with the feature gate OpenAPIEnums off; the code that they are made from has the values.
 */
export function readEnums(code: string): Enums {
  const enums: Enums = new Map();
  for (const [, symbol, body] of code.matchAll(/^func schema_(\w+)\(.*\n((?:.+\n|\n(?!func ))+)/gm)) {
    const name = definitionName(symbol);
    const properties = name === undefined ? undefined : enumsOf(body);
    if (name !== undefined && properties?.size) enums.set(name, properties);
  }
  return enums;
}

function definitionName(symbol: string): string | undefined {
  const prefix = Object.keys(PACKAGES).find((known) => symbol.startsWith(known));
  return prefix && PACKAGES[prefix] + symbol.slice(prefix.length).replaceAll('_', '.');
}

/** The first value list after a property's name, which stands five tabs deep, is that of the property or of its items. */
function enumsOf(body: string): Map<string, string[]> {
  const properties = new Map<string, string[]>();
  let property: string | undefined;
  for (const line of body.split('\n')) {
    property = /^\t{5}"(\w+)": \{$/.exec(line)?.[1] ?? property;
    const values = /^\t+Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line)?.[1];
    if (values !== undefined && property !== undefined) properties.set(property, JSON.parse(`[${values}]`));
  }
  return properties;
}
