// Uses the client against a running server: node dist/test/use.js http://127.0.0.1:8000
import assert from "node:assert/strict";

import { resetmatch, type Schemas } from "../src/index.js";

const server = process.argv[2];
assert.ok(server, "give the address of a server");
const client = resetmatch(server);

const profile: Schemas["Profile"] = {
  profile_id: "p-001",
  age_years: 34,
  sex: "female",
  observations: [{ concept: "SLEDAI-2K", value: 10, days_before: 7 }],
};

const matched = await client.POST("/v1/match", { body: { profile, limit: 2 } });
assert.equal(matched.data?.profile_id, "p-001");
assert.equal(matched.data.matches.length, 2);
const best = matched.data.matches[0];
assert.ok(best && ["eligible", "undetermined", "ineligible"].includes(best.verdict));

const criteria = await client.GET("/v1/trials/{nct_id}/criteria", { params: { path: { nct_id: best.nct_id } } });
const trees = criteria.data?.criteria.map((each) => each.tree) ?? [];
const limits = trees.flatMap((tree) => (tree.node === "value" ? [tree.comparator] : []));
assert.ok(trees.length > 0 && limits.every((each) => ["<", "<=", "=", ">=", ">"].includes(each)));

const refused = await client.GET("/v1/trials/{nct_id}", { params: { path: { nct_id: "NCT99999999" } } });
assert.equal(refused.error?.status, 404);

const found = await client.POST("/getClinicalTrial", {
  body: { resourceType: "Bundle", entry: [{ resource: { resourceType: "Patient" } }] },
});
const studies = (found.data?.entry ?? []).flatMap(({ resource }) =>
  resource.resourceType === "ResearchStudy" ? [resource.id] : [],
);
assert.equal(studies.length, found.data?.total);

console.log(`${matched.data.matches.length} matches, ${limits.length} limits, ${studies.length} studies`);
