import assert from "node:assert/strict";
import { readClusterDocuments } from "../../../../src/nap/template/readClusterDocuments.ts";
import { plain, pool, properties, schema, template, type } from "./clusterTemplates.ts";

describe("clusters in ARM templates", () => {
  it("are found with name, pointer and api-version", () => {
    const { clusters, problems, readable } = readClusterDocuments(
      template({ properties: { dnsPrefix: "x" } }),
    );
    assert.deepEqual({ problems, readable }, { problems: [], readable: true });
    assert.deepEqual(
      clusters.map(({ name, pointer, origin, apiVersion }) => [name, pointer, origin, apiVersion]),
      [["one", "/resources/0", "template", "2025-05-01"]],
    );
  });

  it("have parameters, variables and functions resolved, and the rest unresolved", () => {
    const text = template(
      {
        properties: {
          a: "[parameters('mode')]",
          b: "[concat(variables('x'), '-', parameters('none'))]",
          c: "[if(equals(parameters('mode'), 'Auto'), 'yes', 'no')]",
          d: "[reference('x').y]",
          e: "[[literal]",
          f: "[variables('object').list[1]]",
          g: "[parameters('secret')]",
          h: "[and(false(), parameters('none'))]",
          i: "[format('{0}-{1}', variables('x'), 3)]",
        },
      },
      {
        parameters: {
          MODE: { type: "string", defaultValue: "[concat('Au', 'to')]" },
          none: { type: "string" },
          secret: { type: "securestring", defaultValue: "s" },
        },
        variables: { x: "v", object: { list: [1, "two"] } },
      },
    );
    assert.deepEqual(properties(text), {
      a: "Auto",
      b: "<[concat(variables('x'), '-', parameters('none'))]>",
      c: "yes",
      d: "<[reference('x').y]>",
      e: "[literal]",
      f: "two",
      g: "<[parameters('secret')]>",
      h: false,
      i: "v-3",
    });
  });

  it("get the pools that are resources of their own", () => {
    const text = template(
      {
        name: "[parameters('cluster')]",
        properties: { agentPoolProfiles: [{ name: "sys", mode: "System" }] },
        resources: [{ type: "agentPools", name: "child", properties: { osType: "Linux" } }],
      },
      { parameters: { cluster: { type: "string" } } },
    );
    const parsed = JSON.parse(text) as { resources: object[] };
    parsed.resources.push({
      type: pool,
      name: "[concat(parameters('cluster'), '/win')]",
      properties: { osType: "Windows" },
    });
    assert.deepEqual(properties(JSON.stringify(parsed)), {
      agentPoolProfiles: [
        { name: "sys", mode: "System" },
        { name: "child", osType: "Linux" },
        { name: "win", osType: "Windows" },
      ],
    });
  });
});

describe("nested deployments", () => {
  const inner = (scope: string) => ({
    type: "Microsoft.Resources/deployments",
    name: "n",
    properties: {
      expressionEvaluationOptions: { scope },
      parameters: { mode: { value: "[parameters('outer')]" }, secret: { reference: {} } },
      template: {
        $schema: schema,
        parameters: { mode: { type: "string" }, secret: { type: "string" } },
        variables: { v: "inner" },
        resources: [
          {
            type,
            name: "c",
            properties: {
              mode: "[parameters('mode')]",
              v: "[variables('v')]",
              s: "[parameters('secret')]",
            },
          },
        ],
      },
    },
  });
  const outer = (scope: string) =>
    JSON.stringify({
      $schema: schema,
      contentVersion: "1.0.0.0",
      parameters: {
        outer: { type: "string", defaultValue: "given" },
        mode: { defaultValue: "own" },
      },
      variables: { v: "outer" },
      resources: [inner(scope)],
    });

  it("evaluate inside with the parameters that they are given", () => {
    assert.deepEqual(properties(outer("Inner")), {
      mode: "given",
      v: "inner",
      s: "<[parameters('secret')]>",
    });
  });

  it("evaluate outside unless they say otherwise", () => {
    assert.deepEqual(properties(outer("outer")), {
      mode: "own",
      v: "outer",
      s: "<[parameters('secret')]>",
    });
  });
});

