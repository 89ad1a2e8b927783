import { stringify, parse } from "yaml";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { blockerLoad, openPool } from "./blockerLoad.ts";
import { mendsBlockers } from "./blockersMended.ts";
import { namesBlockers, namesLackOfRoom } from "./blockersNamed.ts";
import { fluxLabels, startFlux, type FluxStandIn } from "./fluxStandIn.ts";
import { revertsByFlux } from "./revertsByFlux.ts";
import { openWay, withDance } from "./withDance.ts";

describeWithGo("what holds a drain, and what helps, by clicks", () => {
  let flux: FluxStandIn | undefined;
  // Before the API server goes.
  after(() => flux?.stop());
  const dance = withDance({
    load: blockerLoad,
    prepare: async ({ client }) => {
      const pool = parse(openPool) as { metadata: object };
      const manifest = stringify({ ...pool, metadata: { ...pool.metadata, labels: fluxLabels } });
      flux = await startFlux(client, { name: "open", manifest });
    },
  });
  before(() => openWay(dance().workbench, "Freeze 2 NodePools..."));

  namesBlockers(dance);
  revertsByFlux(dance, (command) => flux?.run(command));
  namesLackOfRoom(dance);
  mendsBlockers(dance);
});
