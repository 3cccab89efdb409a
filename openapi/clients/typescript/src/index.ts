// The client: openapi-fetch over the types in schema.d.ts, which are generated.
import createClient from "openapi-fetch";

import type { components, paths } from "./schema.js";

export type Schemas = components["schemas"];

export const resetmatch = (baseUrl: string) => createClient<paths>({ baseUrl });