describe("pools that are resources of their own beside several clusters", () => {
  const poolsBeside = (...names: [cluster: string, ...others: string[], pool: string]) => {
    const poolName = names.at(-1);
    const resources: object[] = names
      .slice(0, -1)
      .map((name) => ({ type, apiVersion: "2025-05-01", name, properties: {} }));
    resources.push({ type: pool, name: poolName, properties: { osType: "Windows" } });
    const { clusters } = readClusterDocuments(JSON.stringify({ $schema: schema, resources }));
    return clusters.map(({ model }) => plain(model.properties ?? null));
  };
  const windows = (name: string) => ({ agentPoolProfiles: [{ name, osType: "Windows" }] });

  it("belong to the one that they name", () => {
    assert.deepEqual(poolsBeside("a", "b", "b/w"), [{}, windows("w")]);
    const [a, b, ...others] = poolsBeside("a", "b", "c/w");
    assert.deepEqual([a, b, others.length], [{}, {}, 1]);
    assert.deepEqual(
      poolsBeside("[variables('a')]", "[variables('b')]", "[concat(variables('b'), '/w')]"),
      [{}, windows("w")],
    );
    assert.deepEqual(
      poolsBeside("[concat(parameters('p'), '-a')]", "b", "[concat(parameters('p'), '-a', '/w')]"),
      [windows("w"), {}],
    );
  });

  it("belong to no cluster of another template in the same text", () => {
    const name = "[parameters('name')]";
    const own = { $schema: schema, resources: [{ type, apiVersion: "2025-05-01", name }] };
    const windowsPool = { type: pool, name: "[concat(parameters('name'), '/w')]" };
    const other = { ...own, resources: [...own.resources, windowsPool] };
    const { clusters } = readClusterDocuments(`${JSON.stringify(own)}\n${JSON.stringify(other)}`);
    assert.deepEqual(
      clusters.map(({ model }) => plain(model.properties ?? null)),
      ["<properties>", { agentPoolProfiles: [{ name: "w" }] }],
    );
  });

  it("leave open the pools of all whose they may be", () => {
    const name = "[parameters('pool')]";
    const open = { agentPoolProfiles: [`<${name}>`] };
    assert.deepEqual(poolsBeside("a", "b", name), [open, open]);
    assert.deepEqual(poolsBeside("[parameters('a')]", "b", "c/w"), [
      { agentPoolProfiles: ["<c>"] },
      {},
    ]);
  });
});

describe("modules of Bicep", () => {
  const inner = (parameters: object, given: object, values: object, definitions: object = {}) =>
    JSON.stringify({
      $schema: schema,
      contentVersion: "1.0.0.0",
      parameters: { plugin: { type: "string", defaultValue: "azure" } },
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "d",
          properties: {
            expressionEvaluationOptions: { scope: "inner" },
            parameters: given,
            template: {
              $schema: schema,
              definitions,
              parameters,
              resources: { c: { type, apiVersion: "2025-05-01", name: "c", properties: values } },
            },
          },
        },
      ],
    });

  it("are given values by conditions in place of the whole entry", () => {
    const test = "equals(parameters('plugin'), 'azure')";
    const text = inner(
      { a: { type: "string" }, b: { type: "string", defaultValue: "own" }, c: { type: "string" } },
      {
        a: `[if(${test}, createObject('value', 'azure'), createObject('value', 'kubenet'))]`,
        b: `[if(${test}, createObject('value', null()), createObject('value', 'x'))]`,
        c: "[reference('x')]",
      },
      { a: "[parameters('a')]", b: "[parameters('b')]", c: "[parameters('c')]" },
    );
    assert.deepEqual(properties(text), { a: "azure", b: "own", c: "<[parameters('c')]>" });
  });

  it("may leave out parameters whose type may be null", () => {
    const text = inner(
      { a: { $ref: "#/definitions/pools" }, b: { $ref: "#/definitions/circle" } },
      {},
      { a: "[length(coalesce(parameters('a'), createArray()))]", b: "[parameters('b')]" },
      {
        pools: { $ref: "#/definitions/list" },
        list: { type: "array", nullable: true },
        circle: { $ref: "#/definitions/circle" },
      },
    );
    assert.deepEqual(properties(text), { a: 0, b: "<[parameters('b')]>" });
  });

  it("have functions of their own, which see each other and never end a reading", () => {
    const functions = [
      {
        namespace: "__bicep",
        members: {
          pool: {
            parameters: [{ name: "name", type: "string" }],
            output: { type: "object", value: { name: "[parameters('name')]", osType: "Windows" } },
          },
          outer: {
            parameters: [{ name: "x" }],
            output: { type: "object", value: "[__bicep.pool(concat(parameters('x'), '1'))]" },
          },
          round: {
            parameters: [],
            output: { type: "string", value: "[concat(__bicep.round(), __bicep.round())]" },
          },
        },
      },
    ];
    const values = { a: "[__bicep.outer('p')]", b: "[__bicep.round()]", c: "[__bicep.none()]" };
    assert.deepEqual(properties(template({ properties: values }, { functions })), {
      a: { name: "p1", osType: "Windows" },
      b: "<[__bicep.round()]>",
      c: "<[__bicep.none()]>",
    });
  });

  it("count in their loops", () => {
    const names =
      "[map(createArray('a', 'b'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))]";
    assert.deepEqual(properties(template({ properties: { names } })), { names: ["a0", "b1"] });
  });
});

describe("a resource without its template", () => {
  it("has the pools among its own resources", () => {
    const windows = {
      type: "agentPools",
      apiVersion: "2025-05-01",
      name: "w",
      properties: { osType: "Windows" },
    };
    const text = JSON.stringify({
      type,
      apiVersion: "2025-05-01",
      name: "c",
      properties: {},
      resources: [windows],
    });
    assert.deepEqual(properties(text), { agentPoolProfiles: [{ name: "w", osType: "Windows" }] });
  });
});

describe("copy loops and conditions", () => {
  const pools = (count: unknown, condition?: unknown) => {
    const text = template({ properties: {} });
    const parsed = JSON.parse(text) as { resources: object[] };
    parsed.resources.push({
      type: pool,
      name: "[concat('one/p', copyIndex(1))]",
      ...(condition !== undefined && { condition }),
      copy: { name: "loop", count },
      properties: { osType: "Linux" },
    });
    return properties(JSON.stringify(parsed));
  };

  it("make as many pools as the count says", () => {
    assert.deepEqual(pools(2), {
      agentPoolProfiles: [
        { name: "p1", osType: "Linux" },
        { name: "p2", osType: "Linux" },
      ],
    });
    assert.deepEqual(pools(0), {});
  });

  it("leave open what nobody knows, and leave out what is switched off", () => {
    assert.deepEqual(pools("[parameters('n')]"), {
      agentPoolProfiles: ["<[concat('one/p', copyIndex(1))]>"],
    });
    assert.deepEqual(pools(1, "[parameters('c')]"), {
      agentPoolProfiles: ["<[parameters('c')]>"],
    });
    assert.deepEqual(pools(1, false), {});
  });

  it("make members", () => {
    const loop = { name: "agentPoolProfiles", count: 2 };
    const input = { name: "[concat('p', copyIndex('agentPoolProfiles'))]" };
    assert.deepEqual(properties(template({ properties: { copy: [{ ...loop, input }] } })), {
      agentPoolProfiles: [{ name: "p0" }, { name: "p1" }],
    });
  });

  it("leave a cluster out whose condition is false where another remains", () => {
    const off = { type, apiVersion: "2025-05-01", name: "off", condition: false, properties: {} };
    const on = { ...off, name: "on", condition: true };
    const names = (...resources: object[]) =>
      readClusterDocuments(JSON.stringify({ contentVersion: "1", resources })).clusters.map(
        ({ name }) => name,
      );
    assert.deepEqual(names(off, on), ["on"]);
    assert.deepEqual(names(off), ["off"]);
  });
});

describe("a template without end", () => {
  it("does not follow parameters and variables in circles", () => {
    const variables = { a: "[variables('b')]", b: "[variables('a')]" };
    const text = template({ properties: { x: "[variables('a')]" } }, { variables });
    assert.deepEqual(properties(text), { x: "<[variables('a')]>" });
  });

  it("ends where loops stand around loops, and leaves open what was not read", () => {
    const deployment = (inner: object) => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "d",
      copy: { name: "loop", count: 800 },
      properties: { template: { $schema: schema, resources: [inner] } },
    });
    const loop = deployment(deployment(deployment({ type: "x", apiVersion: "1", name: "n" })));
    const cluster = { type, apiVersion: "2025-05-01", name: "c", properties: { dnsPrefix: "x" } };
    const text = JSON.stringify({ $schema: schema, resources: [cluster, loop] });
    assert.deepEqual(properties(text), {
      dnsPrefix: "x",
      agentPoolProfiles: ["<more resources than Azure deploys>"],
    });
  });

  it("ends where expressions loop inside of loops", () => {
    const inside = (body: string, name: string) =>
      `map(variables('list'), lambda('${name}', ${body}))`;
    const variables = { list: "[range(0, 10000)]" };
    const loops = inside(inside(inside("lambdaVariables('z')", "z"), "y"), "x");
    const copy = (name: string, input: unknown) => ({ copy: [{ name, count: 800, input }] });
    const a = `[length(${loops})]`;
    const b = copy("k", copy("l", copy("m", "[copyIndex('m')]")));
    for (const properties of [{ a }, { b }]) {
      const { clusters } = readClusterDocuments(template({ properties }, { variables }));
      assert.deepEqual(
        clusters.map(({ name }) => name),
        ["one"],
      );
    }
  });

  it("does not grow by doubling itself", () => {
    const double = (index: number) =>
      index === 0
        ? "0123456789"
        : `[concat(variables('v${index - 1}'), variables('v${index - 1}'))]`;
    const list = (index: number) =>
      index === 0 ? [1] : [`[variables('l${index - 1}')]`, `[variables('l${index - 1}')]`];
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        [`v${index}`, double(index)],
        [`l${index}`, list(index)],
      ]).flat(),
    ) as object;
    const text = template({ properties: { x: "[variables('v59')]" } }, { variables });
    assert.deepEqual(properties(text), { x: "<[variables('v59')]>" });
    const lists = template({ properties: { x: "[variables('l59')]" } }, { variables });
    assert.ok(JSON.stringify(properties(lists)).length < 1000);
  });
});
